"""Which events are meant by a few words: pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from mumble_ai.calendar.event import Event

ENOUGH: Final = 0.6
"""Share of the words that must be found."""
_ALIKE: Final = 0.82
"""From this likeness on two words are the same one, misheard or inflected."""
_SHORTEST_PREFIX: Final = 4
_SHORTEST_STEM: Final = 3
"""Shorter words are the same with another ending of two letters at most, as in tax and taxes."""
_ELSEWHERE: Final = 0.7
"""A word found in the place or description, not in the title, counts less."""
_WORD: Final = re.compile(r"\w+")
_NOT_ASKED_FOR: Final = """
a an the my our your his her their at on in of for to with about is are do does did i we you it that this next
when what where which who how long have has got any appointment appointments event events meeting entry date
der die das dem den des ein eine einen mein meine meinen meinem unser unsere am im um zu zum zur mit bei
fur von ist sind habe hab ich wir wann was wo wie lange nachste nachster nachsten termin termine verabredung
"""
"""Articles, possessives, prepositions, question words and words for "event", in English and German, without accents."""
_SAYS_NOTHING: Final = frozenset(_NOT_ASKED_FOR.split())


@dataclass(frozen=True, slots=True)
class Wording:
    """An event's words, taken apart once."""

    title: tuple[str, ...]
    elsewhere: tuple[str, ...]


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text that say something, in lower case without accents."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return tuple(dict.fromkeys(word for word in _WORD.findall(plain) if word not in _SAYS_NOTHING))


def wording(event: Event) -> Wording:
    """The words of an event and of its changed occurrences."""
    changed = [change for change in event.exceptions.values() if change]
    titles = [event.title, *(c.title for c in changed if c.title)]
    elsewhere = [event.place, event.description, *(c.place for c in changed if c.place)]
    return Wording(words_of(" ".join(titles)), words_of(" ".join(elsewhere)))


def likeness(asked: Sequence[str], found: Wording) -> float:
    """How much of what is asked for is found, 0 to 1; 1 where nothing is asked."""
    if not asked:
        return 1.0
    scores = [max(_best(word, found.title), _ELSEWHERE * _best(word, found.elsewhere)) for word in asked]
    return sum(scores) / len(scores)


def _best(word: str, words: Sequence[str]) -> float:
    return max((_alike(word, other) for other in words), default=0.0)


def _alike(word: str, other: str) -> float:
    if word == other:
        return 1.0
    short, long = sorted((word, other), key=len)
    is_ending = len(short) >= _SHORTEST_STEM and len(long) - len(short) <= 2
    if long.startswith(short) and (is_ending or len(short) >= _SHORTEST_PREFIX):
        return 0.95
    if min(len(word), len(other)) < _SHORTEST_PREFIX or abs(len(word) - len(other)) > 3:
        return 0.0
    ratio = SequenceMatcher(None, word, other, autojunk=False).ratio()
    return ratio * 0.9 if ratio >= _ALIKE else 0.0
