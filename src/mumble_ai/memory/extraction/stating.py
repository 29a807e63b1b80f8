"""Makes statements of what a clause was read as."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from mumble_ai.memory.extraction import values
from mumble_ai.memory.extraction.grammar import Attribute, Grammar, Sense
from mumble_ai.memory.extraction.reading import Reading
from mumble_ai.memory.extraction.statement import ME, NAME, PLACE, WHEN, EntityKind, Named, Statement
from mumble_ai.memory.extraction.subjects import Subject
from mumble_ai.memory.extraction.validity import fixed

_WHOLE: Final = frozenset({PLACE, WHEN, "routine", "has", "prefers"})
"""Attributes whose values are never lists."""


def stated(
    subject: Subject, attribute: Attribute, value: str, sense: Sense, text: str, reading: Reading, kind: str = ""
) -> Iterator[Statement]:
    """The statements that a value of an attribute of a subject makes: one for each value of a list.

    Args:
        text: The clause, with the subject's name in place of a pronoun.
        kind: What every value has to be; empty for anything.
    """
    grammar = reading.grammar
    is_past = sense == "past" and not attribute.is_timeless and not subject.is_earlier
    is_over = is_past or subject.is_earlier or _is_past(reading.validity.valid_until, reading.now)
    is_single = attribute.is_single
    if attribute.key == NAME:
        base = subject.key.rpartition(" ")[2]
        is_single = base not in grammar.words.several
    # A list is several values, but one place or title may hold an "and".
    text = _restated(text, attribute) if sense == "now" else text
    is_whole = attribute.key in _WHOLE or (is_single and attribute.key != NAME)
    told = [value] if is_whole else [one for one in _listed(value, grammar) if values.is_value(kind, one, grammar)]
    is_single = is_single and len(told) == 1
    for one in told:
        shown = fixed(text if len(told) == 1 else text.replace(value, one), reading.now, grammar)
        yield Statement(
            subject.key,
            attribute.key,
            fixed(one, reading.now, grammar),
            shown,
            reading.clause.quote,
            grammar.language,
            attribute.category,
            min(10, attribute.importance + 2 * reading.clause.is_explicit),
            _tags(subject, attribute),
            is_single and sense != "not",
            sense != "not",
            is_over,
            reading.validity.valid_from,
            reading.validity.valid_until,
            tuple(_named(subject, attribute, one, grammar)),
        )


def _named(subject: Subject, attribute: Attribute, value: str, grammar: Grammar) -> Iterator[Named]:
    if subject.named:
        kind: EntityKind = "OTHER" if subject.role in grammar.words.animals else "PERSON"
        yield replace(subject.named, kind=kind)
    if attribute.key == NAME and subject.role:
        kind = "OTHER" if subject.role in grammar.words.animals else "PERSON"
        yield Named(value, kind, subject.role, "" if subject.owner == ME else subject.owner)
    elif attribute.place and value[0].isupper():
        yield Named(value, "PLACE" if attribute.place == "PLACE" else "ORGANIZATION")
    elif attribute.key in {"birthday", "anniversary"}:
        yield Named(value, "DATE")


def _tags(subject: Subject, attribute: Attribute) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag for tag in (attribute.key, subject.role, subject.name.casefold()) if tag))


def _listed(value: str, grammar: Grammar) -> list[str]:
    joints = "|".join(grammar.data["words"]["list_joint"].split())
    pieces = [piece.strip() for piece in re.split(rf",? (?:{joints}) |, ", value)]
    return [piece for piece in pieces if piece] or [value]


def _is_past(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment <= now


def _restated(text: str, attribute: Attribute) -> str:
    for happened, since in attribute.restated:
        if match := re.fullmatch(happened, text, re.IGNORECASE):
            return match.expand(since)
    return text
