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

    def forget(self, user: User) -> None:
        """The user left."""
        self._play(self._listener.forget(user, self._now_s()))

    def stop(self) -> None:
        """The connection is gone: every talk spurt ends."""
        self._play(self._listener.forget_all(self._users(), self._now_s()))

    def _play(self, frames: Iterable[VoiceReceived]) -> None:
        for frame in frames:
            self._publish(frame)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if (deadline_s := self._listener.deadline_s) is not None:
            self._timer = asyncio.get_running_loop().call_at(deadline_s, self._due)

    def _due(self) -> None:
        self._play(self._listener.tick(self._users(), self._now_s()))

    @staticmethod
    def _now_s() -> float:
        return asyncio.get_running_loop().time()
