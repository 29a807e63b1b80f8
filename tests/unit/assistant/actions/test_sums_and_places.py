"""Sums, measures, numbers in words and the zones of places."""

from __future__ import annotations

import pytest

from mumble_ai.assistant.actions.arithmetic import tokens_of, value_of
from mumble_ai.assistant.actions.number_words import number_of
from mumble_ai.assistant.actions.places import zone_of
from mumble_ai.assistant.actions.units import converted, unit_of


def value(text: str, language: str = "en") -> float | None:
    tokens = tokens_of(text, language)
    return value_of(tokens) if tokens else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("twelve times seven", 84),
        ("3 + 4 * 2", 11),
        ("2 times 3 plus 4", 10),
        ("10 minus 3 minus 2", 5),
        ("100 divided by 8", 12.5),
        ("fifteen percent of eighty", 12),
        ("the square root of 81", 9),
        ("2 to the power of 10", 1024),
        ("5 squared plus 1", 26),
        ("minus 4 plus 10", 6),
        ("one hundred and twenty one plus 1", 122),
        ("0.1 plus 0.2", pytest.approx(0.3)),
        ("9 to the power of 9 to the power of 9", None),
        ("square root of minus 4", None),
        ("plus", None),
        ("the meaning of life", None),
        ("nine eleven", None),
        ("3 4 plus", None),
    ],
)
def test_sums(text: str, expected: float | None) -> None:
    assert value(text) == expected


def test_sums_in_german() -> None:
    assert value("zwölf mal sieben", "de") == 84
    assert value("15 Prozent von 80", "de") == 12
    assert value("fünfundzwanzig geteilt durch fünf", "de") == 5
    assert value("2,5 mal 4", "de") == 10


def test_nothing_is_divided_by_zero() -> None:
    with pytest.raises(ZeroDivisionError):
        value("5 divided by 0")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("fifty", "en", 50),
        ("a hundred", "en", 100),
        ("two hundred and five", "en", 205),
        ("1,500", "en", 1500),
        ("fünfundzwanzig", "de", 25),
        ("dreißig", "de", 30),
        ("fishes", "en", None),
    ],
)
def test_numbers(text: str, language: str, expected: float | None) -> None:
    assert number_of(text, language) == expected


@pytest.mark.parametrize(
    ("amount", "unit", "target", "expected"),
    [
        (10, "miles", "kilometres", 16.09344),
        (1, "pound", "ounces", 16),
        (100, "degrees fahrenheit", "celsius", 37.7778),
        (0, "celsius", "kelvin", 273.15),
        (3, "hours", "minutes", 180),
        (1, "gallon", "cups", 16),
        (1, "mile", "litres", None),
    ],
)
def test_measures(amount: float, unit: str, target: str, expected: float | None) -> None:
    one, other = unit_of(unit, "en"), unit_of(target, "en")
    assert one is not None
    assert other is not None
    assert converted(amount, one, other) == (expected if expected is None else pytest.approx(expected, rel=1e-4))


@pytest.mark.parametrize(
    ("place", "language", "zone"),
    [
        ("Tokyo", "en", "Asia/Tokyo"),
        ("new york", "en", "America/New_York"),
        ("San Francisco", "en", "America/Los_Angeles"),
        ("Tokio", "de", "Asia/Tokyo"),
        ("München", "de", "Europe/Berlin"),
        ("Europe/Paris", "en", "Europe/Paris"),
        ("Springfield", "en", None),
        ("the moon", "en", None),
    ],
)
def test_places(place: str, language: str, zone: str | None) -> None:
    assert zone_of(place, language) == zone
