"""What a Mumble client tells its user, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Literal

from mumble_ai.audio.pcm import Int16
from mumble_ai.mumble.state import Channel, Limits, User


@dataclass(frozen=True, slots=True)
class Connected:
    """Signed in, state complete, what we had before a reconnect restored."""

    me: User
    server_version: tuple[int, int, int]
    again: bool = False


@dataclass(frozen=True, slots=True)
class Disconnected:
    """The connection is gone; `will_retry` says whether the client tries again by itself."""

    reason: str
    will_retry: bool


@dataclass(frozen=True, slots=True)
class RemovedFromServer:
    """We were kicked or banned; `Disconnected` follows."""

    by: User | None
    reason: str
    banned: bool


@dataclass(frozen=True, slots=True)
class UserJoined:
    user: User


@dataclass(frozen=True, slots=True)
class UserLeft:
    """A user is gone; `by` is who removed them, None when they left themselves."""

    user: User
    reason: str = ""
    by: User | None = None
    banned: bool = False


@dataclass(frozen=True, slots=True)
class UserChanged:
    """A user moved, was muted, renamed…; `by` is who did it, where the server says so."""

    user: User
    before: User
    by: User | None = None


@dataclass(frozen=True, slots=True)
class ChannelAdded:
    channel: Channel


@dataclass(frozen=True, slots=True)
class ChannelChanged:
    channel: Channel
    before: Channel


@dataclass(frozen=True, slots=True)
class ChannelRemoved:
    channel: Channel


@dataclass(frozen=True, slots=True)
class TextReceived:
    """A text message.

    Attributes:
        sender: None for the server itself.
        text_plain: The message without any markup.
        html: The message with harmless markup only.
        private: True when it was sent to us, not to a channel.
        channels, trees: Ids of the channels, and roots of channel trees, it was sent to.
    """

    sender: User | None
    text_plain: str
    html: str
    private: bool
    channels: tuple[int, ...] = ()
    trees: tuple[int, ...] = ()


class Denial(IntEnum):
    """Why the server refused something."""

    TEXT = 0
    PERMISSION = 1
    SUPERUSER = 2
    CHANNEL_NAME = 3
    TEXT_TOO_LONG = 4
    H9K = 5
    TEMPORARY_CHANNEL = 6
    MISSING_CERTIFICATE = 7
    USER_NAME = 8
    CHANNEL_FULL = 9
    NESTING_LIMIT = 10
    CHANNEL_COUNT_LIMIT = 11
    CHANNEL_LISTENER_LIMIT = 12
    USER_LISTENER_LIMIT = 13


@dataclass(frozen=True, slots=True)
class PermissionDenied:
    """The server refused something we asked for.

    Attributes:
        reason: In words.
        kind: The server's own reason; a plain number when the server is newer than this client.
        permission: Bits of the permission that is missing, 0 when the server does not say.
    """

    reason: str
    kind: Denial | int
    permission: int = 0
    channel_id: int | None = None
    session: int | None = None


@dataclass(frozen=True, slots=True)
class ServerLimits:
    """The server told its limits, at sign-in or when they change."""

    limits: Limits


@dataclass(frozen=True, slots=True)
class SuggestedConfig:
    """What the server's administrator would like clients to use; None where nothing is said."""

    version: tuple[int, int, int] | None = None
    positional: bool | None = None
    push_to_talk: bool | None = None


@dataclass(frozen=True, slots=True)
class VoicePathChanged:
    """Our voice takes another way from now on."""

    path: Literal["udp", "tcp"]


@dataclass(frozen=True, slots=True)
class VoiceReceived:
    """20 ms of a user's voice, in order, losses concealed.

    Attributes:
        pcm: `(960,) int16` mono at 48 000 Hz; empty when only the end of a talk spurt is told.
        ended: True on the last frame of a talk spurt.
        target: How it reached us: `VoiceContext` (0 talking, 1 shout, 2 whisper, 3 listening, 31 loopback).
        at_s: Time of arrival on the event loop's clock.
        concealed: True when the packet was lost and this frame is a guess.
    """

    user: User
    pcm: Int16 = field(repr=False)
    ended: bool
    target: int
    at_s: float
    concealed: bool = False


Event = (
    Connected
    | Disconnected
    | RemovedFromServer
    | UserJoined
    | UserLeft
    | UserChanged
    | ChannelAdded
    | ChannelChanged
    | ChannelRemoved
    | TextReceived
    | PermissionDenied
    | ServerLimits
    | SuggestedConfig
    | VoicePathChanged
    | VoiceReceived
)
