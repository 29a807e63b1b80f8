"""How much is spoken next, and when the voice begins."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.conversation.speaking.open_text import OpenText
from mumble_ai.conversation.speaking.scheduling import DEFAULT, Cut, Speeds, Wait, next_cut, start_buffer_s
from mumble_ai.conversation.speaking.speed_meter import SpeedMeter

QUICK = Speeds(making_s=0.02, first_share=0.1)
BY_SENTENCE = Speeds(making_s=0.3, first_share=1.0)
SLOW = Speeds(making_s=1.3, first_share=1.0)


def choice(text: str, *, over: bool = False, first: bool = False, ahead_s: float = 0.0, speeds: Speeds = QUICK) -> str:
    """What is spoken next, or "" for waiting."""
    open_text = OpenText()
    open_text.push(text)
    if over:
        open_text.end()
    chosen = next_cut(open_text.borders, whole=open_text.whole, is_first=first, ahead_s=ahead_s, speeds=speeds)
    return open_text.take(chosen.end) if isinstance(chosen, Cut) else ""


def test_the_first_clause_is_the_shortest_that_sounds_whole() -> None:
    assert choice("Sure! I can do that, if ", first=True) == "Sure!"
    assert choice("Well, I think so, and ", first=True) == "Well, I think so,"
    assert choice("Well, I think ", first=True) == ""
    assert choice("Fine", first=True, over=True) == "Fine"


def test_a_first_clause_without_a_pause_is_cut_between_words() -> None:
    text = "word " * 40
    assert 85 <= len(choice(text, first=True)) <= 95
    assert len(choice(text, first=True, speeds=SLOW)) <= 55


def test_later_clauses_are_whole_sentences_when_there_is_time() -> None:
    text = "If you go there, take the train. It is quick. Then "
    assert choice(text, ahead_s=3.0) == "If you go there, take the train. It is quick."


def test_a_sentence_that_is_not_complete_is_waited_for_while_there_is_time() -> None:
    text = "If you go there on a Sunday, take the "
    assert choice(text, ahead_s=3.0) == ""
    assert choice(text, ahead_s=0.1) == "If you go there on a Sunday,"


def test_a_short_sentence_waits_for_the_next_one_only_while_there_is_time() -> None:
    assert choice("Yes. And ", ahead_s=3.0) == ""
    assert choice("Yes. And ", ahead_s=0.1) == "Yes."
    assert choice("Yes. And", ahead_s=3.0, over=True) == "Yes. And"


def test_a_voice_by_the_sentence_gets_only_what_it_can_make_in_time() -> None:
    text = "If you go there on a Sunday in spring, take the early train because it is less crowded. Then "
    assert choice(text, ahead_s=1.2, speeds=BY_SENTENCE) == "If you go there on a Sunday in spring,"
    assert choice(text, ahead_s=4.0, speeds=BY_SENTENCE).endswith("less crowded.")


def test_without_a_pause_in_time_the_cut_is_between_words() -> None:
    text = "take the early train because it is less crowded than all of the later ones are today. Then "
    assert choice(text, ahead_s=0.2, speeds=BY_SENTENCE) == "take the early train because it is less crowded"


def test_text_without_any_punctuation_is_not_waited_for_for_ever() -> None:
    assert 200 <= len(choice("word " * 60, ahead_s=30.0)) <= 240
    assert choice("word " * 20, ahead_s=30.0) == ""


BITS = st.lists(st.sampled_from(["Word", "word", "a", ",", ".", "1.", "\n", " ", " ", " "]), max_size=120)


@given(BITS.map("".join), st.booleans(), st.booleans(), st.floats(0, 20), st.sampled_from([QUICK, BY_SENTENCE, SLOW]))
def test_a_choice_is_always_possible(text: str, over: bool, first: bool, ahead_s: float, speeds: Speeds) -> None:
    open_text = OpenText()
    open_text.push(text)
    if over:
        open_text.end()
    chosen = next_cut(open_text.borders, whole=open_text.whole, is_first=first, ahead_s=ahead_s, speeds=speeds)
    if isinstance(chosen, Wait):
        assert not over
        assert chosen.for_s > 0
        assert len(open_text) <= DEFAULT.longest + 5 or not open_text.borders
    elif open_text.whole != 0:
        assert chosen.end > 0


def buffer_s(
    speeds: Speeds, *, written: int = 100, over: bool = False, made_s: float = 1.0, unspoken: int = 80
) -> float:
    return start_buffer_s(written=written, is_written=over, made_s=made_s, unspoken=unspoken, speeds=speeds)


def test_a_quick_voice_begins_at_once() -> None:
    assert buffer_s(QUICK) < 0.1
    assert buffer_s(SLOW, over=True, unspoken=0) == 0.0


def test_a_voice_by_the_sentence_begins_when_its_next_clause_will_come_in_time() -> None:
    expected_s = BY_SENTENCE.first_sound_s(DEFAULT.usual_clause)
    assert buffer_s(BY_SENTENCE) == pytest.approx(expected_s)


def test_a_voice_slower_than_speech_needs_the_difference_for_the_whole_answer() -> None:
    whole_s = 1.0 + 80 * SLOW.character_s
    assert buffer_s(SLOW, over=True) == pytest.approx(max(whole_s * (1 - 1 / 1.3), SLOW.first_sound_s(48)))


def test_a_slow_model_is_waited_for_like_a_slow_voice() -> None:
    slow_model = Speeds(text_characters_s=10, making_s=0.02, first_share=0.1)
    assert buffer_s(slow_model, written=20, unspoken=0) > 1.0
    assert buffer_s(slow_model, written=20, unspoken=0, over=True) == 0.0


@given(st.integers(0, 500), st.booleans(), st.floats(0, 20), st.floats(0, 400), st.floats(0.01, 3), st.floats(5, 500))
def test_a_slower_voice_never_begins_sooner(
    written: int, over: bool, made_s: float, unspoken: float, making_s: float, text_s: float
) -> None:
    def needed_s(factor: float) -> float:
        speeds = Speeds(text_characters_s=text_s, making_s=making_s * factor, first_share=1.0)
        return start_buffer_s(written=written, is_written=over, made_s=made_s, unspoken=unspoken, speeds=speeds)

    assert needed_s(2.0) >= needed_s(1.0) >= 0.0


def test_speeds_follow_what_was_measured() -> None:
    meter = SpeedMeter()
    for _ in range(8):
        meter.clause_made(100, first_s=2.0, whole_s=2.0, sound_s=5.0)
        meter.text_written(300, 10.0)
        meter.answer_written(300)
    assert meter.speeds.making_s == pytest.approx(0.4, rel=0.1)
    assert meter.speeds.character_s == pytest.approx(0.05, rel=0.1)
    assert meter.speeds.first_share == pytest.approx(1.0, rel=0.1)
    assert meter.speeds.text_characters_s == pytest.approx(30.0, rel=0.01)
    assert meter.speeds.answer_characters == pytest.approx(300, rel=0.1)


def test_one_slow_clause_does_not_make_a_quick_voice_slow() -> None:
    meter = SpeedMeter(QUICK)
    meter.clause_made(50, first_s=1.0, whole_s=1.2, sound_s=3.0)
    assert meter.speeds.least_first_s < 0.15
    for _ in range(6):
        meter.clause_made(50, first_s=0.03, whole_s=0.06, sound_s=3.0)
    assert meter.speeds.making_s < 0.04


def test_a_text_that_is_there_at_once_is_fast_and_nothing_is_divided_by_zero() -> None:
    meter = SpeedMeter()
    meter.text_written(40, 0.0)
    meter.text_written(0, 0.0)
    meter.clause_made(0, first_s=0.0, whole_s=0.0, sound_s=0.0)
    assert 100 < meter.speeds.text_characters_s <= 2000
