"""Where a text ends in the middle of something, and where it does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.conversation.turn_taking.unfinished import is_unfinished, why_unfinished

NUMBERS = (
    "My number is five five five",
    "It's five, five, five.",
    "one two three",
    "seven double",
    "my phone number is 555",
    "my phone number is 0171 555",
    "It is 0 1 7 1",
    "555-12",
    "the pin is nine",
    "twenty one thirty two forty",
    "Meine Nummer ist null eins sieben eins",
    "Die Nummer ist 0171",
    "Eins zwei drei vier",
)
SPELLINGS = (
    "My name is spelled S M I",
    "S-M-I-T.",
    "S. M. I. T.",
    "it goes B as in Bravo",
    "My plate is B 4 7 K",
    "B wie Berta",
)
LISTS = (
    "I need milk, eggs, bread.",
    "Buy apples, pears, a few plums",
    "Please buy apples, pears, plums",
    "Kauf Milch, Eier, Brot.",
)
PHRASES = (
    "I would like to",
    "Set an alarm for",
    "Tell me about the",
    "I want milk and",
    "My name is",
    "well um",
    "Remind me to...",
    "Ich möchte eine",
    "Stell den Wecker für",
    "Mein Name ist",
    "Ich wollte, dass",
    "Unless a system is established.",
    "If it rains tomorrow",
    "Wenn es morgen regnet",
)
FINISHED = (
    "What is five plus five?",
    "Wake me at seven thirty",
    "Wake me at 7:30.",
    "In twenty twenty six",
    "nineteen eighty four",
    "It costs five hundred twenty",
    "It costs 1,000,000",
    "19.99",
    "in 2026",
    "five",
    "twenty one",
    "one hundred and five",
    "I live in the U.S.",
    "What's on TV",
    "Turn the light on",
    "What are you looking for?",
    "Who are you talking to?",
    "I know who he is",
    "Yes it is",
    "milk, eggs and bread",
    "No, thanks, Anna",
    "When I was young, we used to go there",
    "Ask not what your country can do for you, ask what you can do for your country.",
    "That one",
    "If it rains, stay here.",
    "People are tired and fed up, and yes, we're angry.",
    "We are ready,",
    "Who am I",
    "Hello",
    "Mach das Licht an",
    "Schalte das Licht ein",
    "Was ist das?",
    "Wie spät ist es",
    "Um sieben Uhr dreißig",
    "Es kostet einundzwanzig",
    "Milch, Eier und Brot",
    "Ja, bitte, danke",
    "Komm mit",
)


@pytest.mark.parametrize("text", [*NUMBERS, *SPELLINGS, *LISTS, *PHRASES])
def test_more_must_come(text: str) -> None:
    assert is_unfinished(text)


@pytest.mark.parametrize("text", FINISHED)
def test_it_may_be_over(text: str) -> None:
    assert why_unfinished(text) is None


@pytest.mark.parametrize("text", ["", "   ", "?!", ", a, b, c", "a,  , b, c", "…", "-", "123", "日本語", "a", "и"])
def test_odd_texts_are_no_trouble(text: str) -> None:
    assert isinstance(is_unfinished(text), bool)


def test_the_language_may_be_given() -> None:
    assert is_unfinished("mach an", "en")
    assert not is_unfinished("mach an", "de")
    assert not is_unfinished("mach an", "fr"), "no rules for this language"
    assert is_unfinished("c'est le 01 42 68", "fr")


@pytest.mark.parametrize(
    ("text", "why"), [("one two", "number"), ("red, dark blue, green", "list"), ("buy the", "'the'")]
)
def test_the_reason_is_said(text: str, why: str) -> None:
    assert why in str(why_unfinished(text, "en"))


@given(st.lists(st.sampled_from(["zero", "oh", "one", "two", "three", "seven", "nine", "0", "1", "7"]), min_size=2))
def test_digits_read_out_are_never_cut(digits: list[str]) -> None:
    assert is_unfinished("it is " + " ".join(digits), "en")
    assert is_unfinished("it is " + ", ".join(digits) + ".", "en")


@given(st.lists(st.sampled_from("abcdefghijklmnopqrstuvwxyz"), min_size=3))
def test_letters_read_out_are_never_cut(letters: list[str]) -> None:
    assert is_unfinished("it is " + " ".join(letters).upper(), "en")
    assert is_unfinished("it is " + "-".join(letters).upper() + ".", "en")


@given(st.text())
def test_any_text_is_judged(text: str) -> None:
    assert is_unfinished(text) == (why_unfinished(text) is not None)
