"""A second part does the work when the first one fails or keeps everybody waiting."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """A result and where it comes from.

    Attributes:
        by_spare: Whether the second part made it.
        problem: What was wrong with the first part; empty when nothing was.
    """

    value: T
    by_spare: bool
    problem: str = ""


async def first_or_spare(
    first: Coroutine[Any, Any, T],
    spare: Callable[[], Coroutine[Any, Any, T]],
    *,
    patience_s: float,
    is_failure: Callable[[BaseException], bool],
) -> Done[T]:
    """Waits for the first part; when it fails, or after `patience_s`, the spare starts and the earlier result counts.

    The slow first part goes on meanwhile, so a wait that was a little short costs nothing but the spare's work.

    Args:
        is_failure: Tells errors of a part that is ill. Any other error is the caller's own and is raised at once.

    Raises:
        Exception: The spare's error when both fail.
    """
    main = asyncio.create_task(first, name="first part")
    backup: asyncio.Task[T] | None = None
    try:
        await asyncio.wait((main,), timeout=patience_s)
        problem = f"no answer within {patience_s:.1f} s"
        if main.done():
            error = main.exception()
            if error is None:
                return Done(main.result(), by_spare=False)
            if not is_failure(error):
                raise error
            problem = str(error) or type(error).__name__
        backup = asyncio.create_task(spare(), name="spare part")
        await asyncio.wait((backup,) if main.done() else (main, backup), return_when=asyncio.FIRST_COMPLETED)
        if not main.done() and backup.exception() is not None:
            await asyncio.wait((main,))
        if not main.cancelled() and main.done() and main.exception() is None:
            return Done(main.result(), by_spare=False)
        return Done(await backup, by_spare=True, problem=problem)
    finally:
        await _end(main, backup)


async def _end(*tasks: asyncio.Task[Any] | None) -> None:
    left = [task for task in tasks if task is not None]
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
