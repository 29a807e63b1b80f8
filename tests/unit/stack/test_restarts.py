from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.stack.restarts import RestartPolicy

POLICY = RestartPolicy(first_wait_s=1, longest_wait_s=60, calm_after_s=120)


def test_waits_double_up_to_the_bound() -> None:
    assert [POLICY.wait_s(n) for n in range(1, 9)] == [1, 2, 4, 8, 16, 32, 60, 60]


def test_a_calm_run_forgives() -> None:
    assert POLICY.next_streak(5, ran_s=121) == 1
    assert POLICY.next_streak(5, ran_s=3) == 6


@given(st.integers(1, 10**9))
def test_there_is_always_a_next_try_within_the_bound(streak: int) -> None:
    assert 1 <= POLICY.wait_s(streak) <= 60
