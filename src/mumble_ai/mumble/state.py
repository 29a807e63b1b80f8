"""Who and what is on the server, kept up to date from the server's messages. No I/O."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import IntFlag
from types import MappingProxyType
from typing import Any, Final

from google.protobuf.message import Message

from mumble_ai.mumble.errors import NoSuchChannel
from mumble_ai.mumble.wire import mumble_pb2 as wire

ROOT_CHANNEL: Final = 0
_MAX_DEPTH: Final = 64


class Permission(IntFlag):
    """Rights in a channel that this client asks about."""

    SPEAK = 0x8
    WHISPER = 0x100
    TEXT = 0x200


@dataclass(frozen=True, slots=True)
class User:
    """One connection to the server.

    Attributes:
        session: The server's number of this connection; a new one after each reconnect.
        name: What the server shows. Not an identity, unless `registered_id` says that the server holds the name.
        channel_id: Where the user is.
        certificate_hash: SHA-1 of the user's certificate in hexadecimal, or None for a user without one.
        registered_id: The server's account number, or None for a user who has no account.
        muted, deafened: Set by somebody with the right to do so.
        suppressed: The channel's rules let this user not speak.
        self_muted, self_deafened: Set by the user.
        listening: Channels heard without being in them.
    """

    session: int
    name: str = ""
    channel_id: int = ROOT_CHANNEL
    certificate_hash: str | None = None
    registered_id: int | None = None
    muted: bool = False
    deafened: bool = False
    suppressed: bool = False
    self_muted: bool = False
    self_deafened: bool = False
    priority_speaker: bool = False
    recording: bool = False
    comment: str = ""
    listening: frozenset[int] = frozenset()

    @property
    def may_speak(self) -> bool:
        """False when the server drops what this user says."""
        return not (self.muted or self.suppressed or self.self_muted)


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel; `parent` is None for the root."""

    id: int
    name: str = ""
    parent: int | None = None
    description: str = ""
    links: frozenset[int] = frozenset()
    temporary: bool = False
    position: int = 0
    max_users: int = 0
    may_enter: bool = True


@dataclass(frozen=True, slots=True)
class Limits:
    """What the server allows; the defaults are those of an unconfigured server.

    Attributes:
        max_bandwidth_bps: Bits a second that one client may send, protocol overhead included.
        message_length: Longest text message in characters; 0 means any.
        image_message_length: Longest text message that carries an image; 0 means any.
    """

    max_bandwidth_bps: int = 72_000
    message_length: int = 5000
    image_message_length: int = 131_072
    allow_html: bool = True
    max_users: int = 0
    recording_allowed: bool = True
    welcome_text: str = ""


_USER_FIELDS: Final = {
    "name": "name",
    "channel_id": "channel_id",
    "mute": "muted",
    "deaf": "deafened",
    "suppress": "suppressed",
    "self_mute": "self_muted",
    "self_deaf": "self_deafened",
    "priority_speaker": "priority_speaker",
    "recording": "recording",
    "comment": "comment",
}
_CHANNEL_FIELDS: Final = {
    "name": "name",
    "parent": "parent",
    "description": "description",
    "temporary": "temporary",
    "position": "position",
    "max_users": "max_users",
    "can_enter": "may_enter",
}
_LIMIT_FIELDS: Final = {
    "max_bandwidth": "max_bandwidth_bps",
    "message_length": "message_length",
    "image_message_length": "image_message_length",
    "allow_html": "allow_html",
    "max_users": "max_users",
    "recording_allowed": "recording_allowed",
    "welcome_text": "welcome_text",
}


def _present(message: Message, names: Mapping[str, str]) -> dict[str, Any]:
    return {ours: getattr(message, theirs) for theirs, ours in names.items() if message.HasField(theirs)}


@dataclass(slots=True)
class ServerState:
    """The server as last heard of.

    Attributes:
        my_session: Our own session, 0 before the sign-in is complete.
        synced: True once the server has told everything there is; changes are events from then on.
        server_version: `(major, minor, patch)`.
        voice_path: "udp" or "tcp", the way our voice takes now.
        permissions: What we may do in channels, by id, as far as the server has told.
    """

    my_session: int = 0
    synced: bool = False
    server_version: tuple[int, int, int] = (0, 0, 0)
    server_release: str = ""
    voice_path: str = "tcp"
    limits: Limits = field(default_factory=Limits)
    permissions: dict[int, int] = field(default_factory=dict[int, int])
    _users: dict[int, User] = field(default_factory=dict[int, User])
    _channels: dict[int, Channel] = field(default_factory=dict[int, Channel])

    @property
    def users(self) -> Mapping[int, User]:
        """Everybody on the server, by session."""
        return MappingProxyType(self._users)

    @property
    def channels(self) -> Mapping[int, Channel]:
        """Every channel that we may see, by id."""
        return MappingProxyType(self._channels)

    @property
    def me(self) -> User:
        """Our own user; one without a name before the sign-in is complete."""
        return self._users.get(self.my_session) or User(self.my_session)

    def apply_user(self, message: wire.UserState) -> tuple[User | None, User]:
        """Takes a UserState; returns the user before (None for a new one) and after."""
        before = self._users.get(message.session)
        user = before or User(message.session)
        changes = _present(message, _USER_FIELDS)
        if message.HasField("hash"):
            changes["certificate_hash"] = message.hash or None
        if message.HasField("user_id"):
            changes["registered_id"] = None if message.user_id == 0xFFFF_FFFF else message.user_id
        listening = (user.listening | set(message.listening_channel_add)) - set(message.listening_channel_remove)
        self._users[user.session] = after = replace(user, listening=frozenset(listening), **changes)
        return before, after

    def remove_user(self, session: int) -> User | None:
        return self._users.pop(session, None)

    def apply_channel(self, message: wire.ChannelState) -> tuple[Channel | None, Channel]:
        """Takes a ChannelState; returns the channel before (None for a new one) and after."""
        before = self._channels.get(message.channel_id)
        channel = before or Channel(message.channel_id)
        changes = _present(message, _CHANNEL_FIELDS)
        if message.channel_id == ROOT_CHANNEL:
            changes["parent"] = None
        links = set(message.links) or set(channel.links)
        links = (links | set(message.links_add)) - set(message.links_remove)
        self._channels[channel.id] = after = replace(channel, links=frozenset(links), **changes)
        return before, after

    def remove_channel(self, channel_id: int) -> Channel | None:
        return self._channels.pop(channel_id, None)

    def apply_limits(self, message: wire.ServerConfig | wire.ServerSync) -> Limits:
        """Takes the limits a message states; what it does not state stays."""
        known = {key: value for key, value in _LIMIT_FIELDS.items() if key in message.DESCRIPTOR.fields_by_name}
        self.limits = replace(self.limits, **_present(message, known))
        return self.limits

    def path_of(self, channel_id: int) -> str:
        """The names from below the root down to a channel, joined by "/"; "" for the root."""
        names: list[str] = []
        for channel in self._upwards(channel_id):
            if channel.parent is not None:
                names.append(channel.name)
        return "/".join(reversed(names))

    def find_channel(self, path: str) -> Channel:
        """Finds a channel by its path, such as "Games/Chess". "" and "/" are the root.

        Names compare exactly first, then without regard to case. A single name is also found anywhere in the tree, as
        long as only one channel has it.

        Raises:
            NoSuchChannel: When there is none; the message lists what there is.
        """
        wanted = [name for name in path.split("/") if name.strip()]
        if not wanted:
            return self._channels.get(ROOT_CHANNEL) or Channel(ROOT_CHANNEL)
        for fold in (str, str.casefold):
            key = fold("/".join(wanted))
            for channel in self._channels.values():
                if channel.parent is not None and fold(self.path_of(channel.id)) == key:
                    return channel
        named = [c for c in self._channels.values() if c.parent is not None and c.name.casefold() == path.casefold()]
        if len(named) == 1:
            return named[0]
        paths = sorted(path for id in self._channels if (path := self.path_of(id)))
        there = ", ".join(paths[:20]) or "only the root channel"
        raise NoSuchChannel(f"no channel {path!r} on the server; there is: {there}")

    def _upwards(self, channel_id: int) -> Iterator[Channel]:
        current: int | None = channel_id
        for _ in range(_MAX_DEPTH):
            channel = self._channels.get(current) if current is not None else None
            if channel is None:
                return
            yield channel
            current = channel.parent
