"""A language is a file: everything in it is used, and nothing it uses is missing."""

from __future__ import annotations

import re

import pytest

from mumble_ai.spoken_time.contract import Grain
from mumble_ai.spoken_time.grammar import Chart, Grammar
from mumble_ai.spoken_time.language import data_of, language, languages
from mumble_ai.spoken_time.sayings import sayings
from mumble_ai.spoken_time.surroundings import STRENGTHS

WRITTEN = {"n", "ord", "spelled", "year", "four", "hm", "point", "iso", "dotted", "slashed", "slashed_year", "decimal"}


def test_english_and_german_are_there() -> None:
    assert set(languages()) >= {"en", "de"}


@pytest.mark.parametrize("code", languages())
def test_every_symbol_is_defined_and_used(code: str) -> None:
    data = data_of(code)[1]
    lines = [line for ways in data["grammar"].values() for line in ways]
    used = set(re.findall(r"<(\w+)>", " ".join(lines)))
    assert used - set(data["grammar"]) - set(data["words"]) - WRITTEN - {"ampm"} == set()
    assert set(data["grammar"]) - used - {*STRENGTHS, "amount"} == set()
    assert set(data["words"]) - used == set()


@pytest.mark.parametrize("code", languages())
def test_everything_can_be_said(code: str) -> None:
    words = sayings(code)
    assert (len(words.weekdays), len(words.months)) == (7, 12)
    assert set(words.parts) == set(words.today_parts) == set(language(code).parts)
    assert set(words.periods) <= {grain.value for grain in Grain}


@pytest.mark.parametrize("code", ["de-AT", "DE", "de_CH"])
def test_a_region_is_read_as_its_language(code: str) -> None:
    assert language(code).code == "de"


def same(_: object, value: object = True) -> object:
    return value


def test_a_pattern_finds_every_end_once() -> None:
    grammar = Grammar({"some": ["<one> [and] <some>", "<one>"], "one": ["(a|b)"]}, {"same": lambda _, *values: values})
    chart = Chart(grammar, ["a", "and", "b", "a"], [{}, {}, {}, {}], None)
    assert [end for end, _ in chart.find("some", 0)] == [4, 3, 1]


def test_a_pattern_that_begins_with_itself_ends() -> None:
    grammar = Grammar({"loop": ["<loop> a", "a"]}, {"same": same})
    assert Chart(grammar, ["a", "a"], [{}, {}], None).find("loop", 0) == ((1, True),)


@pytest.mark.parametrize("line", ["(a|b", "[a", "a => nothing_like_it", "", "a)"])
def test_a_pattern_that_cannot_be_read_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"pattern|bracket"):
        Grammar({"it": [line]}, {"same": same})
