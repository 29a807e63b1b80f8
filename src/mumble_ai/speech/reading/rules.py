"""Rules that turn what is written into what is said, and what the rules of all languages share."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, Protocol

from unicode_rbnf import FormatPurpose, RbnfEngine


class Found(Protocol):
    """What a rule gets of its match: the groups by number, None for one that is not there."""

    def __getitem__(self, group: int, /) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Rule:
    """What matches `pattern` is said as `say` tells; None leaves it to the voice."""

    pattern: str
    say: Callable[[Found], str | None]


class Reader:
    """Applies the first rule that matches at each place, once; what a rule says is not read again."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = [(re.compile(rule.pattern), rule.say) for rule in rules]
        self._any = re.compile("|".join(f"(?P<rule{n}>{rule.pattern})" for n, rule in enumerate(rules)))

    def read(self, text: str) -> str:
        """The text as it is said."""
        return self._any.sub(self._say, text)

    def _say(self, match: re.Match[str]) -> str:
        if match.lastgroup is None:
            return match.group()
        pattern, say = self._rules[int(match.lastgroup.removeprefix("rule"))]
        found = pattern.match(match.string, match.start())
        said = say(found) if found else None
        return match.group() if said is None else said


@dataclass(frozen=True, slots=True)
class Names:
    """A unit in words."""

    one: str
    many: str


def one_of(words: Mapping[str, object]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def digits_apart(number: str) -> str:
    """Every digit by itself, with a pause where they are written in groups."""
    return ", ".join(" ".join(group) for group in re.findall(r"\d+", number))


def telephone(found: Found) -> str:
    """A telephone number, with "plus" where it begins with one."""
    return f"{'plus ' if found[1] else ''}{digits_apart(found[2] or '')}"


def day_of(year: str | None, month: str, day: str) -> date | None:
    """A day of the calendar, or None where there is no such day; without a year, of a leap year."""
    try:
        return date(int(year) if year else 2024, int(month), int(day))
    except ValueError:
        return None


def year_in_words(year: int, language: str) -> str:
    """ "nineteen eighty-nine"."""
    return _engine(language).format_number(year, FormatPurpose.YEAR).text


def ordinal_in_words(number: int, language: str) -> str:
    """ "twenty-third"."""
    return _engine(language).format_number(number, FormatPurpose.ORDINAL).text


def in_words(number: int, language: str) -> str:
    """ "twenty-three"."""
    return _engine(language).format_number(number).text


@cache
def _engine(language: str) -> RbnfEngine:
    return RbnfEngine.for_language(language)


TELEPHONE: Final = (
    r"(?<![\w.,/-])(\+?)((?<=\+)\d[\d ()/-]{5,18}\d|0\d{1,4}[ /-]\d[\d /-]{3,14}\d"
    r"|\(?\d{3}\)?[ -]\d{3}-\d{4}|\d{3}-\d{4})(?![\w/-]|[.,]\d)"
)
"""With a leading plus or zero, or grouped as in North America."""
_ENDINGS: Final = "com|org|net|edu|gov|info|dev|app|io|ai|co|me|tv|eu|de|at|ch|uk|us|fr|es|it|nl|pl|se|example|local"
HOST: Final = rf"(?<![\w@.-])((?:[a-zA-Z0-9](?:[\w-]*\w)?\.)+(?:{_ENDINGS}))(?![\w@])"
"""With an ending that is known: "end.Then" only lacks a space."""
MAIL: Final = r"(?<![\w.+-])([\w.+-]+)@((?:[\w-]+\.)+[a-zA-Z]{2,})(?!\w)"
VERSION: Final = r"(?<![\w.,])(\d+(?:\.\d+){2,})(?![\w]|[.,]\d)"
LONG_DIGITS: Final = r"(?<![\w.,])(0\d{2,}|\d{9,})(?![\w]|[.,]\d)"
