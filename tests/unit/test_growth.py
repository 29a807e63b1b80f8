"""The soak's judge of growth: sees a leak, and takes neither a busy moment nor an engine being opened for one."""

from __future__ import annotations

import numpy as np
import pytest

from tests.soak.usage import calmest, growth_per_hour

TURNS_PER_HOUR = 900
LIMIT_PER_HOUR = 50_000 * TURNS_PER_HOUR
AT_S = [5.0 * n for n in range(60)]


def in_use(seed: int, *, leak_per_turn: float, opened_at: int | None) -> list[float]:
    """Five minutes of a bot: each turn takes some megabytes for a while."""
    busy = 100e6 + np.abs(np.random.default_rng(seed).normal(0, 2e6, len(AT_S)))
    leaked = leak_per_turn * TURNS_PER_HOUR / 3600 * np.array(AT_S)
    engine = np.where(np.arange(len(AT_S)) >= opened_at, 40e6, 0.0) if opened_at is not None else 0.0
    return (busy + leaked + engine).tolist()


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("opened_at", [None, 10, 30, 50])
def test_a_leak_is_seen_and_an_engine_that_is_opened_is_none(seed: int, opened_at: int | None) -> None:
    sound = in_use(seed, leak_per_turn=0, opened_at=opened_at)
    leaky = in_use(seed, leak_per_turn=100_000, opened_at=opened_at)

    assert growth_per_hour(AT_S, sound, jump=10e6) < LIMIT_PER_HOUR < growth_per_hour(AT_S, leaky, jump=10e6)


def test_no_slope_is_taken_across_a_jump() -> None:
    assert growth_per_hour([0, 1, 2, 3, 4, 5], [1, 2, 3, 50, 51, 52], jump=10) == 3600


def test_the_longest_calm_stretch_begins_when_an_engine_has_settled() -> None:
    at_s = [float(n) for n in range(10)]
    assert calmest(at_s, [1, 1, 50, 55, 56, 56, 56, 56, 56, 56], jump=10, settle_s=2) == slice(4, 10)
    assert calmest(at_s, [1.0] * 10, jump=10, settle_s=2) == slice(0, 10)
