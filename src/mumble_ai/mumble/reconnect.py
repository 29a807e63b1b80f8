"""When to try again, and what to restore then. Pure."""

from __future__ import annotations

import contextlib
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from mumble_ai.mumble.errors import Kicked, NoSuchChannel
from mumble_ai.mumble.state import ServerState, User
from mumble_ai.mumble.wire import mumble_pb2 as wire

AFTER_KICK_S: Final = 30.0
"""Whoever is kicked stays away for a while."""


@dataclass(slots=True)
class Backoff:
    """Waiting times between attempts: doubled each time, with full jitter in the upper half, up to a limit."""

    first_s: float = 0.5
    limit_s: float = 30.0
    random: Callable[[], float] = random.random
    _attempts: int = 0

    def next_s(self, error: Exception | None = None) -> float:
        """How long to wait before the next attempt."""
        ceiling = min(self.limit_s, self.first_s * 2**self._attempts)
        self._attempts = min(self._attempts + 1, 32)
        wait_s = ceiling * (0.5 + 0.5 * self.random())
        return AFTER_KICK_S + wait_s if isinstance(error, Kicked) else wait_s

    def reset(self) -> None:
        """A connection succeeded."""
        self._attempts = 0


@dataclass(frozen=True, slots=True)
class WhisperTarget:
    """Who hears a whisper: users, by who they are, or a channel with or without what hangs on it."""

    users: tuple[User, ...] = ()
    channel: str | None = None
    links: bool = False
    children: bool = False
    group: str = ""


@dataclass(slots=True)
class Wishes:
    """What we told the server about ourselves, to be told again after a reconnect. None was never told."""

    channel: str | None = None
    comment: str | None = None
    self_muted: bool | None = None
    self_deafened: bool | None = None
    listening: set[str] = field(default_factory=set[str])
    targets: dict[int, WhisperTarget] = field(default_factory=dict[int, WhisperTarget])

    def messages(self, state: ServerState) -> list[wire.UserState | wire.VoiceTarget]:
        """What must be sent so that the server knows all of it again, the channel apart."""
        user = wire.UserState(session=state.my_session)
        if self.comment is not None:
            user.comment = self.comment
        if self.self_muted is not None:
            user.self_mute = self.self_muted
        if self.self_deafened is not None:
            user.self_deaf = self.self_deafened
        paths = {state.path_of(id): id for id in state.channels}
        user.listening_channel_add.extend(sorted(paths[path] for path in self.listening if path in paths))
        told = user.ListFields()
        messages: list[wire.UserState | wire.VoiceTarget] = [user] if len(told) > 1 else []
        for id, target in self.targets.items():
            with contextlib.suppress(NoSuchChannel):
                messages.append(target_message(id, target, state))
        return messages


def same_user(user: User, state: ServerState) -> User | None:
    """The user of today who is the user of before: the same connection, certificate, account, or at worst name."""
    today = state.users.get(user.session)
    if today is not None and (today.name, today.certificate_hash) == (user.name, user.certificate_hash):
        return today
    for candidate in state.users.values():
        if user.certificate_hash is not None and candidate.certificate_hash == user.certificate_hash:
            return candidate
    if user.certificate_hash is not None:
        return None
    return next((u for u in state.users.values() if u.name == user.name and u.certificate_hash is None), None)


def target_message(target_id: int, target: WhisperTarget, state: ServerState) -> wire.VoiceTarget:
    """The registration of a whisper target, with the sessions and channels of today."""
    message = wire.VoiceTarget(id=target_id)
    users = [found for user in target.users if (found := same_user(user, state)) is not None]
    if users:
        message.targets.add(session=[user.session for user in users])
    if target.channel is not None:
        channel = state.find_channel(target.channel)
        message.targets.add(
            channel_id=channel.id, links=target.links, children=target.children, group=target.group or None
        )
    return message
