"""Free or busy, and what collides: pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from mumble_ai.calendar.event import Occurrence


@dataclass(frozen=True, slots=True)
class Free:
    """Whether a span is free.

    Attributes:
        busy: What takes it, in order of time.
        all_day: What else is on those days without taking them.
        gaps: The free parts of the span, each a start and an end.
    """

    busy: tuple[Occurrence, ...]
    all_day: tuple[Occurrence, ...]
    gaps: tuple[tuple[datetime, datetime], ...]

    @property
    def is_free(self) -> bool:
        """Whether nothing takes any of it."""
        return not self.busy


def free(occurrences: Iterable[Occurrence], start: datetime, end: datetime) -> Free:
    """What of [start, end) is free."""
    here = [occurrence for occurrence in occurrences if occurrence.overlaps(start, end)]
    busy = [occurrence for occurrence in here if occurrence.event.is_busy]
    return Free(
        busy=tuple(busy),
        all_day=tuple(o for o in here if o.is_all_day and not o.event.is_busy),
        gaps=tuple(_gaps(busy, start, end)),
    )


def gaps_of(found: Free, at_least: timedelta) -> list[tuple[datetime, datetime]]:
    """The free parts that are long enough."""
    return [(start, end) for start, end in found.gaps if end.astimezone(UTC) - start.astimezone(UTC) >= at_least]


def conflicts(new: Sequence[Occurrence], others: Sequence[Occurrence]) -> list[Occurrence]:
    """Those of the others that take time which the new ones take too, in order."""
    wanted = [occurrence for occurrence in new if occurrence.event.is_busy]
    return [
        other
        for other in others
        if other.event.is_busy
        and any(other.event.id != one.event.id and other.overlaps(one.start, one.end) for one in wanted)
    ]


def _gaps(busy: Iterable[Occurrence], start: datetime, end: datetime) -> Iterable[tuple[datetime, datetime]]:
    zone = start.tzinfo
    at, end = start.astimezone(UTC), end.astimezone(UTC)
    for begins, ends in sorted((o.start.astimezone(UTC), o.end.astimezone(UTC)) for o in busy):
        if begins > at:
            yield at.astimezone(zone), begins.astimezone(zone)
        at = max(at, ends)
    if at < end:
        yield at.astimezone(zone), end.astimezone(zone)
