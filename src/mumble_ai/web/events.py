"""Server-sent events (HTML Living Standard, 9.2): an answer that goes on for as long as its reader stays."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Final

from starlette.responses import StreamingResponse

HEARTBEAT_S: Final = 15.0
MOST_WAITING: Final = 256
RECONNECT_MS: Final = 2_000
RESYNC: Final = "resync"
_HEADERS: Final = {"Cache-Control": "no-store", "X-Accel-Buffering": "no", "Connection": "keep-alive"}


@dataclass(frozen=True, slots=True)
class Event:
    """One event.

    Attributes:
        data: What JSON can say.
    """

    topic: str
    data: Any = None

    def encoded(self) -> str:
        """As it is sent; JSON has no line ends of its own."""
        return f"event: {self.topic}\ndata: {json.dumps(self.data, separators=(',', ':'), default=str)}\n\n"


@dataclass(eq=False, slots=True)
class Subscriber:
    """What waits for one reader. When too much waits the oldest goes, and the reader is told `resync`."""

    _waiting: deque[Event] = field(default_factory=lambda: deque[Event](maxlen=MOST_WAITING))
    _is_more: asyncio.Event = field(default_factory=asyncio.Event)
    _has_missed: bool = False
    _is_over: bool = False

    def tell(self, event: Event) -> None:
        """Adds one."""
        self._has_missed = self._has_missed or len(self._waiting) == MOST_WAITING
        self._waiting.append(event)
        self._is_more.set()

    def end(self) -> None:
        """The stream ends after what waits."""
        self._is_over = True
        self._is_more.set()

    async def next(self) -> Event | None:
        """Waits for the next; None at the end."""
        while not self._waiting and not self._is_over:
            self._is_more.clear()
            await self._is_more.wait()
        if self._has_missed:
            self._has_missed = False
            return Event(RESYNC)
        return self._waiting.popleft() if self._waiting else None


class EventStream(StreamingResponse):
    """Sends events until there are no more, the reader goes, or may read no longer.

    Args:
        following: Waits for the next event; None ends the stream.
        may_go_on: Asked at each heartbeat, such as whether the session still is; false ends the stream.
        heartbeat_s: A comment is sent at least so often, to find out about lost connections.
    """

    def __init__(
        self,
        following: Callable[[], Awaitable[Event | None]],
        *,
        may_go_on: Callable[[], Awaitable[bool]] | None = None,
        heartbeat_s: float = HEARTBEAT_S,
    ) -> None:
        self._following = following
        self._may_go_on = may_go_on
        self._heartbeat_s = heartbeat_s
        super().__init__(self._chunks(), media_type="text/event-stream", headers=_HEADERS)

    async def _chunks(self) -> AsyncIterator[str]:
        yield f"retry: {RECONNECT_MS}\n\n"
        waiting: asyncio.Future[Event | None] | None = None
        clock = asyncio.get_running_loop().time
        asked_at_s = clock()
        try:
            while True:
                waiting = waiting or asyncio.ensure_future(self._following())
                done, _ = await asyncio.wait([waiting], timeout=self._heartbeat_s)
                if clock() - asked_at_s >= self._heartbeat_s:
                    asked_at_s = clock()
                    if self._may_go_on is not None and not await self._may_go_on():
                        return
                if not done:
                    yield ": still here\n\n"
                    continue
                event, waiting = waiting.result(), None
                if event is None:
                    return
                yield event.encoded()
        finally:
            if waiting is not None:
                waiting.cancel()
                await asyncio.gather(waiting, return_exceptions=True)
