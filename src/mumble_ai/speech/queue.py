"""The bounded queue in front of one model.

A request is admitted as a whole or refused at once with `Busy`; an admitted one runs as many short jobs as it likes
(a sentence, a stretch of speech), first come first served among all admitted ones. So a long file never keeps a
speaker waiting for longer than one job, and a cancelled request stops at its next job.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from typing import Final, ParamSpec, TypeVar

from mumble_ai.speech.contract import Busy, EngineUnavailable
from mumble_ai.speech.status import EngineState, EngineStatus

P = ParamSpec("P")
T = TypeVar("T")

DEFAULT_CAPACITY: Final = 8
JOB_TIMEOUT_S: Final = 120.0
CLOSE_TIMEOUT_S: Final = 10.0
_SMOOTHING: Final = 0.3
_SHORTEST_RETRY_S: Final = 1.0


class ModelQueue:
    """Runs the jobs of one model on `workers` threads.

    Args:
        name: The model, for messages and thread names.
        capacity: Requests admitted at once, those being served included.
        seconds_a_unit: First guess of the time one unit of work takes; later it is measured. A unit is a second of
            audio for recognition and a character for synthesis.
    """

    def __init__(
        self, name: str, *, capacity: int = DEFAULT_CAPACITY, workers: int = 1, seconds_a_unit: float = 0.3
    ) -> None:
        self.name = name
        self.capacity = capacity
        self._workers = workers
        self._executor = ThreadPoolExecutor(workers, thread_name_prefix=name)
        self._seconds_a_unit = seconds_a_unit
        self._admitted: dict[Ticket, float] = {}
        self._running = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._closed = False
        self._failure = ""

    @property
    def idle(self) -> bool:
        """Whether no job is running or waiting."""
        return self._running == 0

    @property
    def retry_after_s(self) -> float:
        """When a refused request has a chance, from the work that is left and the measured speed."""
        return max(_SHORTEST_RETRY_S, sum(self._admitted.values()) * self._seconds_a_unit / self._workers)

    def status(self) -> EngineStatus:
        """Ready, busy when the next request would be refused, failing when the last job failed."""
        state = EngineState.BUSY if len(self._admitted) >= self.capacity else EngineState.READY
        if self._failure or self._closed:
            state = EngineState.FAILING
        detail = self._failure or ("closed" if self._closed else "")
        return EngineStatus(state, detail, None, len(self._admitted), self.capacity)

    @asynccontextmanager
    async def admit(self, units: float) -> AsyncGenerator[Ticket]:
        """Admits one request of about `units` of work for as long as the block lasts.

        Raises:
            Busy: The queue is full.
            EngineUnavailable: The queue is closed.
        """
        if self._closed:
            raise EngineUnavailable(f"{self.name} is closed")
        if len(self._admitted) >= self.capacity:
            wait_s = self.retry_after_s
            raise Busy(f"{self.name} has {self.capacity} requests waiting; try again in {wait_s:.0f} s", wait_s)
        ticket = Ticket(self)
        self._admitted[ticket] = units
        try:
            yield ticket
        finally:
            del self._admitted[ticket]

    async def run(self, units: float, job: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs one job of `units` of work on a model thread."""
        if self._closed:
            raise EngineUnavailable(f"{self.name} is closed")
        loop = asyncio.get_running_loop()

        def timed() -> T:
            began_s = time.perf_counter()
            result = job(*args, **kwargs)
            loop.call_soon_threadsafe(self._measured, units, time.perf_counter() - began_s)
            return result

        work = self._executor.submit(timed)
        self._running += 1
        self._idle.clear()
        # The thread's own future: a job that is running goes on when its caller is cancelled.
        work.add_done_callback(lambda _: self._tell(loop))
        future = asyncio.wrap_future(work)
        try:
            # A model thread cannot be interrupted: a cancelled caller leaves, a job that has not begun never begins.
            result = await asyncio.wait_for(future, JOB_TIMEOUT_S)
        except TimeoutError:
            self._failure = f"{self.name} took longer than {JOB_TIMEOUT_S:.0f} s for one piece of work"
            raise EngineUnavailable(self._failure) from None
        except (EngineUnavailable, asyncio.CancelledError):
            raise
        except Exception as error:
            self._failure = f"{type(error).__name__}: {error}"
            raise EngineUnavailable(f"{self.name} failed: {self._failure}") from error
        self._failure = ""
        return result

    async def close(self) -> None:
        """Refuses new work and waits a bounded time for the job in the model."""
        self._closed = True
        self._executor.shutdown(wait=False, cancel_futures=True)
        try:
            await asyncio.wait_for(self._idle.wait(), CLOSE_TIMEOUT_S)
        except TimeoutError:
            return

    def _measured(self, units: float, took_s: float) -> None:
        if units > 0:
            self._seconds_a_unit += _SMOOTHING * (took_s / units - self._seconds_a_unit)

    def _worked(self, ticket: Ticket, units: float) -> None:
        if ticket in self._admitted:
            self._admitted[ticket] = max(0.0, self._admitted[ticket] - units)

    def _tell(self, loop: asyncio.AbstractEventLoop) -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(self._ended)

    def _ended(self) -> None:
        self._running -= 1
        if self._running == 0:
            self._idle.set()


class Ticket:
    """An admitted request."""

    def __init__(self, queue: ModelQueue) -> None:
        self._queue = queue

    async def run(self, units: float, job: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs one job; see `ModelQueue.run`."""
        result = await self._queue.run(units, job, *args, **kwargs)
        self._queue._worked(self, units)  # pyright: ignore[reportPrivateUsage]
        return result
