"""Model text becomes text that can be spoken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.assistant.speakable import PlainText, SpeakableText


def speakable(*pieces: str) -> str:
    cleaner = SpeakableText()
    return "".join(cleaner.push(piece) for piece in pieces) + cleaner.flush()


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("<think>Hm, what?</think>Hello.", "Hello."),
        ("<think>never ends", ""),
        ("a < b and <b> stay", "a < b and <b> stay"),
        ("This is **very** *good* and `fine`.", "This is very good and fine."),
        ("# Title\n- one\n* two", "Title one two"),
        ("Look at [the docs](https://x.example/a b).", "Look at the docs."),
        ("See https://www.example.com/x?y=1.", "See example dot com."),
        ("Great 😀👍🏽!", "Great !"),
        ("Run\n```sh\nrm -rf /\n```\nand wait.", "Run and wait."),
        ("It is 20°C, 1 km or 5 km/h.", "It is 20 degrees Celsius, 1 kilometre or 5 kilometres per hour."),
        ("About 50% of $5.50 & 1,000 kg.", "About 50 percent of 5.50 dollars and 1000 kilograms."),
        ("3*4 is twelve, e.g. here.", "3 times 4 is twelve, for example here."),
        ("snake_case _it_", "snake case it"),
        ("Schön, né?", "Schön, né?"),
    ],
)
def test_only_words_remain(text: str, spoken: str) -> None:
    assert " ".join(speakable(text).split()) == spoken


PARTS = st.sampled_from(
    [
        *("<think>", "</think>", "```", "**", "`", "[a b](", "http://a.example/x)", "](", ")", " ", "\n", "- "),
        *("20°C", "5 km", "$3", "😀", "word", "_", "<", "e.g."),
    ]
)
TEXT = st.lists(st.one_of(PARTS, st.text(max_size=6)), max_size=30).map("".join)


@given(TEXT, st.data())
def test_the_result_does_not_depend_on_how_the_text_arrives(text: str, data: st.DataObject) -> None:
    borders = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pieces = [text[a:b] for a, b in zip([0, *borders], [*borders, len(text)], strict=True)]
    assert speakable(*pieces) == speakable(text)
    plain, other = PlainText(), PlainText()
    assert "".join(map(plain.push, pieces)) + plain.flush() == other.push(text) + other.flush()


@given(TEXT)
def test_no_markup_is_ever_spoken(text: str) -> None:
    assert not set(speakable(text)) & set("*`😀")
