"""What the server's refusals mean, in words."""

from __future__ import annotations

from typing import Final

from mumble_ai.mumble.events import Denial, PermissionDenied
from mumble_ai.mumble.state import ServerState
from mumble_ai.mumble.wire import mumble_pb2 as wire

PERMISSIONS: Final = {
    0x1: "write the channel's rules",
    0x2: "traverse",
    0x4: "enter",
    0x8: "speak",
    0x10: "mute or deafen",
    0x20: "move",
    0x40: "make a channel",
    0x80: "link channels",
    0x100: "whisper",
    0x200: "send text messages",
    0x400: "make a temporary channel",
    0x800: "listen",
    0x10000: "kick",
    0x20000: "ban",
    0x40000: "register users",
    0x80000: "register itself",
}

_WORDS: Final = {
    Denial.SUPERUSER: "the SuperUser cannot be changed",
    Denial.CHANNEL_NAME: "the channel's name is not allowed",
    Denial.TEXT_TOO_LONG: "the text is longer than the server allows",
    Denial.H9K: "the server refuses this",
    Denial.TEMPORARY_CHANNEL: "not possible in a temporary channel",
    Denial.MISSING_CERTIFICATE: "this needs a client certificate",
    Denial.USER_NAME: "the user name is not allowed",
    Denial.CHANNEL_FULL: "the channel is full",
    Denial.NESTING_LIMIT: "channels cannot nest deeper",
    Denial.CHANNEL_COUNT_LIMIT: "the server has all the channels it allows",
    Denial.CHANNEL_LISTENER_LIMIT: "the channel has all the listeners it allows",
    Denial.USER_LISTENER_LIMIT: "this user listens to all the channels the server allows",
}


def event_of(message: wire.PermissionDenied, state: ServerState) -> PermissionDenied:
    """The event for a refusal, with words for it where the server gives none."""
    known = Denial._value2member_map_.get(message.type)
    kind = known if isinstance(known, Denial) else message.type
    channel_id = message.channel_id if message.HasField("channel_id") else None
    return PermissionDenied(
        reason=message.reason or _in_words(kind, message.permission, channel_id, state),
        kind=kind,
        permission=message.permission,
        channel_id=channel_id,
        session=message.session if message.HasField("session") else None,
    )


def _in_words(kind: Denial | int, permission: int, channel_id: int | None, state: ServerState) -> str:
    if kind != Denial.PERMISSION:
        return _WORDS.get(Denial(kind), "the server refuses this") if kind in _WORDS else "the server refuses this"
    missing = [name for bit, name in PERMISSIONS.items() if permission & bit] or ["do this"]
    where = f" in channel {state.path_of(channel_id) or 'root'!r}" if channel_id is not None else ""
    return f"no permission to {', '.join(missing)}{where}; ask the server's administrator"
