"""What stops the voice, and what lets it go on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.conversation.turn_taking.interruption import Interjection, InterruptionPolicy, Verdict, judge

POLICY = InterruptionPolicy()


@pytest.mark.parametrize(
    "text",
    ["mhm", "Mm-hmm.", "Uh-huh.", "Hmm…", "yeah", "Yeah, right.", "Okay.", "Ah!", "Ha ha ha!", "Hahaha", "Oh wow.", ""],
)
def test_signs_of_listening_let_the_voice_go_on(text: str) -> None:
    assert judge(POLICY, Interjection(0.5, text, is_over=True))[0] is Verdict.FALSE


@pytest.mark.parametrize(
    "text",
    ["stop", "No.", "wait", "what about tomorrow", "Okay, but why?", "yeah I know that already", "Nein", "Rex"],
)
def test_words_stop_it(text: str) -> None:
    assert judge(POLICY, Interjection(0.3, text))[0] is Verdict.UNCLEAR
    assert judge(POLICY, Interjection(0.3, text, is_pausing=True, paused_for_s=5.0))[0] is Verdict.UNCLEAR
    assert judge(POLICY, Interjection(0.3, text, is_over=True))[0] is Verdict.REAL


def test_many_words_or_long_speech_stop_it_before_the_speaker_is_done() -> None:
    assert judge(POLICY, Interjection(1.0, "well I would rather like to hear"))[0] is Verdict.REAL
    assert judge(POLICY, Interjection(2.1, "Mississippi"))[0] is Verdict.REAL


def test_a_sign_of_listening_may_be_the_first_word_of_more() -> None:
    assert judge(POLICY, Interjection(0.3, "okay"))[0] is Verdict.UNCLEAR
    assert judge(POLICY, Interjection(0.3, "okay", is_pausing=True))[0] is Verdict.FALSE


def test_long_sound_without_words_lets_the_voice_go_on() -> None:
    assert judge(POLICY, Interjection(1.0, "", paused_for_s=1.0))[0] is Verdict.UNCLEAR
    assert judge(POLICY, Interjection(2.0, "", paused_for_s=2.0))[0] is Verdict.FALSE


def test_where_the_recogniser_gives_no_words_early_the_length_decides() -> None:
    assert judge(POLICY, Interjection(0.3, has_partials=False))[0] is Verdict.UNCLEAR
    assert judge(POLICY, Interjection(0.3, has_partials=False, is_pausing=True))[0] is Verdict.FALSE
    assert judge(POLICY, Interjection(0.7, has_partials=False, is_pausing=True))[0] is Verdict.UNCLEAR
    assert judge(POLICY, Interjection(1.6, has_partials=False))[0] is Verdict.REAL


def test_its_own_voice_never_stops_it() -> None:
    assert judge(POLICY, Interjection(3.0, "the weather is fine", is_own_voice=True, is_over=True))[0] is Verdict.FALSE


def test_an_acknowledgement_of_another_language_is_a_word() -> None:
    assert judge(POLICY, Interjection(0.5, "genau", is_over=True), "de")[0] is Verdict.FALSE
    assert judge(POLICY, Interjection(0.5, "genau", is_over=True), "en")[0] is Verdict.REAL


@given(st.text(max_size=40), st.booleans(), st.booleans(), st.floats(0, 10), st.floats(0, 10))
def test_there_is_always_a_verdict_with_a_reason(
    text: str, over: bool, partials: bool, speech_s: float, paused_s: float
) -> None:
    facts = Interjection(speech_s, text, is_over=over, paused_for_s=paused_s, has_partials=partials)
    verdict, why = judge(POLICY, facts)
    assert why
    assert not over or verdict is not Verdict.UNCLEAR, "what is over is clear"
