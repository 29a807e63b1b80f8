"""Small sums, said or written: "12 times 7", "fifteen percent of 80", "3 + 4 * 2"."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Final

from mumble_ai.assistant.actions.number_words import numbers_in_digits
from mumble_ai.assistant.actions.replies import replies

MOST_WORDS: Final = 24
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_TOKEN: Final = re.compile(r"\d+(?:[.,]\d+)?|[+\-*/^%]|[^\W\d_]+")
_SIGNS: Final = str.maketrans({"×": "*", "÷": "/", "−": "-", "–": "-", ":": "/"})
_LARGEST_POWER: Final = 64.0
_Step = Callable[[float, float], float]


def _power(base: float, exponent: float) -> float:
    if abs(exponent) > _LARGEST_POWER:
        raise OverflowError
    return float(base**exponent)


_STEPS: Final[dict[str, tuple[int, _Step]]] = {
    "+": (1, lambda a, b: a + b),
    "-": (1, lambda a, b: a - b),
    "*": (2, lambda a, b: a * b),
    "/": (2, lambda a, b: a / b),
    "%": (3, lambda a, b: a / 100 * b),
    "^": (4, _power),
}


def tokens_of(text: str, language: str) -> list[str] | None:
    """Numbers and signs of a sum; None where the text is no sum."""
    words = _TOKEN.findall(text.casefold().translate(_SIGNS))
    if not 2 <= len(words) <= MOST_WORDS:
        return None
    signs = replies(language).words("signs")
    tokens = _with_signs(numbers_in_digits(words, language), signs)
    tokens = [part.replace(",", ".") for part in tokens]
    is_sum = all(part in _STEPS or part == "root" or _NUMBER.fullmatch(part) for part in tokens)
    has_sign = any(part in _STEPS or part == "root" for part in tokens)
    return tokens if is_sum and has_sign and any(map(_NUMBER.fullmatch, tokens)) else None


def value_of(tokens: list[str]) -> float | None:
    """What a sum comes to; None where it makes no sense.

    Raises:
        ZeroDivisionError: Something is divided by zero.
    """
    try:
        value, rest = _terms(tokens, 0)
    except (IndexError, ValueError, OverflowError):
        return None
    return value if not rest and math.isfinite(value) else None


def _with_signs(words: list[str], signs: Mapping[str, str]) -> list[str]:
    """Words such as "divided by" as signs; words that are left out of sums vanish."""
    found: list[str] = []
    at = 0
    while at < len(words):
        for count in (4, 3, 2, 1):
            phrase = " ".join(words[at : at + count])
            if at + count <= len(words) and phrase in signs:
                found += signs[phrase].split()
                at += count
                break
        else:
            found.append(words[at])
            at += 1
    return found


def _terms(tokens: list[str], least: int) -> tuple[float, list[str]]:
    """Precedence climbing: the value of what binds at least that tightly, and the tokens after it."""
    value, rest = _operand(tokens)
    while rest and rest[0] in _STEPS and _STEPS[rest[0]][0] >= least:
        binds, step = _STEPS[rest[0]]
        is_power = rest[0] == "^"  # the only one that is worked out from the right
        right, rest = _terms(rest[1:], binds if is_power else binds + 1)
        value = step(value, right)
    return value, rest


def _operand(tokens: list[str]) -> tuple[float, list[str]]:
    if tokens[0] == "-":
        value, rest = _operand(tokens[1:])
        return -value, rest
    if tokens[0] == "root":
        value, rest = _operand(tokens[1:])
        return math.sqrt(value), rest
    return float(tokens[0]), tokens[1:]
