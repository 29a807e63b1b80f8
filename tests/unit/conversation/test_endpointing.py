"""When a turn ends."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.conversation.turn_taking.endpointing import (
    End,
    Endpointing,
    EndReason,
    SpeechFacts,
    Wait,
    decide,
    needed_silence_s,
)
from mumble_ai.conversation.turn_taking.pauses import PauseHabits, Terminator

POLICY = Endpointing(silence_s=0.6, silence_max_s=1.5)
JUDGED = Endpointing(judged_by_s=0.35)
SPOKEN = SpeechFacts(0.0, 1.0, 1.0)
KEY = PauseHabits(gate_log_odds=-4.0)
GATE = PauseHabits(gate_log_odds=4.0)


def ended_by_client(at_s: float, facts: SpeechFacts = SPOKEN) -> SpeechFacts:
    return facts.terminated_at(at_s)


def commit_s(decision: End | Wait) -> float:
    """When the answer may be heard, or when this is looked at again."""
    return decision.audible_from_s if isinstance(decision, End) else decision.until_s


def test_the_terminator_of_a_key_ends_at_once() -> None:
    assert decide(POLICY, ended_by_client(1.05), 1.05) == End(EndReason.TERMINATOR, 1.05)


@pytest.mark.parametrize("facts", [SPOKEN.judged(0.0), SPOKEN.judged(0.2, is_unfinished=True)])
def test_a_key_is_believed_whatever_the_words_sound_like(facts: SpeechFacts) -> None:
    assert decide(JUDGED, ended_by_client(1.1, facts), 1.1) == End(EndReason.TERMINATOR, 1.1)


def test_the_answer_to_a_client_that_closes_its_gate_by_itself_is_heard_after_some_silence() -> None:
    facts = ended_by_client(1.2)
    assert decide(POLICY, facts, 1.2) == End(EndReason.TERMINATOR, 1.6)
    assert decide(POLICY, facts, 1.9) == End(EndReason.TERMINATOR, 1.9)


def test_a_late_look_at_an_exact_terminator_does_not_make_it_less_exact() -> None:
    assert decide(POLICY, ended_by_client(1.05), 1.5) == End(EndReason.TERMINATOR, 1.5)


def test_a_closed_gate_waits_for_the_verdict_but_not_for_ever() -> None:
    facts = ended_by_client(1.2)
    assert decide(JUDGED, facts, 1.2) == Wait(1.35)
    assert decide(JUDGED, facts.judged(0.99), 1.26) == End(EndReason.TERMINATOR, 1.0 + JUDGED.complete_s)
    assert decide(JUDGED, facts, 1.35) == End(EndReason.TERMINATOR, 1.0 + JUDGED.silence_s)


def test_a_closed_gate_in_the_middle_of_a_sentence_does_not_start_an_answer() -> None:
    facts = ended_by_client(1.2).judged(0.02)
    assert decide(JUDGED, facts, 1.26) == Wait(1.0 + JUDGED.incomplete_s)


def test_who_is_known_to_hold_a_key_is_answered_at_once_even_when_the_key_is_let_go_late() -> None:
    assert KEY.terminator is Terminator.KEY
    facts = replace(SPOKEN, habits=KEY)
    assert decide(POLICY, ended_by_client(1.5, facts), 1.5) == End(EndReason.TERMINATOR, 1.5)


def test_a_quick_gate_that_is_known_is_not_taken_for_a_key() -> None:
    facts = ended_by_client(1.06, replace(SPOKEN, habits=GATE))
    assert decide(POLICY, facts, 1.06) == End(EndReason.TERMINATOR, 1.6)


def test_silence_ends_after_the_normal_time() -> None:
    assert decide(POLICY, SPOKEN, 1.5) == Wait(1.6)
    assert decide(POLICY, SPOKEN, 1.6) == End(EndReason.SILENCE, 1.6)


def test_a_complete_sentence_is_answered_early_and_heard_a_little_later() -> None:
    assert decide(JUDGED, SPOKEN.judged(0.99), 1.25) == End(EndReason.COMPLETE, 1.0 + JUDGED.complete_s)


def test_who_often_goes_on_is_given_more_after_a_complete_sentence_but_not_more_than_the_normal_silence() -> None:
    heard_s = [1.0 + JUDGED.complete_s]
    for times in (1, 3, 50):
        habits = PauseHabits()
        for _ in range(times):
            habits = habits.cut_off(0.6)
        decision = decide(JUDGED, replace(SPOKEN, habits=habits).judged(0.99), 1.25)
        assert isinstance(decision, End)
        heard_s.append(decision.audible_from_s)
    assert heard_s == sorted(heard_s)
    assert heard_s[-1] == pytest.approx(1.0 + JUDGED.silence_s, abs=0.01)


def test_a_likely_end_is_worked_on_but_stays_silent_for_longer() -> None:
    decision = decide(JUDGED, SPOKEN.judged(0.7), 1.25)
    assert isinstance(decision, End)
    assert 1.0 + JUDGED.complete_s < decision.audible_from_s < 1.0 + JUDGED.incomplete_s


def test_a_sentence_that_is_not_complete_is_given_time() -> None:
    assert decide(JUDGED, SPOKEN.judged(0.01), 1.25) == Wait(1.0 + JUDGED.incomplete_s)


def test_a_number_is_not_cut_apart_however_complete_it_sounds() -> None:
    facts = SPOKEN.judged(0.99, is_unfinished=True)
    assert decide(JUDGED, facts, 1.25) == Wait(1.0 + JUDGED.unfinished_s)


def test_more_speech_voids_the_verdict() -> None:
    facts = SPOKEN.judged(0.99, is_unfinished=True).heard_speech(1.4)
    assert facts.completeness is None
    assert not facts.is_unfinished
    assert facts.surely_until_s == facts.likely_until_s == 1.4


def test_sound_that_may_be_speech_keeps_the_verdict() -> None:
    facts = SPOKEN.judged(0.99).heard_perhaps(1.3)
    assert facts.completeness == 0.99
    assert (facts.surely_until_s, facts.likely_until_s) == (1.0, 1.3)


def test_a_pause_within_an_utterance_is_learned() -> None:
    assert SPOKEN.heard_speech(1.03).habits.pauses == ()
    assert SPOKEN.heard_speech(1.7).habits.pauses[-1][0] == pytest.approx(0.7)


def test_who_goes_on_after_a_terminator_is_no_longer_terminated() -> None:
    facts = ended_by_client(1.2).heard_speech(1.5)
    assert not facts.terminated
    assert facts.habits.gate_log_odds > ended_by_client(1.2).habits.gate_log_odds


def test_a_noisy_room_ends_at_the_upper_bound() -> None:
    assert decide(POLICY, SpeechFacts(0.0, 2.4, 1.0), 2.5) == End(EndReason.SILENCE_MAX, 2.5)


def test_long_speech_is_cut_at_a_short_pause_or_in_a_word_but_answered_after_the_normal_silence() -> None:
    assert decide(POLICY, SpeechFacts(0.0, 31.0, 31.0), 31.25) == End(EndReason.LENGTH, 31.6)
    assert decide(POLICY, SpeechFacts(0.0, 45.0, 45.0), 45.0) == End(EndReason.LENGTH, 45.6)


def test_an_upper_bound_below_the_normal_silence_wins() -> None:
    assert decide(Endpointing(silence_s=3.0, silence_max_s=1.0), SPOKEN, 2.0) == End(EndReason.SILENCE, 2.0)


def test_every_decision_says_why() -> None:
    for facts in (SPOKEN, SPOKEN.judged(0.99), ended_by_client(1.05), ended_by_client(1.2)):
        for now_s in (1.25, 2.6, 46.0):
            assert decide(JUDGED, facts, now_s).why
    assert "middle of a number" in decide(JUDGED, SPOKEN.judged(0.1, is_unfinished=True), 1.3).why


times = st.floats(0, 60, allow_nan=False)
maybe = st.none() | st.floats(0, 1)
habits = st.builds(
    PauseHabits,
    st.lists(st.tuples(st.floats(0.2, 5), st.floats(0.01, 3)), max_size=8).map(tuple),
    goes_on=st.floats(0, 1),
    gate_log_odds=st.floats(-6, 6),
)


@st.composite
def facts_of(draw: st.DrawFn) -> SpeechFacts:
    started = draw(times)
    sure = started + draw(st.floats(0, 50))
    likely = sure + draw(st.floats(0, 3))
    terminated = draw(st.none() | st.floats(0, 1).map(lambda gap_s: likely + gap_s))
    return SpeechFacts(started, likely, sure, terminated, draw(maybe), draw(st.booleans()), draw(habits))


def heard_from_s(facts: SpeechFacts) -> float:
    """When the answer is heard if nothing more is said."""
    now = max(facts.likely_until_s, facts.terminated_s or 0.0)
    while isinstance(decision := decide(JUDGED, facts, now), Wait):
        now = decision.until_s
    return decision.audible_from_s


@given(facts_of(), st.floats(0, 3), st.sampled_from([POLICY, JUDGED]))
def test_waiting_always_lies_ahead_and_always_ends(facts: SpeechFacts, later: float, policy: Endpointing) -> None:
    now = max(facts.likely_until_s, facts.terminated_s or 0.0) + later
    for _ in range(3):
        decision = decide(policy, facts, now)
        if isinstance(decision, End):
            return
        assert decision.until_s > now
        now = decision.until_s
    pytest.fail("it waits for ever")


@given(facts_of(), st.floats(0, 3), st.sampled_from([POLICY, JUDGED]))
def test_nothing_is_put_off_beyond_the_upper_bound(facts: SpeechFacts, later: float, policy: Endpointing) -> None:
    now = max(facts.likely_until_s, facts.terminated_s or 0.0) + later
    bound = max(now, facts.surely_until_s + policy.silence_max_s)
    decision = decide(policy, facts, now)
    assert commit_s(decision) <= bound + 1e-9
    if now >= facts.surely_until_s + policy.silence_max_s:
        assert isinstance(decision, End)
        assert decision.audible_from_s == now


@given(facts_of(), st.floats(0, 1), st.floats(0, 1))
def test_a_more_complete_sentence_never_waits_longer(facts: SpeechFacts, one: float, other: float) -> None:
    less, more = sorted((one, other))
    assert heard_from_s(facts.judged(more)) <= heard_from_s(facts.judged(less)) + 1e-9


@given(facts_of())
def test_an_unfinished_text_never_waits_less(facts: SpeechFacts) -> None:
    finished, _ = needed_silence_s(JUDGED, facts.judged(is_unfinished=False))
    unfinished, _ = needed_silence_s(JUDGED, facts.judged(is_unfinished=True))
    assert unfinished >= finished


@given(facts_of(), st.floats(0, POLICY.hold_s - 0.01))
def test_push_to_talk_is_exact(facts: SpeechFacts, gap_s: float) -> None:
    facts = replace(facts, habits=PauseHabits())
    at_s = facts.likely_until_s + gap_s
    assert decide(JUDGED, facts.terminated_at(at_s), at_s) == End(EndReason.TERMINATOR, at_s)
