"""Hands events to any number of readers, each with a bounded queue of its own."""

from __future__ import annotations

import asyncio
from collections import deque
from types import TracebackType
from typing import Final
from weakref import WeakSet

from mumble_ai.mumble.events import Event, VoiceReceived

MAX_EVENTS: Final = 1000
"""Events a slow reader may be behind: 20 s of one voice."""


class Subscription:
    """An asynchronous iterator of events from the moment it is made until the client is closed.

    When its reader falls behind, the oldest voice frame is dropped first (never the end of a talk spurt while there is
    another), then the oldest event.
    """

    def __init__(self, limit: int = MAX_EVENTS) -> None:
        self.dropped = 0
        """Events this reader was too slow for."""
        self._limit = limit
        self._queue: deque[Event] = deque()
        self._ready = asyncio.Event()
        self._closed = False

    def put(self, event: Event) -> None:
        """Queues an event."""
        if self._closed:
            return
        if len(self._queue) >= self._limit:
            self._drop_one()
        self._queue.append(event)
        self._ready.set()

    def close(self) -> None:
        """Ends the iteration after what is queued."""
        self._closed = True
        self._ready.set()

    async def aclose(self) -> None:
        self.close()

    def __aiter__(self) -> Subscription:
        return self

    async def __anext__(self) -> Event:
        while not self._queue:
            if self._closed:
                raise StopAsyncIteration
            self._ready.clear()
            await self._ready.wait()
        return self._queue.popleft()

    async def __aenter__(self) -> Subscription:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _drop_one(self) -> None:
        self.dropped += 1
        for at, event in enumerate(self._queue):
            if isinstance(event, VoiceReceived) and not event.ended:
                del self._queue[at]
                return
        self._queue.popleft()


class EventHub:
    """The readers of one client. A reader that nobody holds any more is forgotten."""

    def __init__(self) -> None:
        self._readers: WeakSet[Subscription] = WeakSet()
        self._closed = False

    def subscribe(self) -> Subscription:
        reader = Subscription()
        if self._closed:
            reader.close()
        self._readers.add(reader)
        return reader

    def publish(self, event: Event) -> None:
        for reader in tuple(self._readers):
            reader.put(event)

    def close(self) -> None:
        self._closed = True
        for reader in tuple(self._readers):
            reader.close()
