"""What is said when, and by which way: pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from mumble_ai.calendar.reminding.reminder import Kind, Reminder
from mumble_ai.memory.people.person import Reminding

LATE_AFTER: Final = timedelta(seconds=90)
"""From then on it is said when it was due."""
OLD_AFTER: Final = timedelta(hours=12)
"""From then on it is only summed up."""
_RETRIES_S: Final = (60, 300, 900, 3600, 7200)


class Way(StrEnum):
    """How somebody is told."""

    VOICE = "voice"
    TEXT = "text"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Told:
    """Reminders of one person, by how they are said; each in order of time."""

    on_time: tuple[Reminder, ...]
    late: tuple[Reminder, ...]
    old: tuple[Reminder, ...]


def sorted_by_age(due: Sequence[Reminder], now: datetime) -> Told:
    """How each of them is said."""
    in_order = sorted(due, key=lambda reminder: (reminder.due_at, reminder.id))
    return Told(
        on_time=tuple(r for r in in_order if now - r.due_at <= LATE_AFTER),
        late=tuple(r for r in in_order if LATE_AFTER < now - r.due_at <= OLD_AFTER),
        old=tuple(r for r in in_order if now - r.due_at > OLD_AFTER),
    )


def ways(wanted: Reminding, kind: Kind, *, has_mail: bool) -> tuple[Way, ...]:
    """The ways to tell somebody; the first that works is enough. A timer is for whoever is there: it is not mailed."""
    if wanted is Reminding.TEXT:
        return (Way.TEXT,)
    if wanted is Reminding.MAIL and has_mail and kind not in (Kind.TIMER, Kind.ALARM):
        return (Way.MAIL, Way.VOICE, Way.TEXT)
    return (Way.VOICE, Way.TEXT)


def retry_after(attempts: int) -> timedelta | None:
    """How long to wait before mail is tried again; None: no more."""
    return timedelta(seconds=_RETRIES_S[attempts - 1]) if 1 <= attempts <= len(_RETRIES_S) else None
