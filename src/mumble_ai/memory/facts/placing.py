"""What a new statement does to what is known: pure.

Nothing is overwritten. A newer value of what can have only one ends the old one; a correction withdraws it; the same
told again counts for more; what is said not to be so any more ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from mumble_ai.memory.extraction.statement import Correction, Statement
from mumble_ai.memory.facts.fact import Fact

CORRECTED_WITHIN: Final = timedelta(minutes=15)
"""How long after something was told "no, it's Max" can mean it."""


@dataclass(frozen=True, slots=True)
class Placement:
    """What is to be done.

    Attributes:
        insert: Whether a new fact comes into being.
        valid_from: Of the new fact.
        valid_until: Of the new fact; None where it holds.
        again: The fact that was told again.
        ended: Facts that end, and when.
        is_one_of_many: The new fact stands beside others.
    """

    insert: bool = False
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    again: UUID | None = None
    ended: tuple[tuple[UUID, datetime], ...] = ()
    is_one_of_many: bool = False


def place(statement: Statement, value_key: str, known: Sequence[Fact], at: datetime, *, is_single: bool) -> Placement:
    """Decides what a statement changes.

    Args:
        known: What was told of the same attribute of the same subject.
        at: When the statement was made.
        is_single: Whether the attribute has one value at a time.
    """
    current = [fact for fact in known if fact.is_current]
    if not statement.is_so:
        return _denied(value_key, current, at, is_single=is_single)
    same = [fact for fact in known if fact.value_key == value_key and fact.is_so and fact.withdrawn_at is None]
    if statement.is_over:
        return _over(statement, same, current, at)
    again = next((fact for fact in same if fact.is_current), None)
    denied = tuple((f.id, _not_before(f, at)) for f in current if not f.is_so and f.value_key == value_key)
    if again:
        return Placement(again=again.id, ended=denied)
    begins = statement.valid_from
    if not is_single or any(not fact.is_single for fact in current if fact.is_so):
        return Placement(insert=True, valid_from=begins or (at if denied else None), ended=denied, is_one_of_many=True)
    newer = [fact for fact in current if fact.learned_at > at]
    if newer:
        ends = max(at, min(fact.since for fact in newer))
        return Placement(insert=True, valid_from=_earlier(begins, ends), valid_until=ends)
    ended = tuple((fact.id, _not_before(fact, begins or at)) for fact in current)
    starts = max([begins or at, *(until for _, until in ended)]) if ended else begins
    return Placement(insert=True, valid_from=starts, ended=ended)


def corrected(correction: Correction, wrong_key: str, told: Sequence[Fact], at: datetime) -> Fact | None:
    """The fact that a correction is about.

    Args:
        told: What was told last, newest first.
    """
    for fact in told:
        if not fact.is_current or not fact.is_so:
            continue
        if wrong_key and fact.value_key == wrong_key:
            return fact
        if not wrong_key and timedelta() <= at - fact.told_at <= CORRECTED_WITHIN:
            return fact
    return None


def _denied(value_key: str, current: Sequence[Fact], at: datetime, *, is_single: bool) -> Placement:
    equal = [fact for fact in current if fact.value_key == value_key]
    again = next((fact for fact in equal if not fact.is_so), None)
    ended = tuple((fact.id, _not_before(fact, at)) for fact in equal if fact.is_so)
    if again or is_single:
        return Placement(again=again.id if again else None, ended=ended)
    return Placement(insert=True, valid_from=at if ended else None, ended=ended)


def _over(statement: Statement, same: Sequence[Fact], current: Sequence[Fact], at: datetime) -> Placement:
    ends = statement.valid_until or at
    if holding := [fact for fact in same if fact.is_current]:
        return Placement(ended=tuple((fact.id, _not_before(fact, ends)) for fact in holding))
    if same:
        return Placement(again=same[0].id)
    if statement.valid_until is None and current:
        ends = min([at, *(fact.since for fact in current)])
    return Placement(insert=True, valid_from=_earlier(statement.valid_from, ends), valid_until=ends)


def _not_before(fact: Fact, moment: datetime) -> datetime:
    """An end that is not before the beginning."""
    return max(moment, fact.valid_from) if fact.valid_from else moment


def _earlier(moment: datetime | None, other: datetime) -> datetime | None:
    return min(moment, other) if moment else None
