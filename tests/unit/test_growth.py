"""The soak's judge of growth: sees a leak, and does not take a busy moment for one."""

from __future__ import annotations

import numpy as np
import pytest

from tests.soak.test_ten_minutes import LEAK_LIMIT_BYTES_PER_TURN
from tests.soak.usage import growth_per_hour

TURNS_PER_HOUR = 900
LIMIT_PER_HOUR = LEAK_LIMIT_BYTES_PER_TURN * TURNS_PER_HOUR
AT_S = [5.0 * n for n in range(60)]


def in_use(seed: int, *, leak_per_turn: float) -> list[float]:
    """Five minutes of a bot: each turn takes some megabytes for a while, which are freed together now and then."""
    busy = 100e6 + np.abs(np.random.default_rng(seed).normal(0, 2e6, len(AT_S)))
    unswept = np.arange(len(AT_S)) % 9 * 1e6
    leaked = leak_per_turn * TURNS_PER_HOUR / 3600 * np.array(AT_S)
    return (busy + unswept + leaked).tolist()


@pytest.mark.parametrize("seed", range(20))
def test_a_leak_is_seen(seed: int) -> None:
    sound = in_use(seed, leak_per_turn=0)
    leaky = in_use(seed, leak_per_turn=2 * LEAK_LIMIT_BYTES_PER_TURN)
    assert growth_per_hour(AT_S, sound) < LIMIT_PER_HOUR < growth_per_hour(AT_S, leaky)


def test_a_few_samples_far_off_move_it_little() -> None:
    assert growth_per_hour([0, 1, 2, 3, 4, 5], [1, 2, 3, 400, 5, 6]) == 3600
