"""Events of an iCalendar file, as drafts. What can't be kept is told, not guessed."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from mumble_ai.calendar.errors import BadEvent, BadRule
from mumble_ai.calendar.event import Change, EventDraft, check_range, wall_time
from mumble_ai.calendar.ics.parsing import parse
from mumble_ai.calendar.ics.properties import (
    begin_of,
    duration_of,
    every,
    importance_of,
    in_zone,
    key_of,
    remind_minutes_of,
    revision_of,
)
from mumble_ai.calendar.ics.zones import UnknownZone, iana_zone, is_utc, zone_by_offsets
from mumble_ai.calendar.rule import parse_rule

MAX_PROBLEMS: Final = 50
MAX_WORK_S: Final = 20.0
"""Compute spent on the events of one file; those that are left then are left out, and told."""
_MAX_DATES: Final = 1000
_MAX_UID: Final = 500


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """One event of a file.

    Attributes:
        revision: As the file counts it.
    """

    draft: EventDraft
    revision: int


@dataclass(frozen=True, slots=True)
class ReadCalendar:
    """What a file holds.

    Attributes:
        problems: What was left out or changed, for people; the first `MAX_PROBLEMS`.
    """

    events: tuple[ReadEvent, ...]
    problems: tuple[str, ...]


def read(data: bytes, *, zone: str) -> ReadCalendar:
    """The events of a file.

    Args:
        zone: IANA name, for times without a zone.

    Raises:
        NotACalendar: It can't be read at all.
    """
    events: list[ReadEvent] = []
    problems: list[str] = []
    began_s = time.thread_time()
    for calendar in parse(data):
        for event in _Reader(calendar, zone, problems).events():
            events.append(event)
            if time.thread_time() - began_s > MAX_WORK_S:
                problems.insert(0, "the rest of the file was left out: it takes too much work")
                return ReadCalendar(tuple(events), tuple(problems[:MAX_PROBLEMS]))
    return ReadCalendar(tuple(events), tuple(problems[:MAX_PROBLEMS]))


class _Reader:
    """Reads one calendar."""

    def __init__(self, calendar: Any, zone: str, problems: list[str]) -> None:
        self._calendar = calendar
        self._problems = problems
        self._aliases = _aliases(calendar)
        self._zone = zone
        self._zone = self._named(str(calendar.get("X-WR-TIMEZONE", "")), zone)

    def events(self) -> Iterator[ReadEvent]:
        """Its events, each with what differs from its series."""
        masters: dict[str, Any] = {}
        overrides: dict[str, list[Any]] = defaultdict(list)
        for number, part in enumerate(self._calendar.walk("VEVENT")):
            uid = str(part.get("UID", ""))[:_MAX_UID] or f"no-uid-{number}"
            if "RECURRENCE-ID" in part:
                overrides[uid].append(part)
            elif uid not in masters or revision_of(part) >= revision_of(masters[uid]):
                masters[uid] = part
        for uid, part in masters.items():
            yield from self._event(uid, part, overrides.pop(uid, []))
        for uid, parts in overrides.items():
            for number, part in enumerate(parts):
                yield from self._event(f"{uid}/{number}", part, [])

    def _event(self, uid: str, part: Any, overrides: Sequence[Any]) -> Iterator[ReadEvent]:
        title = " ".join(str(part.get("SUMMARY", "")).split()) or "(no title)"
        if str(part.get("STATUS", "")).upper() == "CANCELLED":
            return
        try:
            draft = self._draft(uid, title, part)
            draft = replace(draft, exceptions=self._exceptions(draft, part, overrides))
        except (BadEvent, ValueError, OverflowError, AttributeError, TypeError, KeyError) as error:
            self._problem(f"{title[:80]}: left out: {error or type(error).__name__}")
            return
        yield ReadEvent(draft, revision_of(part))

    def _draft(self, uid: str, title: str, part: Any) -> EventDraft:
        start, zone = self._start(part, title)
        wall = check_range(wall_time(start, zone))
        is_all_day = not isinstance(start, datetime)
        rule, first = self._rule(part, title, zone, wall, is_all_day=is_all_day)
        extra = self._dates(part, "RDATE", zone, is_all_day=is_all_day)
        # The start is always an occurrence there (RFC 5545, 3.8.5.3), also where the rule does not know it.
        extra = [*extra, *([wall] if first != wall else [])]
        return EventDraft(
            title=title,
            start=wall.date() if is_all_day else wall,
            duration=duration_of(part, start),
            zone=zone,
            place=str(part.get("LOCATION", "")),
            description=str(part.get("DESCRIPTION", "")),
            importance=importance_of(part),
            rule=rule,
            extra=tuple(moment.date() if is_all_day else moment for moment in extra),
            remind_minutes=remind_minutes_of(part),
            is_busy=str(part.get("TRANSP", "TRANSPARENT" if is_all_day else "OPAQUE")).upper() != "TRANSPARENT",
            uid=uid,
        )

    def _exceptions(self, draft: EventDraft, part: Any, overrides: Sequence[Any]) -> Mapping[str, Change | None]:
        is_all_day = not isinstance(draft.start, datetime)
        cancelled = self._dates(part, "EXDATE", draft.zone, is_all_day=is_all_day)
        exceptions: dict[str, Change | None] = {key_of(moment, is_all_day=is_all_day): None for moment in cancelled}
        for override in overrides[:_MAX_DATES]:
            original = wall_time(override["RECURRENCE-ID"].dt, draft.zone)
            if is_all_day:
                original = datetime.combine(original.date(), datetime.min.time())
            if override["RECURRENCE-ID"].params.get("RANGE"):
                self._problem(f"{draft.title[:80]}: a change of all later times is kept for one only")
            is_off = str(override.get("STATUS", "")).upper() == "CANCELLED"
            change = None if is_off else self._change(draft, original, override)
            exceptions[key_of(original, is_all_day=is_all_day)] = change
        return exceptions

    def _change(self, draft: EventDraft, original: datetime, override: Any) -> Change:
        start, _ = self._start(override, draft.title)
        wall = check_range(wall_time(start, draft.zone))
        if not isinstance(draft.start, datetime):
            wall = datetime.combine(wall.date(), datetime.min.time())
        duration = duration_of(override, start)
        title = " ".join(str(override.get("SUMMARY", draft.title)).split()) or draft.title
        place = str(override.get("LOCATION", ""))
        description = str(override.get("DESCRIPTION", ""))
        return Change(
            starts=wall if wall != original else None,
            duration=duration if duration != draft.duration else None,
            title=title if title != draft.title else None,
            place=place if place != draft.place else None,
            description=description if description != draft.description else None,
        )

    def _start(self, part: Any, title: str) -> tuple[datetime | date, str]:
        given = part.get("DTSTART")
        if given is None or not isinstance(given.dt, date):
            raise BadEvent("it has no start")
        start = given.dt
        if not isinstance(start, datetime):
            return start, self._zone
        name = str(given.params.get("TZID", ""))
        if name:
            try:
                return start.replace(tzinfo=None), iana_zone(name, self._aliases)
            except UnknownZone:
                return self._by_offsets(start, title)
        if start.tzinfo is None:
            return start, self._zone
        return start, "UTC" if is_utc(start) else self._zone

    def _by_offsets(self, start: datetime, title: str) -> tuple[datetime, str]:
        if start.tzinfo is not None:
            try:
                return start.replace(tzinfo=None), zone_by_offsets(start, self._zone)
            except UnknownZone as unknown:
                self._problem(f"{title[:80]}: its time zone {unknown} is not known; its time was converted")
                return start.astimezone(ZoneInfo(self._zone)), self._zone
        self._problem(f"{title[:80]}: its time zone is not known; {self._zone} was taken")
        return start, self._zone

    def _rule(self, part: Any, title: str, zone: str, wall: datetime, *, is_all_day: bool) -> tuple[str, datetime]:
        """The rule, and the first time it knows from `wall` on."""
        given = every(part.get("RRULE"))
        if "EXRULE" in part or len(given) > 1:
            self._problem(f"{title[:80]}: more than one repetition can't be kept; only the first was")
        if not given:
            return "", wall
        try:
            rule = parse_rule(given[0].to_ical().decode(), zone=zone, is_all_day=is_all_day)
            first = rule.first_of(wall)
        except BadRule as error:
            self._problem(f"{title[:80]}: kept once, without its repetition: {error}")
            return "", wall
        return rule.text(zone=zone, is_all_day=is_all_day), first

    def _dates(self, part: Any, name: str, zone: str, *, is_all_day: bool) -> list[datetime]:
        moments: list[datetime] = []
        for one in every(part.get(name))[:_MAX_DATES]:
            own = self._named(str(one.params.get("TZID", "")), zone)
            entries: list[Any] = list(one.dts)[:_MAX_DATES]
            for entry in entries:
                wall = wall_time(in_zone(begin_of(entry), own, zone), zone)
                moments.append(datetime.combine(wall.date(), datetime.min.time()) if is_all_day else wall)
        return moments[:_MAX_DATES]

    def _named(self, name: str, otherwise: str) -> str:
        try:
            return iana_zone(name, self._aliases) if name else otherwise
        except UnknownZone:
            return otherwise

    def _problem(self, text: str) -> None:
        self._problems.append(text)


def _aliases(calendar: Any) -> dict[str, str]:
    """Names of zones that the file explains by a place."""
    aliases: dict[str, str] = {}
    for part in calendar.walk("VTIMEZONE"):
        place = str(part.get("X-LIC-LOCATION", ""))
        try:
            aliases[str(part.get("TZID", ""))] = iana_zone(place, {})
        except UnknownZone:
            continue
    return aliases
