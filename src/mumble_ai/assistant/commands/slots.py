"""What may stand in the slots of templates, and the values they give."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from mumble_ai.assistant.actions.arithmetic import tokens_of
from mumble_ai.assistant.actions.number_words import number_of
from mumble_ai.assistant.actions.places import zone_of
from mumble_ai.assistant.actions.replies import replies
from mumble_ai.assistant.actions.units import unit_of
from mumble_ai.assistant.commands.grammar import Grammar
from mumble_ai.assistant.commands.sentence import sentence_of
from mumble_ai.spoken_time import find_durations, find_times

LONGEST_WORDS: Final[Mapping[str, int]] = {
    "text": 60,
    "claim": 60,
    "meeting": 14,
    "fact": 12,
    "titles": 40,
    "title": 14,
    "what": 8,
    "sum": 24,
    "name": 4,
    "called": 3,
    "list_name": 3,
}
_LONG: Final = frozenset({"text", "titles", "title", "sum", "when", "to", "code", "claim", "meeting"})
_WHOLE: Final = frozenset({"when", "text", "code", "claim", "fact", "meeting"})
"""Slots that keep the article before them."""
_CLAUSE_END: Final = re.compile(r"[,;!?](\s|$)")
"""Nobody says a comma within a name."""
USUAL_WORDS: Final = 6
"""Other slots: a name, a place, a voice."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How slots are read."""

    grammar: Grammar
    now: datetime


def read_slots(slots: Mapping[str, str], reading: Reading) -> dict[str, Any] | None:
    """The values of a sentence's slots; None where one is not what it has to be."""
    values: dict[str, Any] = {}
    for name, said in slots.items():
        if len(said.split()) > LONGEST_WORDS.get(name, USUAL_WORDS) and name != "when":
            return None
        if name not in _LONG and _CLAUSE_END.search(said):
            return None
        read = _READERS.get(name)
        value = read(said, reading) if read else _without_article(said, name, reading)
        if value is None or value == "" or _is_no_name(said, reading):
            return None
        values[name] = value
    return values


def _is_no_name(said: str, reading: Reading) -> bool:
    book = reading.grammar
    return all(word in book.articles or word in book.no_names for word in said.casefold().split())


def _without_article(said: str, name: str, reading: Reading) -> str | None:
    if name in _WHOLE:
        return said
    first, _, rest = said.partition(" ")
    return rest if rest and first.casefold() in reading.grammar.articles else said


def _duration(said: str, reading: Reading) -> str | None:
    """A length of time that is all of the words."""
    spans = [span for _, span in find_durations(said, reading.grammar.language)]
    book = reading.grammar
    return said if spans and _outside(said, spans) <= book.articles else None


def _to(said: str, reading: Reading) -> str | None:
    """A time that is all of the words; a bare number is one of the clock."""
    return said if is_only_time(said, reading, is_answer=True) else None


def is_only_time(text: str, reading: Reading, *, is_answer: bool = False) -> bool:
    """Whether the words are a time and nothing else.

    Args:
        is_answer: They answer when something is to be: then a number is a time.
    """
    found = find_times(text, reading.now, reading.grammar.language, is_answer=is_answer)
    spans = [part for time in found for part in (time.parts or (time.span,))]
    return bool(spans) and _outside(text, spans) <= reading.grammar.connectors


def _outside(text: str, spans: Sequence[tuple[int, int]]) -> frozenset[str]:
    """The words of a text that lie in none of its spans."""
    words = sentence_of(text).words
    return frozenset(w.said for w in words if not any(w.start < end and w.end > start for start, end in spans))


def _number(said: str, reading: Reading) -> float | None:
    return number_of(said.rstrip("% "), reading.grammar.language)


def _place(said: str, reading: Reading) -> str | None:
    first, _, rest = said.partition(" ")
    said = rest if rest and first.casefold() in reading.grammar.articles else said
    return said if zone_of(said, reading.grammar.language) else None


def _language(said: str, reading: Reading) -> str | None:
    return replies(reading.grammar.language).words("language_codes").get(said.casefold())


def _unit(said: str, reading: Reading) -> str | None:
    return said if unit_of(said, reading.grammar.language) else None


def _sum(said: str, reading: Reading) -> str | None:
    return said if tokens_of(said, reading.grammar.language) else None


def _titles(said: str, reading: Reading) -> list[str] | None:
    """The things of a list: "milk, eggs and bread"."""
    either = "|".join(re.escape(separator) for separator in reading.grammar.separators)
    parts = (part.strip(" .,;") for part in re.split(rf"\s*[,;]\s*|{either}", said, flags=re.IGNORECASE))
    things = [_without_article(_without_and(part, reading), "titles", reading) or "" for part in parts]
    return [thing for thing in things if thing] or None


def _without_and(said: str, reading: Reading) -> str:
    first, _, rest = said.partition(" ")
    return rest if f" {first.casefold()} " in reading.grammar.separators else said


def _list(said: str, reading: Reading) -> str | None:
    """The name of a list, without words that show that it is none."""
    name = _without_article(said, "list_name", reading) or ""
    words = {word.casefold() for word in name.split()}
    return name if words.isdisjoint(reading.grammar.articles | reading.grammar.connectors) else None


def _called(said: str, reading: Reading) -> str | None:
    """What somebody wants to be called: a name, and no thing or time."""
    words = [word.casefold() for word in said.split()]
    book = reading.grammar
    other = book.articles | book.connectors | book.no_names
    is_time = bool(find_times(said, reading.now, book.language))
    return None if len(words) > LONGEST_WORDS["called"] or not other.isdisjoint(words) or is_time else said


def _code(said: str, reading: Reading) -> str | None:
    """A code of digits, said with pauses or in words."""
    words = re.split(r"[\s,.\-]+", said)
    digits = ""
    for word in words:
        number = number_of(word, reading.grammar.language)
        if number is None or number != int(number):
            return None
        digits += word if word.isdigit() else str(int(number))
    return digits if 4 <= len(digits) <= 12 else None


_READERS: Final[Mapping[str, Callable[[str, Reading], Any]]] = {
    "duration": _duration,
    "by": _duration,
    "to": _to,
    "number": _number,
    "place": _place,
    "language": _language,
    "unit": _unit,
    "target": _unit,
    "sum": _sum,
    "titles": _titles,
    "code": _code,
    "called": _called,
    "list_name": _list,
    "minutes": _number,
}
