"""Plays what arrives: a `Listener` with the timer that it needs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping

from mumble_ai.audio.jitter import JitterConfig
from mumble_ai.mumble.events import VoiceReceived
from mumble_ai.mumble.listener import Listener
from mumble_ai.mumble.state import User
from mumble_ai.mumble.voice_packet import VoicePacket


class Hearing:
    """Publishes the frames of all speakers when they are due. No task, one timer."""

    def __init__(
        self,
        publish: Callable[[VoiceReceived], None],
        users: Callable[[], Mapping[int, User]],
        config: JitterConfig | None = None,
    ) -> None:
        self._publish = publish
        self._users = users
        self._listener = Listener(config)
        self._timer: asyncio.TimerHandle | None = None

    def receive(self, packet: VoicePacket) -> None:
        """Takes a packet."""
        self._play(self._listener.receive(packet, self._users(), self._now_s()))
        self._watch(self._listener.deadline_of(packet.session))

    def forget(self, user: User) -> None:
        """The user left."""
        self._play(self._listener.forget(user, self._now_s()))

    def stop(self) -> None:
        """The connection is gone: every talk spurt ends."""
        self._play(self._listener.forget_all(self._users(), self._now_s()))
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _play(self, frames: Iterable[VoiceReceived]) -> None:
        for frame in frames:
            self._publish(frame)

    def _watch(self, deadline_s: float | None) -> None:
        """Sees to it that the timer rings by then. Ringing too early and being set again is rarer than a packet is."""
        if deadline_s is None or (self._timer is not None and self._timer.when() <= deadline_s):
            return
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_at(deadline_s, self._due, deadline_s)

    def _due(self, deadline_s: float) -> None:
        self._timer = None
        # A timer may ring a clock tick early.
        self._play(self._listener.tick(self._users(), max(self._now_s(), deadline_s)))
        self._watch(self._listener.deadline_s)

    @staticmethod
    def _now_s() -> float:
        return asyncio.get_running_loop().time()
