"""Tries again what may be tried again: questions that change nothing, such as which voices there are."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

import stamina

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often, and how long between two attempts: doubled each time, with jitter on top.

    Attributes:
        attempts: In all, the first one included.
        base_delay_s: Before the second attempt.
        max_delay_s: Longest delay.
    """

    attempts: int = 3
    base_delay_s: float = 0.5
    max_delay_s: float = 8.0


async def retrying(work: Callable[[], Awaitable[T]], policy: RetryPolicy, on: type[Exception]) -> T:
    """Does idempotent work; an error of the kind `on` is retried, the last one is raised."""
    attempts = stamina.retry_context(
        on=on,
        attempts=policy.attempts,
        timeout=None,
        wait_initial=policy.base_delay_s,
        wait_max=policy.max_delay_s,
        wait_jitter=policy.base_delay_s,
    )
    async for attempt in attempts:
        with attempt:
            return await work()
    raise AssertionError("a retry ends with a result or an error")
