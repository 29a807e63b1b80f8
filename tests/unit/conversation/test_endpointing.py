"""When a turn ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.conversation.endpointing import End, Endpointing, EndReason, SpeechFacts, Wait, decide

POLICY = Endpointing(silence_s=0.6, silence_max_s=1.5)


def test_the_terminator_ends_at_once() -> None:
    assert decide(POLICY, SpeechFacts(0.0, 1.0, 1.0, terminated=True), 1.05) == End(EndReason.TERMINATOR, 1.05)


def test_the_answer_to_a_client_that_closes_its_gate_by_itself_is_heard_after_some_silence() -> None:
    facts = SpeechFacts(0.0, 1.0, 1.0, terminated=True)
    assert decide(POLICY, facts, 1.2) == End(EndReason.TERMINATOR, 1.6)
    assert decide(POLICY, facts, 1.9) == End(EndReason.TERMINATOR, 1.9)


def test_silence_ends_after_the_normal_time() -> None:
    facts = SpeechFacts(0.0, 1.0, 1.0)
    assert decide(POLICY, facts, 1.5) == Wait(1.6)
    assert decide(POLICY, facts, 1.6) == End(EndReason.SILENCE, 1.6)


def test_a_noisy_room_ends_at_the_upper_bound() -> None:
    assert decide(POLICY, SpeechFacts(0.0, 2.4, 1.0), 2.5) == End(EndReason.SILENCE_MAX, 2.5)


def test_long_speech_is_cut_at_a_short_pause_or_in_a_word_but_answered_after_the_normal_silence() -> None:
    assert decide(POLICY, SpeechFacts(0.0, 31.0, 31.0), 31.25) == End(EndReason.LENGTH, 31.6)
    assert decide(POLICY, SpeechFacts(0.0, 45.0, 45.0), 45.0) == End(EndReason.LENGTH, 45.6)


def test_an_upper_bound_below_the_normal_silence_wins() -> None:
    assert decide(Endpointing(silence_s=3.0, silence_max_s=1.0), SpeechFacts(0.0, 1.0, 1.0), 2.0) == End(
        EndReason.SILENCE, 2.0
    )


times = st.floats(0, 60, allow_nan=False)


@given(times, times, times, times)
def test_waiting_always_lies_ahead_and_always_ends(started: float, sure: float, likely: float, later: float) -> None:
    facts = SpeechFacts(started, started + sure + likely, started + sure)
    now = facts.likely_until_s + later
    decision = decide(POLICY, facts, now)
    if isinstance(decision, Wait):
        assert decision.until_s > now
        assert decision.until_s - facts.likely_until_s <= POLICY.silence_max_s
        assert isinstance(decide(POLICY, facts, decision.until_s), End)
