from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Version(_message.Message):
    __slots__ = ("version_v1", "release", "os", "os_version", "version_v2")
    VERSION_V1_FIELD_NUMBER: _ClassVar[int]
    RELEASE_FIELD_NUMBER: _ClassVar[int]
    OS_FIELD_NUMBER: _ClassVar[int]
    OS_VERSION_FIELD_NUMBER: _ClassVar[int]
    VERSION_V2_FIELD_NUMBER: _ClassVar[int]
    version_v1: int
    release: str
    os: str
    os_version: str
    version_v2: int
    def __init__(self, version_v1: _Optional[int] = ..., release: _Optional[str] = ..., os: _Optional[str] = ..., os_version: _Optional[str] = ..., version_v2: _Optional[int] = ...) -> None: ...

class Authenticate(_message.Message):
    __slots__ = ("username", "password", "tokens", "celt_versions", "opus", "client_type")
    USERNAME_FIELD_NUMBER: _ClassVar[int]
    PASSWORD_FIELD_NUMBER: _ClassVar[int]
    TOKENS_FIELD_NUMBER: _ClassVar[int]
    CELT_VERSIONS_FIELD_NUMBER: _ClassVar[int]
    OPUS_FIELD_NUMBER: _ClassVar[int]
    CLIENT_TYPE_FIELD_NUMBER: _ClassVar[int]
    username: str
    password: str
    tokens: _containers.RepeatedScalarFieldContainer[str]
    celt_versions: _containers.RepeatedScalarFieldContainer[int]
    opus: bool
    client_type: int
    def __init__(self, username: _Optional[str] = ..., password: _Optional[str] = ..., tokens: _Optional[_Iterable[str]] = ..., celt_versions: _Optional[_Iterable[int]] = ..., opus: _Optional[bool] = ..., client_type: _Optional[int] = ...) -> None: ...

class Ping(_message.Message):
    __slots__ = ("timestamp", "good", "late", "lost", "resync", "udp_packets", "tcp_packets", "udp_ping_avg", "udp_ping_var", "tcp_ping_avg", "tcp_ping_var")
    TIMESTAMP_FIELD_NUMBER: _ClassVar[int]
    GOOD_FIELD_NUMBER: _ClassVar[int]
    LATE_FIELD_NUMBER: _ClassVar[int]
    LOST_FIELD_NUMBER: _ClassVar[int]
    RESYNC_FIELD_NUMBER: _ClassVar[int]
    UDP_PACKETS_FIELD_NUMBER: _ClassVar[int]
    TCP_PACKETS_FIELD_NUMBER: _ClassVar[int]
    UDP_PING_AVG_FIELD_NUMBER: _ClassVar[int]
    UDP_PING_VAR_FIELD_NUMBER: _ClassVar[int]
    TCP_PING_AVG_FIELD_NUMBER: _ClassVar[int]
    TCP_PING_VAR_FIELD_NUMBER: _ClassVar[int]
    timestamp: int
    good: int
    late: int
    lost: int
    resync: int
    udp_packets: int
    tcp_packets: int
    udp_ping_avg: float
    udp_ping_var: float
    tcp_ping_avg: float
    tcp_ping_var: float
    def __init__(self, timestamp: _Optional[int] = ..., good: _Optional[int] = ..., late: _Optional[int] = ..., lost: _Optional[int] = ..., resync: _Optional[int] = ..., udp_packets: _Optional[int] = ..., tcp_packets: _Optional[int] = ..., udp_ping_avg: _Optional[float] = ..., udp_ping_var: _Optional[float] = ..., tcp_ping_avg: _Optional[float] = ..., tcp_ping_var: _Optional[float] = ...) -> None: ...

class Reject(_message.Message):
    __slots__ = ("type", "reason")
    TYPE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    type: int
    reason: str
    def __init__(self, type: _Optional[int] = ..., reason: _Optional[str] = ...) -> None: ...

class ServerSync(_message.Message):
    __slots__ = ("session", "max_bandwidth", "welcome_text", "permissions")
    SESSION_FIELD_NUMBER: _ClassVar[int]
    MAX_BANDWIDTH_FIELD_NUMBER: _ClassVar[int]
    WELCOME_TEXT_FIELD_NUMBER: _ClassVar[int]
    PERMISSIONS_FIELD_NUMBER: _ClassVar[int]
    session: int
    max_bandwidth: int
    welcome_text: str
    permissions: int
    def __init__(self, session: _Optional[int] = ..., max_bandwidth: _Optional[int] = ..., welcome_text: _Optional[str] = ..., permissions: _Optional[int] = ...) -> None: ...

class ChannelRemove(_message.Message):
    __slots__ = ("channel_id",)
    CHANNEL_ID_FIELD_NUMBER: _ClassVar[int]
    channel_id: int
    def __init__(self, channel_id: _Optional[int] = ...) -> None: ...

class ChannelState(_message.Message):
    __slots__ = ("channel_id", "parent", "name", "links", "description", "links_add", "links_remove", "temporary", "position", "description_hash", "max_users", "is_enter_restricted", "can_enter")
    CHANNEL_ID_FIELD_NUMBER: _ClassVar[int]
    PARENT_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    LINKS_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_FIELD_NUMBER: _ClassVar[int]
    LINKS_ADD_FIELD_NUMBER: _ClassVar[int]
    LINKS_REMOVE_FIELD_NUMBER: _ClassVar[int]
    TEMPORARY_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTION_HASH_FIELD_NUMBER: _ClassVar[int]
    MAX_USERS_FIELD_NUMBER: _ClassVar[int]
    IS_ENTER_RESTRICTED_FIELD_NUMBER: _ClassVar[int]
    CAN_ENTER_FIELD_NUMBER: _ClassVar[int]
    channel_id: int
    parent: int
    name: str
    links: _containers.RepeatedScalarFieldContainer[int]
    description: str
    links_add: _containers.RepeatedScalarFieldContainer[int]
    links_remove: _containers.RepeatedScalarFieldContainer[int]
    temporary: bool
    position: int
    description_hash: bytes
    max_users: int
    is_enter_restricted: bool
    can_enter: bool
    def __init__(self, channel_id: _Optional[int] = ..., parent: _Optional[int] = ..., name: _Optional[str] = ..., links: _Optional[_Iterable[int]] = ..., description: _Optional[str] = ..., links_add: _Optional[_Iterable[int]] = ..., links_remove: _Optional[_Iterable[int]] = ..., temporary: _Optional[bool] = ..., position: _Optional[int] = ..., description_hash: _Optional[bytes] = ..., max_users: _Optional[int] = ..., is_enter_restricted: _Optional[bool] = ..., can_enter: _Optional[bool] = ...) -> None: ...

class UserRemove(_message.Message):
    __slots__ = ("session", "actor", "reason", "ban")
    SESSION_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    BAN_FIELD_NUMBER: _ClassVar[int]
    session: int
    actor: int
    reason: str
    ban: bool
    def __init__(self, session: _Optional[int] = ..., actor: _Optional[int] = ..., reason: _Optional[str] = ..., ban: _Optional[bool] = ...) -> None: ...

class UserState(_message.Message):
    __slots__ = ("session", "actor", "name", "user_id", "channel_id", "mute", "deaf", "suppress", "self_mute", "self_deaf", "comment", "hash", "comment_hash", "priority_speaker", "recording", "listening_channel_add", "listening_channel_remove")
    SESSION_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    USER_ID_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_ID_FIELD_NUMBER: _ClassVar[int]
    MUTE_FIELD_NUMBER: _ClassVar[int]
    DEAF_FIELD_NUMBER: _ClassVar[int]
    SUPPRESS_FIELD_NUMBER: _ClassVar[int]
    SELF_MUTE_FIELD_NUMBER: _ClassVar[int]
    SELF_DEAF_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    HASH_FIELD_NUMBER: _ClassVar[int]
    COMMENT_HASH_FIELD_NUMBER: _ClassVar[int]
    PRIORITY_SPEAKER_FIELD_NUMBER: _ClassVar[int]
    RECORDING_FIELD_NUMBER: _ClassVar[int]
    LISTENING_CHANNEL_ADD_FIELD_NUMBER: _ClassVar[int]
    LISTENING_CHANNEL_REMOVE_FIELD_NUMBER: _ClassVar[int]
    session: int
    actor: int
    name: str
    user_id: int
    channel_id: int
    mute: bool
    deaf: bool
    suppress: bool
    self_mute: bool
    self_deaf: bool
    comment: str
    hash: str
    comment_hash: bytes
    priority_speaker: bool
    recording: bool
    listening_channel_add: _containers.RepeatedScalarFieldContainer[int]
    listening_channel_remove: _containers.RepeatedScalarFieldContainer[int]
    def __init__(self, session: _Optional[int] = ..., actor: _Optional[int] = ..., name: _Optional[str] = ..., user_id: _Optional[int] = ..., channel_id: _Optional[int] = ..., mute: _Optional[bool] = ..., deaf: _Optional[bool] = ..., suppress: _Optional[bool] = ..., self_mute: _Optional[bool] = ..., self_deaf: _Optional[bool] = ..., comment: _Optional[str] = ..., hash: _Optional[str] = ..., comment_hash: _Optional[bytes] = ..., priority_speaker: _Optional[bool] = ..., recording: _Optional[bool] = ..., listening_channel_add: _Optional[_Iterable[int]] = ..., listening_channel_remove: _Optional[_Iterable[int]] = ...) -> None: ...

class TextMessage(_message.Message):
    __slots__ = ("actor", "session", "channel_id", "tree_id", "message")
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    SESSION_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_ID_FIELD_NUMBER: _ClassVar[int]
    TREE_ID_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    actor: int
    session: _containers.RepeatedScalarFieldContainer[int]
    channel_id: _containers.RepeatedScalarFieldContainer[int]
    tree_id: _containers.RepeatedScalarFieldContainer[int]
    message: str
    def __init__(self, actor: _Optional[int] = ..., session: _Optional[_Iterable[int]] = ..., channel_id: _Optional[_Iterable[int]] = ..., tree_id: _Optional[_Iterable[int]] = ..., message: _Optional[str] = ...) -> None: ...

class PermissionDenied(_message.Message):
    __slots__ = ("permission", "channel_id", "session", "reason", "type", "name")
    PERMISSION_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_ID_FIELD_NUMBER: _ClassVar[int]
    SESSION_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    permission: int
    channel_id: int
    session: int
    reason: str
    type: int
    name: str
    def __init__(self, permission: _Optional[int] = ..., channel_id: _Optional[int] = ..., session: _Optional[int] = ..., reason: _Optional[str] = ..., type: _Optional[int] = ..., name: _Optional[str] = ...) -> None: ...

class CryptSetup(_message.Message):
    __slots__ = ("key", "client_nonce", "server_nonce")
    KEY_FIELD_NUMBER: _ClassVar[int]
    CLIENT_NONCE_FIELD_NUMBER: _ClassVar[int]
    SERVER_NONCE_FIELD_NUMBER: _ClassVar[int]
    key: bytes
    client_nonce: bytes
    server_nonce: bytes
    def __init__(self, key: _Optional[bytes] = ..., client_nonce: _Optional[bytes] = ..., server_nonce: _Optional[bytes] = ...) -> None: ...

class VoiceTarget(_message.Message):
    __slots__ = ("id", "targets")
    class Target(_message.Message):
        __slots__ = ("session", "channel_id", "group", "links", "children")
        SESSION_FIELD_NUMBER: _ClassVar[int]
        CHANNEL_ID_FIELD_NUMBER: _ClassVar[int]
        GROUP_FIELD_NUMBER: _ClassVar[int]
        LINKS_FIELD_NUMBER: _ClassVar[int]
        CHILDREN_FIELD_NUMBER: _ClassVar[int]
        session: _containers.RepeatedScalarFieldContainer[int]
        channel_id: int
        group: str
        links: bool
        children: bool
        def __init__(self, session: _Optional[_Iterable[int]] = ..., channel_id: _Optional[int] = ..., group: _Optional[str] = ..., links: _Optional[bool] = ..., children: _Optional[bool] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    TARGETS_FIELD_NUMBER: _ClassVar[int]
    id: int
    targets: _containers.RepeatedCompositeFieldContainer[VoiceTarget.Target]
    def __init__(self, id: _Optional[int] = ..., targets: _Optional[_Iterable[_Union[VoiceTarget.Target, _Mapping]]] = ...) -> None: ...

class PermissionQuery(_message.Message):
    __slots__ = ("channel_id", "permissions", "flush")
    CHANNEL_ID_FIELD_NUMBER: _ClassVar[int]
    PERMISSIONS_FIELD_NUMBER: _ClassVar[int]
    FLUSH_FIELD_NUMBER: _ClassVar[int]
    channel_id: int
    permissions: int
    flush: bool
    def __init__(self, channel_id: _Optional[int] = ..., permissions: _Optional[int] = ..., flush: _Optional[bool] = ...) -> None: ...

class CodecVersion(_message.Message):
    __slots__ = ("alpha", "beta", "prefer_alpha", "opus")
    ALPHA_FIELD_NUMBER: _ClassVar[int]
    BETA_FIELD_NUMBER: _ClassVar[int]
    PREFER_ALPHA_FIELD_NUMBER: _ClassVar[int]
    OPUS_FIELD_NUMBER: _ClassVar[int]
    alpha: int
    beta: int
    prefer_alpha: bool
    opus: bool
    def __init__(self, alpha: _Optional[int] = ..., beta: _Optional[int] = ..., prefer_alpha: _Optional[bool] = ..., opus: _Optional[bool] = ...) -> None: ...

class ServerConfig(_message.Message):
    __slots__ = ("max_bandwidth", "welcome_text", "allow_html", "message_length", "image_message_length", "max_users", "recording_allowed")
    MAX_BANDWIDTH_FIELD_NUMBER: _ClassVar[int]
    WELCOME_TEXT_FIELD_NUMBER: _ClassVar[int]
    ALLOW_HTML_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_LENGTH_FIELD_NUMBER: _ClassVar[int]
    IMAGE_MESSAGE_LENGTH_FIELD_NUMBER: _ClassVar[int]
    MAX_USERS_FIELD_NUMBER: _ClassVar[int]
    RECORDING_ALLOWED_FIELD_NUMBER: _ClassVar[int]
    max_bandwidth: int
    welcome_text: str
    allow_html: bool
    message_length: int
    image_message_length: int
    max_users: int
    recording_allowed: bool
    def __init__(self, max_bandwidth: _Optional[int] = ..., welcome_text: _Optional[str] = ..., allow_html: _Optional[bool] = ..., message_length: _Optional[int] = ..., image_message_length: _Optional[int] = ..., max_users: _Optional[int] = ..., recording_allowed: _Optional[bool] = ...) -> None: ...

class SuggestConfig(_message.Message):
    __slots__ = ("version_v1", "positional", "push_to_talk", "version_v2")
    VERSION_V1_FIELD_NUMBER: _ClassVar[int]
    POSITIONAL_FIELD_NUMBER: _ClassVar[int]
    PUSH_TO_TALK_FIELD_NUMBER: _ClassVar[int]
    VERSION_V2_FIELD_NUMBER: _ClassVar[int]
    version_v1: int
    positional: bool
    push_to_talk: bool
    version_v2: int
    def __init__(self, version_v1: _Optional[int] = ..., positional: _Optional[bool] = ..., push_to_talk: _Optional[bool] = ..., version_v2: _Optional[int] = ...) -> None: ...
