"""An appointment and what it becomes on a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from mumble_ai.calendar.errors import BadEvent

MAX_TITLE: Final = 500
MAX_TEXT: Final = 20_000
MAX_DURATION: Final = timedelta(days=366)
USUAL_DURATION: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)
EARLIEST: Final = datetime(1900, 1, 1)
LATEST: Final = datetime(2200, 1, 1)


@dataclass(frozen=True, slots=True)
class Change:
    """How one occurrence differs from its series; None where it does not.

    Attributes:
        starts: Wall time in the event's zone.
    """

    starts: datetime | None = None
    duration: timedelta | None = None
    title: str | None = None
    place: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An appointment, once or repeated.

    Attributes:
        uid: Names it across calendars (RFC 5545, UID).
        starts: Wall time in `zone`, without a zone of its own; midnight of the first day where it is all day.
        duration: Elapsed time; whole days where it is all day.
        rule: RRULE without its name; empty for once.
        last_key: Key that no occurrence of the rule comes after; empty for none.
        extra: Keys of occurrences besides the rule's.
        exceptions: What differs, by key of the occurrence; None where it is cancelled.
        remind_minutes: Minutes before the start; None for the usual ones.
        is_busy: Whether it takes the person's time.
        revision: Counts changes.
    """

    id: UUID
    uid: str
    title: str
    zone: str
    is_all_day: bool
    starts: datetime
    duration: timedelta
    place: str = ""
    description: str = ""
    importance: int = 5
    rule: str = ""
    last_key: str = ""
    extra: tuple[str, ...] = ()
    exceptions: Mapping[str, Change | None] = field(default_factory=dict[str, Change | None])
    remind_minutes: tuple[int, ...] | None = None
    is_busy: bool = True
    revision: int = 0
    created_at: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    updated_at: datetime = datetime(1970, 1, 1, tzinfo=UTC)

    @property
    def is_series(self) -> bool:
        """Whether it happens more than once."""
        return bool(self.rule or self.extra)

    def key(self, starts: datetime) -> str:
        """Names the occurrence that begins, unless changed, at this wall time."""
        return starts.date().isoformat() if self.is_all_day else starts.isoformat()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """An event at one of its times.

    Attributes:
        key: Names it within its event, also after it was moved.
        start: In the zone that was asked for; all-day ones begin there at midnight.
        end: First moment after it.
        is_changed: Whether it differs from its series.
    """

    event: Event
    key: str
    title: str
    place: str
    description: str
    start: datetime
    end: datetime
    is_changed: bool = False

    @property
    def is_all_day(self) -> bool:
        """Whether it takes whole days."""
        return self.event.is_all_day

    @property
    def last_day(self) -> date:
        """The day on which it ends."""
        return (self.end - timedelta(microseconds=1)).date() if self.end > self.start else self.end.date()

    def overlaps(self, start: datetime, end: datetime) -> bool:
        """Whether any of it lies in [start, end); what has no length does where it begins."""
        # Moments of one zone are compared by wall time, which is wrong in the hour that comes twice.
        start, end, begins = start.astimezone(UTC), end.astimezone(UTC), self.start.astimezone(UTC)
        return begins < end and (self.end.astimezone(UTC) > start or begins >= start)


@dataclass(frozen=True, slots=True)
class EventDraft:
    """An event to be kept.

    Attributes:
        start: A moment with a zone, or a date for a whole day.
        duration: None for an hour, or a day.
        zone: IANA name; empty for that of `start` where it has one, else the person's.
        rule: RRULE, with or without its name; empty for once.
        is_busy: None: it is unless it takes whole days.
        uid: Where it comes from another calendar.
    """

    title: str
    start: datetime | date
    duration: timedelta | None = None
    zone: str = ""
    place: str = ""
    description: str = ""
    importance: int = 5
    rule: str = ""
    extra: tuple[datetime | date, ...] = ()
    exceptions: Mapping[str, Change | None] = field(default_factory=dict[str, Change | None])
    remind_minutes: tuple[int, ...] | None = None
    is_busy: bool | None = None
    uid: str = ""


def wall_time(moment: datetime | date, zone: str) -> datetime:
    """A moment or day as wall time in a zone, to the second."""
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time())
    if moment.tzinfo is None:
        return moment.replace(microsecond=0)
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, microsecond=0, fold=0)


def moment_of(wall: datetime, zone: str) -> datetime:
    """The moment, in UTC, of a wall time in a zone.

    A time that the clock change skips is told by the offset before the change, one that comes twice is the first (RFC
    5545, 3.3.5).
    """
    return wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def check_range(wall: datetime) -> datetime:
    """The wall time, if it is one that a calendar keeps.

    Raises:
        BadEvent: It is not.
    """
    if not EARLIEST <= wall < LATEST:
        raise BadEvent(f"the calendar keeps the years {EARLIEST.year} to {LATEST.year - 1}, not {wall.year}")
    return wall
