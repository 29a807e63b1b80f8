"""An event loop whose clock jumps: a talk of a minute runs in milliseconds and the same way each time."""

from __future__ import annotations

import asyncio
import functools
import inspect
import selectors
from collections.abc import Callable, Coroutine
from concurrent.futures import Executor
from typing import Final, ParamSpec, TypeVar, TypeVarTuple

START_S: Final = 1000.0
"""What the clock of a new loop says."""
LONGEST_S: Final = 3600.0

_Arguments = ParamSpec("_Arguments")
_Given = TypeVarTuple("_Given")
_Result = TypeVar("_Result")


class _JumpingSelector(selectors.DefaultSelector):
    """Never waits: when nothing is ready, time passes at once."""

    passed_s = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if ready or timeout == 0:
            return ready
        if timeout is None:
            raise RuntimeError("everything waits for something that never happens in virtual time")
        self.passed_s += max(0.0, timeout)
        return []


class VirtualTimeLoop(asyncio.SelectorEventLoop):
    """Starts at `START_S`; `time` moves only when every task waits.

    Work handed to an executor is done at once, on this thread, and takes no time of the loop's clock: so it gives the
    same result at the same moment each time. Sockets and processes have no place here.
    """

    def __init__(self) -> None:
        self._jumping = _JumpingSelector()
        super().__init__(self._jumping)
        self._clock_resolution = 1e-9

    def time(self) -> float:
        """Seconds on the clock that jumps."""
        return START_S + self._jumping.passed_s

    def run_in_executor(  # type: ignore[override]
        self, executor: Executor | None, func: Callable[[*_Given], _Result], *args: *_Given
    ) -> asyncio.Future[_Result]:
        """Does the work now."""
        future: asyncio.Future[_Result] = self.create_future()
        try:
            future.set_result(func(*args))
        except Exception as error:
            future.set_exception(error)
        return future


def in_virtual_time(test: Callable[_Arguments, Coroutine[object, object, None]]) -> Callable[_Arguments, None]:
    """Runs an async test in virtual time and fails it when it leaves a task behind or lasts over an hour of it."""

    @functools.wraps(test)
    def run(*args: _Arguments.args, **kwargs: _Arguments.kwargs) -> None:
        async def bounded() -> None:
            async with asyncio.timeout(LONGEST_S):
                await test(*args, **kwargs)
            await asyncio.sleep(0)
            left = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            assert left == [], "the test leaves tasks behind"

        with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
            runner.run(bounded())

    # pytest must see a plain function, with the arguments of the test
    setattr(run, "__signature__", inspect.signature(test))  # noqa: B010 - a function type declares no such attribute
    del run.__wrapped__
    return run
