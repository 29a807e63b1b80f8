"""What each control message about the server's state means: the state is changed, events are told. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from mumble_ai.mumble import denials, html
from mumble_ai.mumble import events as ev
from mumble_ai.mumble.framing import FrameType
from mumble_ai.mumble.state import ServerState, User
from mumble_ai.mumble.wire import mumble_pb2 as wire

Version = tuple[int, int, int]


def version_of(v1: int, v2: int) -> Version:
    """`(major, minor, patch)` from the two version fields; the newer one wins where it is set."""
    if v2:
        return v2 >> 48, v2 >> 32 & 0xFFFF, v2 >> 16 & 0xFFFF
    return v1 >> 16, v1 >> 8 & 0xFF, v1 & 0xFF


def on_config(state: ServerState, message: wire.ServerConfig) -> list[ev.Event]:
    return [ev.ServerLimits(state.apply_limits(message))]


def on_suggest(state: ServerState, message: wire.SuggestConfig) -> list[ev.Event]:
    version = version_of(message.version_v1, message.version_v2)
    positional = message.positional if message.HasField("positional") else None
    push_to_talk = message.push_to_talk if message.HasField("push_to_talk") else None
    return [ev.SuggestedConfig(version if any(version) else None, positional, push_to_talk)]


def on_channel(state: ServerState, message: wire.ChannelState) -> list[ev.Event]:
    before, after = state.apply_channel(message)
    if not state.synced or before == after:
        return []
    return [ev.ChannelAdded(after) if before is None else ev.ChannelChanged(after, before)]


def on_channel_remove(state: ServerState, message: wire.ChannelRemove) -> list[ev.Event]:
    gone = state.remove_channel(message.channel_id)
    return [ev.ChannelRemoved(gone)] if gone is not None else []


def on_user(state: ServerState, message: wire.UserState) -> list[ev.Event]:
    by = _actor(state, message)
    before, after = state.apply_user(message)
    if not state.synced or before == after:
        return []
    return [ev.UserJoined(after) if before is None else ev.UserChanged(after, before, by)]


def on_user_remove(state: ServerState, message: wire.UserRemove) -> list[ev.Event]:
    by = _actor(state, message)
    gone = state.remove_user(message.session)
    if gone is None:
        return []
    if message.session == state.my_session:
        return [ev.RemovedFromServer(by, message.reason, message.ban)]
    return [ev.UserLeft(gone, message.reason, by, message.ban)]


def on_text(state: ServerState, message: wire.TextMessage) -> list[ev.Event]:
    channels, trees = tuple(message.channel_id), tuple(message.tree_id)
    safe = html.clean(message.message)
    private = not (channels or trees)
    return [ev.TextReceived(_actor(state, message), html.to_plain(safe), safe, private, channels, trees)]


def on_denied(state: ServerState, message: wire.PermissionDenied) -> list[ev.Event]:
    return [denials.event_of(message, state)]


def on_permissions(state: ServerState, message: wire.PermissionQuery) -> list[ev.Event]:
    if message.flush:
        state.permissions.clear()
    if message.HasField("permissions"):
        state.permissions[message.channel_id] = message.permissions
    return []


def _actor(state: ServerState, message: wire.UserState | wire.UserRemove | wire.TextMessage) -> User | None:
    return state.users.get(message.actor) if message.HasField("actor") else None


STATE_HANDLERS: Final[dict[int, Callable[[ServerState, Any], list[ev.Event]]]] = {
    FrameType.SERVER_CONFIG: on_config,
    FrameType.SUGGEST_CONFIG: on_suggest,
    FrameType.CHANNEL_STATE: on_channel,
    FrameType.CHANNEL_REMOVE: on_channel_remove,
    FrameType.USER_STATE: on_user,
    FrameType.USER_REMOVE: on_user_remove,
    FrameType.TEXT_MESSAGE: on_text,
    FrameType.PERMISSION_DENIED: on_denied,
    FrameType.PERMISSION_QUERY: on_permissions,
}
