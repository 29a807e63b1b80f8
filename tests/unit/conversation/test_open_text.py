"""Where a voice may pause in text that is still being written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.conversation.speaking.open_text import OpenText
from mumble_ai.conversation.speaking.scheduling import Strength


def pieces(text: str, weakest: Strength) -> list[str]:
    """The text cut at each border that is at least this strong."""
    open_text = OpenText()
    open_text.push(text)
    open_text.end()
    found: list[str] = []
    while open_text.whole:
        border = next((b.end for b in open_text.borders if b.strength >= weakest), open_text.whole)
        found.append(open_text.take(border))
    return found


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Sure! I can do that for you.", ["Sure!", "I can do that for you."]),
        ("It is 3.14 or 1,000 and more.", ["It is 3.14 or 1,000 and more."]),
        ("Dr. Smith met J. R. Tolkien.", ["Dr. Smith met J. R. Tolkien."]),
        ("Use e.g. this one. Or that.", ["Use e.g. this one.", "Or that."]),
        ("See https://a.example/x?y=1. It helps.", ["See https://a.example/x?y=1.", "It helps."]),
        ("1. Wash it. 2. Dry it.", ["1. Wash it.", "2. Dry it."]),
        ("It has 42. That is all.", ["It has 42.", "That is all."]),
        ("No. I do not.", ["No.", "I do not."]),
        ('He said "Stop." Then he left.', ['He said "Stop."', "Then he left."]),
        ("One\ntwo", ["One", "two"]),
        ("One \n 3. two", ["One", "3. two"]),
        ("Um … well", ["Um …", "well"]),
        ("  ", []),
        ("...", ["..."]),
        ("... so. Yes", ["... so.", "Yes"]),
    ],
)
def test_a_sentence_ends_where_a_reader_would_end_it(text: str, sentences: list[str]) -> None:
    assert pieces(text, Strength.STRONG) == sentences


def test_a_comma_is_a_weak_border_and_a_space_the_weakest() -> None:
    assert pieces("Well, I think – yes: so", Strength.WEAK) == ["Well,", "I think –", "yes:", "so"]
    assert pieces("a  b\tc", Strength.SPACE) == ["a", "b", "c"]


TEXT = st.text(alphabet=st.sampled_from("abcXY 019.,!?;:\n\"'()-…é"), max_size=300)


@given(TEXT, st.data())
def test_borders_do_not_depend_on_how_the_text_arrives(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    whole, parts = OpenText(), OpenText()
    whole.push(text)
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        parts.push(text[start:end])
    assert parts.borders == whole.borders
    assert len(parts) == len(whole)


@given(TEXT, st.sampled_from(Strength))
def test_nothing_is_lost_or_added(text: str, weakest: Strength) -> None:
    assert "".join("".join(pieces(text, weakest)).split()) == "".join(text.split())


@given(TEXT)
def test_there_is_a_word_before_each_border(text: str) -> None:
    assert all(any(c.isalnum() for c in piece) for piece in pieces(text, Strength.SPACE)[:-1])
