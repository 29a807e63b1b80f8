"""What is learned of a person's pauses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.conversation.turn_taking.pauses import LEAST_ALLOWANCE_S, MOST_GAPS, MOST_PAUSES, PauseHabits, Terminator

NORMAL_S, MOST_S = 0.8, 1.5
NOBODY = PauseHabits()


def after(pauses: list[float]) -> PauseHabits:
    habits = NOBODY
    for pause_s in pauses:
        habits = habits.resumed(pause_s)
    return habits


def allowance_s(habits: PauseHabits) -> float:
    return habits.allowance_s(NORMAL_S, MOST_S)


def test_nobody_is_given_the_normal_silence() -> None:
    assert allowance_s(NOBODY) == NORMAL_S


def test_who_pauses_for_long_is_given_more() -> None:
    assert NORMAL_S < allowance_s(after([1.2])) < allowance_s(after([1.2] * 6))
    assert allowance_s(after([1.2] * 30)) > 1.2, "most of their pauses fit in"


def test_who_pauses_shortly_is_given_less_but_never_too_little() -> None:
    assert LEAST_ALLOWANCE_S <= allowance_s(after([0.25] * 40)) < NORMAL_S


def test_one_long_pause_among_many_short_ones_changes_little() -> None:
    many = after([0.3] * 15)
    assert allowance_s(many.resumed(1.4)) < NORMAL_S


def test_being_cut_off_weighs_more_than_a_pause() -> None:
    assert allowance_s(NOBODY.cut_off(1.2)) > allowance_s(NOBODY.resumed(1.2)) > NORMAL_S


def test_a_breath_teaches_nothing() -> None:
    assert NOBODY.paused(0.1) == NOBODY


def test_habits_fade_with_new_ones_and_without_any() -> None:
    slow = after([1.4] * 20)
    quicker = slow
    for _ in range(40):
        quicker = quicker.resumed(0.3)
    assert allowance_s(quicker) < NORMAL_S
    quiet = slow
    for _ in range(300):
        quiet = quiet.finished()
    assert allowance_s(quiet) == pytest.approx(NORMAL_S, abs=0.02)


def test_going_on_after_what_seemed_the_end_is_remembered_for_a_while() -> None:
    eager = NOBODY.resumed(0.5).cut_off(0.9)
    assert eager.goes_on > NOBODY.resumed(0.5).goes_on > NOBODY.paused(0.5).goes_on == 0.0
    calm = eager
    for _ in range(30):
        calm = calm.finished()
    assert calm.goes_on < 0.01


def test_regular_silence_before_terminators_is_a_gate() -> None:
    habits = NOBODY
    for gap_s in (0.21, 0.22, 0.20, 0.22, 0.21, 0.20, 0.21, 0.22):
        habits = habits.terminated(gap_s).finished(after_terminator=True)
    assert habits.terminator is Terminator.GATE


def test_terminators_at_all_sorts_of_moments_are_a_key() -> None:
    habits = NOBODY
    for gap_s in (0.05, 0.3, 0.02, 0.6, 0.1, 0.45):
        habits = habits.terminated(gap_s).finished(after_terminator=True)
    assert habits.terminator is Terminator.KEY


def test_going_on_at_once_after_terminators_is_a_gate_however_quick_it_is() -> None:
    habits = NOBODY
    for _ in range(4):
        habits = habits.terminated(0.06).resumed(0.5, after_terminator=True)
    assert habits.terminator is Terminator.GATE


def test_a_new_client_is_noticed() -> None:
    habits = PauseHabits(gate_log_odds=6.0)
    for _ in range(12):
        habits = habits.terminated(0.03).finished(after_terminator=True)
    assert habits.terminator is Terminator.KEY


def test_one_terminator_proves_nothing() -> None:
    assert NOBODY.terminated(0.02).terminator is Terminator.UNKNOWN
    assert NOBODY.terminated(0.2).resumed(0.4, after_terminator=True).terminator is Terminator.UNKNOWN


events = st.lists(
    st.tuples(
        st.sampled_from(["resumed", "cut_off", "terminated", "finished"]),
        st.floats(0, 100, allow_nan=False),
        st.booleans(),
    ),
    max_size=80,
)


def lived(happened: list[tuple[str, float, bool]]) -> PauseHabits:
    habits = NOBODY
    for what, seconds, after_terminator in happened:
        match what:
            case "resumed":
                habits = habits.resumed(seconds, after_terminator=after_terminator)
            case "cut_off":
                habits = habits.cut_off(seconds, after_terminator=after_terminator)
            case "terminated":
                habits = habits.terminated(seconds)
            case _:
                habits = habits.finished(after_terminator=after_terminator)
    return habits


@given(events, st.floats(0.1, 5), st.floats(0.2, 10))
def test_habits_stay_small_and_the_allowance_within_its_bounds(
    happened: list[tuple[str, float, bool]], normal_s: float, most_s: float
) -> None:
    habits = lived(happened)
    assert len(habits.pauses) <= MOST_PAUSES
    assert len(habits.gaps) <= MOST_GAPS
    given_s = habits.allowance_s(normal_s, most_s)
    assert min(normal_s, LEAST_ALLOWANCE_S, most_s) <= given_s <= most_s
