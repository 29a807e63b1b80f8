"""Numbers in words, as speech recognition may write them."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from unicode_rbnf import RbnfEngine

_LARGEST: Final = 1_000
_DIGITS: Final = re.compile(r"-?\d+(?:[.,]\d+)?")
_THOUSANDS: Final = re.compile(r"-?\d{1,3}(?:[.,]\d{3})+")
_LONGEST_WORDS: Final = 6


def number_of(text: str, language: str) -> float | None:
    """The number that a text is, in digits or in words up to a thousand; None where it is none."""
    text = text.strip().casefold()
    if _THOUSANDS.fullmatch(text):
        return float(re.sub(r"[.,]", "", text))
    if _DIGITS.fullmatch(text):
        return float(text.replace(",", "."))
    return _words(language).get(_plain(text))


def numbers_in_digits(words: list[str], language: str) -> list[str]:
    """The same words, with every number that is written in words as digits; the longest readings first."""
    known = _words(language)
    found: list[str] = []
    at = 0
    while at < len(words):
        for count in range(min(_LONGEST_WORDS, len(words) - at), 0, -1):
            number = known.get(_plain(" ".join(words[at : at + count])))
            if number is not None:
                found.append(f"{number:g}")
                at += count
                break
        else:
            found.append(words[at])
            at += 1
    return found


@cache
def _words(language: str) -> dict[str, float]:
    engine = RbnfEngine.for_language(language)
    numbers: dict[str, float] = {}
    for number in range(_LARGEST, -1, -1):
        for text in engine.format_number(number).text_by_ruleset.values():
            numbers[_plain(text)] = number
    numbers |= {_plain(words): number for words, number in _EXTRA.get(language, {}).items()}
    for words, number in list(numbers.items()):
        if language == "en" and " hundred " in words:
            numbers.setdefault(words.replace(" hundred ", " hundred and "), number)
    return {words: number for words, number in numbers.items() if words and not words[0].isdigit()}


_EXTRA: Final[dict[str, dict[str, float]]] = {
    "en": {"a hundred": 100, "a thousand": 1000, "half": 0.5, "a half": 0.5, "a dozen": 12, "a quarter": 0.25},
    "de": {"ein": 1, "hundert": 100, "tausend": 1000, "zwo": 2, "halb": 0.5, "ein halb": 0.5, "eineinhalb": 1.5},
}


def _plain(text: str) -> str:
    return " ".join(text.replace("\xad", "").replace("-", " ").replace("ß", "ss").casefold().split())
