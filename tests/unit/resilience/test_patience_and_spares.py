"""Adaptive deadlines, spares that step in, retries: in virtual time."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from mumble_ai.resilience.patience import Patience, PatiencePolicy
from mumble_ai.resilience.retry import RetryPolicy, retrying
from mumble_ai.resilience.spare import first_or_spare
from mumble_ai.testkit.virtual_time import in_virtual_time


def test_patience_follows_the_usual_wait_within_its_bounds() -> None:
    patience = Patience(PatiencePolicy(first_s=1.0, least_s=0.5, most_s=6.0))
    assert patience.limit_s() == 1.0
    patience.note(0.1)
    assert patience.limit_s() == 0.5
    for _ in range(20):
        patience.note(0.4)
    assert patience.limit_s() == pytest.approx(1.2)
    assert patience.limit_s(units=2.0) == pytest.approx(2.4)
    assert patience.limit_s(units=100.0) == 6.0


def test_one_cold_start_does_not_make_a_part_slow() -> None:
    patience = Patience(PatiencePolicy(first_s=1.0, least_s=0.5, most_s=20.0))
    patience.note(5.0)
    patience.note(0.2)
    assert patience.limit_s() == pytest.approx(0.6)


class Broken(Exception):
    pass


class Callers(Exception):
    pass


async def part(takes_s: float, result: str | Exception) -> str:
    await asyncio.sleep(takes_s)
    if isinstance(result, Exception):
        raise result
    return result


def race(first: Coroutine[Any, Any, str], spare: Callable[[], Coroutine[Any, Any, str]]) -> Any:
    return first_or_spare(first, spare, patience_s=1.0, is_failure=lambda error: isinstance(error, Broken))


@pytest.mark.parametrize(
    ("first", "spare", "value", "by_spare", "after_s"),
    [
        ((0.5, "a"), (0.5, "b"), "a", False, 0.5),
        ((0.2, Broken("x")), (0.5, "b"), "b", True, 0.7),
        ((1.2, "a"), (0.5, "b"), "a", False, 1.2),
        ((9.0, "a"), (0.5, "b"), "b", True, 1.5),
        ((1.2, Broken("x")), (0.5, "b"), "b", True, 1.5),
        ((3.0, "a"), (0.5, Broken("y")), "a", False, 3.0),
    ],
)
@in_virtual_time
async def test_the_earlier_good_result_counts(
    first: tuple[float, Any], spare: tuple[float, Any], value: str, by_spare: bool, after_s: float
) -> None:
    start_s = asyncio.get_running_loop().time()
    done = await race(part(*first), lambda: part(*spare))
    assert (done.value, done.by_spare) == (value, by_spare)
    assert bool(done.problem) is by_spare
    assert asyncio.get_running_loop().time() - start_s == pytest.approx(after_s)


@in_virtual_time
async def test_when_both_fail_the_spares_error_is_raised_and_a_callers_fault_at_once() -> None:
    with pytest.raises(Broken, match="y"):
        await race(part(0.1, Broken("x")), lambda: part(0.1, Broken("y")))
    with pytest.raises(Callers):
        await race(part(0.1, Callers()), lambda: part(0.1, "b"))


@in_virtual_time
async def test_giving_up_stops_both() -> None:
    ended: list[str] = []

    async def endless(name: str) -> str:
        try:
            await asyncio.sleep(3000)
        finally:
            ended.append(name)
        return name

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(2.0):
            await race(endless("first"), lambda: endless("spare"))
    assert sorted(ended) == ["first", "spare"]


@in_virtual_time
async def test_retries_double_their_delay_with_jitter_and_then_raise() -> None:
    times_s: list[float] = []

    async def broken() -> str:
        times_s.append(asyncio.get_running_loop().time())
        raise Broken("x")

    with pytest.raises(Broken):
        await retrying(broken, RetryPolicy(attempts=4, base_delay_s=0.5, max_delay_s=1.2), on=Broken)
    gaps_s = [b - a for a, b in itertools.pairwise(times_s)]
    assert len(gaps_s) == 3
    assert 0.5 <= gaps_s[0] <= 1.0
    assert 1.0 <= gaps_s[1] <= 1.2 + 1e-6
    assert gaps_s[2] == pytest.approx(1.2)


@in_virtual_time
async def test_other_errors_are_not_retried() -> None:
    asked = 0

    async def broken() -> str:
        nonlocal asked
        asked += 1
        raise Callers

    with pytest.raises(Callers):
        await retrying(broken, RetryPolicy(), on=Broken)
    assert asked == 1
