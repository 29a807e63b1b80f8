"""The circuit breaker, its clock in the test's hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.resilience.breaker import BreakerPolicy, BreakerState, CircuitBreaker, Permit

THREE = BreakerPolicy(threshold=3, timeout_s=10.0)


def fail(breaker: CircuitBreaker, times: int, now_s: float = 0.0) -> None:
    for _ in range(times):
        permit = breaker.admit(now_s)
        assert permit is not None
        permit.failed(now_s, "broken")


def opened() -> CircuitBreaker:
    breaker = CircuitBreaker("part", THREE)
    fail(breaker, 3)
    return breaker


def test_failures_in_a_row_open_it() -> None:
    breaker = CircuitBreaker("part", THREE)
    fail(breaker, 2)
    assert breaker.state(0.0) is BreakerState.CLOSED
    fail(breaker, 1)
    assert breaker.state(9.9) is BreakerState.OPEN
    assert breaker.admit(9.9) is None
    assert breaker.reason == "broken"


def test_a_success_in_between_starts_the_count_again() -> None:
    breaker = CircuitBreaker("part", THREE)
    fail(breaker, 2)
    permit = breaker.admit(0.0)
    assert permit is not None
    permit.succeeded()
    fail(breaker, 2)
    assert breaker.state(0.0) is BreakerState.CLOSED


def test_half_open_admits_one_probe_until_it_reports() -> None:
    breaker = opened()
    probe = breaker.admit(10.0)
    assert probe is not None
    assert breaker.state(10.0) is BreakerState.HALF_OPEN
    assert [breaker.admit(10.0 + n) for n in range(5)] == [None] * 5
    probe.succeeded()
    assert breaker.state(15.0) is BreakerState.CLOSED
    assert breaker.admit(15.0) is not None
    assert breaker.admit(15.0) is not None
    assert breaker.reason == ""


def test_a_failed_probe_opens_it_for_the_whole_time_again() -> None:
    breaker = opened()
    fail(breaker, 1, now_s=12.0)
    assert breaker.state(21.9) is BreakerState.OPEN
    assert breaker.state(22.0) is BreakerState.HALF_OPEN


def test_a_dropped_probe_makes_room_for_another_one() -> None:
    breaker = opened()
    probe = breaker.admit(10.0)
    assert probe is not None
    probe.dropped()
    assert breaker.admit(10.0) is not None


def test_a_probe_that_never_comes_back_does_not_block_it_for_ever() -> None:
    breaker = opened()
    lost = breaker.admit(10.0)
    assert lost is not None
    assert breaker.admit(19.9) is None
    second = breaker.admit(20.0)
    assert second is not None
    lost.succeeded()
    assert breaker.state(20.0) is BreakerState.HALF_OPEN, "only the newest probe decides"
    second.succeeded()
    assert breaker.state(20.0) is BreakerState.CLOSED


def test_what_began_before_it_opened_says_nothing() -> None:
    breaker = CircuitBreaker("part", THREE)
    old = [breaker.admit(0.0) for _ in range(2)]
    fail(breaker, 3)
    assert old[0] is not None
    assert old[1] is not None
    old[0].succeeded()
    assert breaker.state(1.0) is BreakerState.OPEN
    old[1].failed(5.0, "late")
    assert breaker.state(10.0) is BreakerState.HALF_OPEN, "a late failure does not prolong it"
    assert breaker.reason == "broken"


def test_checks_open_it_and_shorten_the_wait() -> None:
    breaker = CircuitBreaker("part", THREE)
    breaker.hasten(0.0)
    assert breaker.state(0.0) is BreakerState.CLOSED
    breaker.trip(0.0, "no word")
    assert (breaker.state(0.0), breaker.reason) == (BreakerState.OPEN, "no word")
    breaker.hasten(2.0)
    assert breaker.state(2.0) is BreakerState.HALF_OPEN
    assert breaker.admit(2.0) is not None


def test_the_first_report_counts() -> None:
    breaker = CircuitBreaker("part", BreakerPolicy(threshold=1))
    permit = breaker.admit(0.0)
    assert permit is not None
    permit.succeeded()
    permit.failed(0.0, "no")
    assert breaker.state(0.0) is BreakerState.CLOSED


@pytest.mark.parametrize("threshold", [1, 4])
@given(steps=st.lists(st.tuples(st.sampled_from(["ask", "good", "bad", "drop", "trip", "hasten"]), st.floats(0, 30))))
def test_whatever_happens_there_is_one_probe_at_a_time_and_it_never_sticks(
    threshold: int, steps: list[tuple[str, float]]
) -> None:
    policy = BreakerPolicy(threshold, timeout_s=10.0)
    breaker = CircuitBreaker("part", policy)
    now_s = 0.0
    out: list[Permit] = []
    for what, wait_s in steps:
        now_s += wait_s
        state = breaker.state(now_s)
        if what == "ask":
            permit = breaker.admit(now_s)
            assert (permit is None) or state is not BreakerState.OPEN
            if permit is not None:
                out.append(permit)
                assert state is BreakerState.CLOSED or not breaker.admits(now_s), "two probes at once"
        elif what == "trip":
            breaker.trip(now_s, "check")
        elif what == "hasten":
            breaker.hasten(now_s)
        elif out:
            permit = out.pop(0)
            if what == "bad":
                permit.failed(now_s, "bad")
            else:
                (permit.succeeded if what == "good" else permit.dropped)()
    assert breaker.admits(now_s + 2 * policy.timeout_s), "it refuses for ever"
