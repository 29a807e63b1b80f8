"""When a talk is still the same talk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.memory.conversations.session_policy import (
    KnownSession,
    SessionPolicy,
    SessionState,
    session_of,
    state_at,
)

NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
POLICY = SessionPolicy()


@pytest.mark.parametrize(
    ("minutes", "state"),
    [
        (0, SessionState.ACTIVE),
        (29.9, SessionState.ACTIVE),
        (30, SessionState.IDLE),
        (39.9, SessionState.IDLE),
        (40, SessionState.CLOSED),
        (10_000, SessionState.CLOSED),
    ],
)
def test_silence_makes_a_session_idle_and_then_closes_it(minutes: float, state: SessionState) -> None:
    assert state_at(NOON, NOON + timedelta(minutes=minutes), POLICY) is state


def test_an_idle_session_can_be_taken_up_again_with_the_usual_values() -> None:
    session = KnownSession(UUID(int=1), NOON, NOON)
    back = NOON + timedelta(minutes=35)
    assert state_at(session.last_active_at, back, POLICY) is SessionState.IDLE
    assert session_of(back, [session], POLICY) == session


def test_without_reactivation_an_idle_session_is_over() -> None:
    policy = SessionPolicy(reactivation=timedelta(0))
    assert state_at(NOON, NOON + timedelta(minutes=30), policy) is SessionState.CLOSED
    assert session_of(NOON + timedelta(minutes=30), [KnownSession(UUID(int=1), NOON, NOON)], policy) is None


@given(
    starts=st.lists(st.integers(0, 2000), min_size=1, max_size=8, unique=True),
    said=st.integers(-100, 2200),
)
def test_a_session_is_never_found_before_it_began_or_after_it_ended(starts: list[int], said: int) -> None:
    known = [
        KnownSession(UUID(int=n), NOON + timedelta(minutes=n), NOON + timedelta(minutes=n + 5)) for n in sorted(starts)
    ]
    at = NOON + timedelta(minutes=said)
    found = session_of(at, known, POLICY)
    fitting = [s for s in known if s.started_at <= at < s.last_active_at + POLICY.end]
    assert (found is None) == (not fitting)
    if found:
        assert found == fitting[-1], "the latest one that fits"
