"""Cutting streamed text into clauses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.conversation.clauses import ClauseCutter, ClauseLengths


def cut(text: str, pieces: list[str] | None = None) -> list[str]:
    cutter = ClauseCutter()
    clauses = [clause for piece in (pieces or [text]) for clause in cutter.push(piece)]
    return [*clauses, *cutter.flush()]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Sure! I can do that for you.", ["Sure!", "I can do that for you."]),
        ("Well, I think, as a start, that we go.", ["Well, I think,", "as a start, that we go."]),
        ("It is 3.14 or 1,000 and more.", ["It is 3.14 or 1,000 and more."]),
        ("Dr. Smith met J. R. Tolkien.", ["Dr. Smith met J. R. Tolkien."]),
        ("Use e.g. this one. Or that.", ["Use e.g. this one.", "Or that."]),
        ("See https://a.example/x?y=1. It helps.", ["See https://a.example/x?y=1.", "It helps."]),
        ("1. Wash it.", ["1. Wash it."]),
        ("No. I do not.", ["No.", "I do not."]),
        ('He said "Stop." Then he left.', ['He said "Stop."', "Then he left."]),
        ("One\ntwo", ["One", "two"]),
        ("  ", []),
        ("...", ["..."]),
    ],
)
def test_clauses_end_where_a_voice_may_pause(text: str, clauses: list[str]) -> None:
    assert cut(text) == clauses


def test_text_without_punctuation_is_cut_at_spaces() -> None:
    clauses = cut("word " * 200)
    lengths = ClauseLengths()
    assert all(len(clause) <= lengths.longest + 5 for clause in clauses)
    assert len(clauses[0]) <= lengths.first_longest + 5


TEXT = st.text(alphabet=st.sampled_from("abcXY 019.,!?;:\n\"'()-…é"), max_size=400)


@given(TEXT, st.data())
def test_clauses_do_not_depend_on_how_the_text_arrives(text: str, data: st.DataObject) -> None:
    borders = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pieces = [text[a:b] for a, b in zip([0, *borders], [*borders, len(text)], strict=True)]
    assert cut(text, pieces) == cut(text)


@given(TEXT)
def test_nothing_is_lost_or_added(text: str) -> None:
    assert "".join("".join(cut(text)).split()) == "".join(text.split())
