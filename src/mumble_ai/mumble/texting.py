"""Sends text: an `Outbox` with the timer that it needs, and receivers that outlive a reconnect."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from mumble_ai.mumble import html as markup
from mumble_ai.mumble.reconnect import same_user
from mumble_ai.mumble.state import Channel, ServerState, User
from mumble_ai.mumble.text import MessageAllowance, Outbox, split_html, split_plain
from mumble_ai.mumble.wire import mumble_pb2 as wire

Place = Channel | int | str


@dataclass(frozen=True, slots=True)
class Receivers:
    """Who gets a text: users by who they are and channels by path, since numbers change on a reconnect."""

    users: tuple[User, ...] = ()
    channels: tuple[str, ...] = ()
    trees: tuple[str, ...] = ()

    @classmethod
    def among(
        cls, state: ServerState, users: Iterable[User], channels: Iterable[Place], trees: Iterable[Place]
    ) -> Receivers:
        """Receivers given as the caller likes; without any, the channel we are in."""
        to = cls(tuple(users), tuple(_path(state, c) for c in channels), tuple(_path(state, t) for t in trees))
        return to if to.users or to.channels or to.trees else cls(channels=(state.path_of(state.me.channel_id),))

    def message(self, state: ServerState, body: str) -> wire.TextMessage | None:
        """The message for those who are there today; None when nobody is."""
        by_path = {state.path_of(id): id for id in state.channels}
        message = wire.TextMessage(message=body)
        message.session.extend(user.session for u in self.users if (user := same_user(u, state)) is not None)
        message.channel_id.extend(by_path[path] for path in self.channels if path in by_path)
        message.tree_id.extend(by_path[path] for path in self.trees if path in by_path)
        return message if message.session or message.channel_id or message.tree_id else None


class TextSender:
    """Queues text and sends it as fast as the server allows. No task, one timer."""

    def __init__(self, send: Callable[[str, Receivers], None], ready: Callable[[], bool]) -> None:
        self._send = send
        self._ready = ready
        self._outbox: Outbox[tuple[str, Receivers]] = Outbox()
        self._timer: asyncio.TimerHandle | None = None

    def put(self, state: ServerState, text: str, receivers: Receivers, *, html: bool) -> None:
        """Queues a text in pieces that the server takes.

        Raises:
            QueueFull: When too much waits already.
        """
        self._outbox.put([(piece, receivers) for piece in _pieces(state, text, html=html)])
        self.send_due()

    def send_due(self) -> None:
        """Sends what the rate limit allows now; the rest follows by itself."""
        self.stop()
        if not self._ready():
            return
        loop = asyncio.get_running_loop()
        for body, receivers in self._outbox.due(loop.time()):
            self._send(body, receivers)
        if (wait_s := self._outbox.wait_s(loop.time())) is not None:
            self._timer = loop.call_later(wait_s + 0.001, self.send_due)

    def book(self) -> None:
        """Counts a message that the server counts as text: a change of our own state."""
        self._outbox.allowance.book(asyncio.get_running_loop().time())

    def renew(self) -> None:
        """A new connection begins with a fresh allowance."""
        self._outbox.allowance = MessageAllowance()

    def stop(self) -> None:
        """Sends nothing more until `send_due` is called."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def _path(state: ServerState, place: Place) -> str:
    if isinstance(place, str):
        return state.path_of(state.find_channel(place).id)
    return state.path_of(place if isinstance(place, int) else place.id)


def _pieces(state: ServerState, text: str, *, html: bool) -> list[str]:
    limits = state.limits
    if not limits.allow_html:
        return split_plain(markup.to_plain(text) if html else text, limits.message_length)
    return split_html(markup.clean(text) if html else markup.escape(text.strip()), limits.message_length)
