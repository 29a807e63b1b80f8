"""iCalendar files: what is written is read again, also by others; what others write is read; what hurts is refused."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from uuid import uuid4
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mumble_ai.calendar.drafting import event_of
from mumble_ai.calendar.errors import BadRule
from mumble_ai.calendar.event import Change, Event, EventDraft
from mumble_ai.calendar.expansion import expand, occurrences, start_of_key
from mumble_ai.calendar.ics.parsing import MAX_BYTES, NotACalendar
from mumble_ai.calendar.ics.reading import read
from mumble_ai.calendar.ics.timezones import explained
from mumble_ai.calendar.ics.writing import write

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 6, 1, 8, tzinfo=UTC)
SOME = uuid4()


def made(draft: EventDraft) -> Event:
    return event_of(draft, event_id=SOME, zone="Europe/Berlin", now=NOW)


def file(*lines: str) -> bytes:
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:test", *lines, "END:VCALENDAR", "")).encode()


def vevent(*lines: str) -> tuple[str, ...]:
    return ("BEGIN:VEVENT", "UID:1", "SUMMARY:Dance", *lines, "END:VEVENT")


def events(data: bytes, zone: str = "Europe/Berlin") -> list[Event]:
    return [event_of(e.draft, event_id=SOME, zone=zone, now=NOW) for e in read(data, zone=zone).events]


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=40)
RULES = st.sampled_from(
    [
        "",
        "FREQ=DAILY;COUNT=9",
        "FREQ=WEEKLY;BYDAY=MO,TH",
        "FREQ=WEEKLY;INTERVAL=2;UNTIL=20270101T120000Z",
        "FREQ=MONTHLY;BYDAY=-1FR",
        "FREQ=MONTHLY;BYMONTHDAY=1,15",
        "FREQ=YEARLY",
        "FREQ=HOURLY;INTERVAL=5;COUNT=7",
    ]
)


@st.composite
def kept_events(draw: st.DrawFn) -> Event:
    is_all_day = draw(st.booleans())
    zone = draw(st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Kolkata", "UTC", "Australia/Lord_Howe"]))
    start: datetime | date = draw(st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1))).replace(microsecond=0)
    assert isinstance(start, datetime)
    title = draw(TEXTS.map(lambda text: " ".join(text.split())).filter(bool))
    rule = draw(RULES)
    draft = EventDraft(
        title=title,
        start=start.date() if is_all_day else start,
        duration=draw(st.sampled_from([None, timedelta(days=3)] if is_all_day else [None, timedelta(minutes=95)])),
        zone="Europe/Berlin" if is_all_day else zone,
        place=draw(TEXTS).strip(),
        description=draw(st.sampled_from(["", "line one\nline two; with, signs\\", "ä ö 😀 " * 30])).strip(),
        importance=draw(st.integers(1, 10)),
        rule=rule,
        remind_minutes=draw(st.sampled_from([None, (), (0,), (15, 60), (1440,)])),
        is_busy=draw(st.booleans()),
        uid=draw(st.sampled_from(["a@b", "", "x" * 60])),
    )
    try:
        event = made(draft)
    except BadRule:
        assume(False)
        raise
    if rule and draw(st.booleans()):
        some = occurrences(event, NOW - timedelta(days=700), NOW + timedelta(days=30), BERLIN)[:3]
        differs = (None, Change(title=title + " again", place="elsewhere"), Change(duration=timedelta(days=2)))
        event = replace(event, exceptions={o.key: change for o, change in zip(some, differs, strict=False)})
        if len(some) == 3:
            later = (start_of_key(some[1].key) or event.starts) + timedelta(days=1)
            moved = Change(starts=later, title=title + " again")
            event = replace(event, exceptions={**event.exceptions, some[1].key: moved})
    return event


@settings(max_examples=80, deadline=None)
@given(event=kept_events())
def test_what_is_written_is_read_again_the_same(event: Event) -> None:
    (found,) = events(write([event]))
    assert replace(found, revision=0, uid=event.uid) == event


@settings(max_examples=40, deadline=None)
@given(event=kept_events())
def test_other_programs_read_the_same_times(event: Event) -> None:
    """vobject knows nothing of ours: it reads the file and expands it."""
    assume(not any(event.exceptions.values()))
    theirs = vobject.readOne(write([event]).decode()).vevent
    assert theirs.summary.value == event.title
    first = max(event.starts, datetime(2026, 1, 1))
    last = first + timedelta(days=400)
    zone = ZoneInfo(event.zone)
    around = occurrences(event, first.replace(tzinfo=zone), last.replace(tzinfo=zone), zone)
    ours = [starts for o in around if (starts := start_of_key(o.key)) and first <= starts < last]
    if not event.is_series:
        return
    moments = takewhile(lambda moment: moment < last, (m.replace(tzinfo=None) for m in theirs.getrruleset()))
    assert [moment for moment in moments if moment >= first] == ours


def test_the_same_events_make_the_same_bytes_and_a_reader_knows_the_zone() -> None:
    weekly = made(EventDraft("Dance", datetime(2026, 6, 1, 19, tzinfo=BERLIN), rule="FREQ=WEEKLY"))
    data = write([weekly], name="Ann")
    assert data == write([weekly], name="Ann")
    calendar = icalendar.Calendar.from_ical(data)
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/Berlin"
    winter = zone.to_tz().utcoffset(datetime(2030, 1, 15, 12))
    summer = zone.to_tz().utcoffset(datetime(2030, 7, 15, 12))
    assert (winter, summer) == (timedelta(hours=1), timedelta(hours=2))
    assert b"X-WR-CALNAME:Ann" in data
    assert b"PRIORITY" not in data
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


@pytest.mark.parametrize(
    "name", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kolkata"]
)
def test_a_zone_is_explained_right_to_the_hour(name: str) -> None:
    zone = ZoneInfo(name)
    made = explained(zone, datetime(2025, 1, 1), datetime(2030, 1, 1))
    theirs = made.to_tz()
    onsets = [part["DTSTART"].dt for part in made.subcomponents]
    for onset in [*onsets, datetime(2026, 3, 29, 2), datetime(2026, 10, 25, 3), datetime(2029, 7, 1)]:
        for hours in (-30, -3, -2, 2, 3, 30):
            wall = max(onset, datetime(2025, 1, 3)) + timedelta(hours=hours)
            assert wall.replace(tzinfo=theirs).utcoffset() == wall.replace(tzinfo=zone).utcoffset(), wall


def test_an_onset_is_told_by_the_clock_as_it_was_until_then() -> None:
    made = explained(ZoneInfo("Europe/Berlin"), datetime(2026, 1, 1), datetime(2027, 1, 1))
    onsets = {
        part.name: part["DTSTART"].dt for part in made.subcomponents if part["TZOFFSETFROM"] != part["TZOFFSETTO"]
    }
    assert onsets == {"DAYLIGHT": datetime(2026, 3, 29, 2), "STANDARD": datetime(2026, 10, 25, 3)}


@pytest.mark.filterwarnings("ignore:Timezone")
@pytest.mark.parametrize(
    ("start", "zone", "hour"),
    [
        ("DTSTART:20260601T190000Z", "UTC", 19),
        ("DTSTART:20260601T190000", "Europe/Berlin", 19),
        ("DTSTART;TZID=America/New_York:20260601T190000", "America/New_York", 19),
        ("DTSTART;TZID=W. Europe Standard Time:20260601T190000", "Europe/Berlin", 19),
        ("DTSTART;TZID=/mozilla.org/20070129_1/Europe/Paris:20260601T190000", "Europe/Paris", 19),
        ("DTSTART;TZID=europe/rome:20260601T190000", "Europe/Rome", 19),
        ("DTSTART;TZID=Mars/Olympus:20260601T190000", "Europe/Berlin", 19),
    ],
)
def test_zones_are_understood_as_programs_write_them(start: str, zone: str, hour: int) -> None:
    (found,) = events(file(*vevent(start, "DURATION:PT1H")))
    assert found.zone == zone
    assert found.starts == datetime(2026, 6, 1, hour)


def test_a_zone_that_only_the_file_knows_is_told_by_its_clock_changes() -> None:
    zone = (
        "BEGIN:VTIMEZONE", "TZID:Our office",
        "BEGIN:STANDARD", "DTSTART:19701101T020000", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
        "TZOFFSETFROM:-0400", "TZOFFSETTO:-0500", "END:STANDARD",
        "BEGIN:DAYLIGHT", "DTSTART:19700308T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
        "TZOFFSETFROM:-0500", "TZOFFSETTO:-0400", "END:DAYLIGHT", "END:VTIMEZONE",
    )  # fmt: skip
    (found,) = events(file(*zone, *vevent("DTSTART;TZID=Our office:20260601T190000", "RRULE:FREQ=WEEKLY")))
    assert (found.zone, found.starts) == ("America/New_York", datetime(2026, 6, 1, 19))


def test_a_series_with_all_that_programs_put_in_it() -> None:
    data = file(
        *vevent(
            "DTSTART;TZID=Europe/Berlin:20260602T180000",
            "DTEND;TZID=Europe/Berlin:20260602T193000",
            "RRULE:FREQ=WEEKLY;UNTIL=20260701T215959Z",
            "EXDATE;TZID=Europe/Berlin:20260609T180000",
            "EXDATE:20260616T160000Z",
            "RDATE;TZID=Europe/Berlin:20260605T180000",
            "PRIORITY:1",
            "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT30M", "DESCRIPTION:x", "END:VALARM",
        ),
        "BEGIN:VEVENT", "UID:1", "SUMMARY:Dance outside", "RECURRENCE-ID;TZID=Europe/Berlin:20260623T180000",
        "DTSTART;TZID=Europe/Berlin:20260624T170000", "DTEND;TZID=Europe/Berlin:20260624T180000", "END:VEVENT",
    )  # fmt: skip
    (found,) = events(data)
    times = expand([found], datetime(2026, 6, 1, tzinfo=BERLIN), datetime(2026, 8, 1, tzinfo=BERLIN), BERLIN)
    assert [(o.start.day, o.start.hour, o.title) for o in times] == [
        (2, 18, "Dance"), (5, 18, "Dance"), (24, 17, "Dance outside"), (30, 18, "Dance"),
    ]  # fmt: skip
    assert (found.importance, found.remind_minutes, found.duration) == (10, (30,), timedelta(minutes=90))


def test_the_start_is_an_occurrence_also_where_the_rule_does_not_know_it() -> None:
    (found,) = events(file(*vevent("DTSTART:20260603T180000", "RRULE:FREQ=WEEKLY;BYDAY=TU")))
    times = expand([found], datetime(2026, 6, 1, tzinfo=BERLIN), datetime(2026, 6, 17, tzinfo=BERLIN), BERLIN)
    assert [o.start.day for o in times] == [3, 9, 16]


def test_what_cannot_be_kept_is_told() -> None:
    found = read(
        file(
            *("BEGIN:VEVENT", "UID:a", "SUMMARY:No start", "END:VEVENT"),
            *("BEGIN:VEVENT", "UID:b", "SUMMARY:Old", "DTSTART:17760704T120000Z", "END:VEVENT"),
            *("BEGIN:VEVENT", "UID:c", "SUMMARY:Bomb", "DTSTART:20260601T120000Z", "RRULE:FREQ=SECONDLY", "END:VEVENT"),
            *("BEGIN:VEVENT", "UID:d", "SUMMARY:Broken", "DTSTART:tomorrow", "END:VEVENT"),
            *("BEGIN:VEVENT", "UID:e", "SUMMARY:Off", "STATUS:CANCELLED", "DTSTART:20260601T120000Z", "END:VEVENT"),
            *("BEGIN:VEVENT", "UID:f", "SUMMARY:Backwards", "DTSTART:20260601", "DTEND:20260501", "END:VEVENT"),
        ),
        zone="Europe/Berlin",
    )
    assert [e.draft.title for e in found.events] == ["Bomb", "Backwards"]
    assert found.events[0].draft.rule == ""
    assert found.events[1].draft.duration == timedelta(days=1)
    told = " | ".join(found.problems)
    assert all(title in told for title in ("No start", "Old", "Bomb", "Broken"))


HOSTILE = {
    "nothing": b"",
    "no calendar": b"hello\r\n",
    "a picture": bytes(range(256)) * 100,
    "half a calendar": b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x",
    "huge": b"x" * (MAX_BYTES + 1),
    "one endless line": file(*vevent("DTSTART:20260601T120000Z", "DESCRIPTION:" + "x" * 100_000)),
    "one endless folded line": file(*vevent("DTSTART:20260601T120000Z", "DESCRIPTION:x", *[" y" * 30] * 5000)),
    "many lines": b"\r\n" * 100_001,
    "a tower": b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 2000,
    "too many events": file(*(line for _ in range(5001) for line in vevent("DTSTART:20260601T120000Z"))),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_hurts_is_refused_at_once(name: str) -> None:
    began = time.process_time()
    with pytest.raises(NotACalendar):
        read(HOSTILE[name], zone="Europe/Berlin")
    assert time.process_time() - began < 3


def test_a_file_of_rule_bombs_costs_little() -> None:
    bombs = (
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO;BYMONTH=7",
        "FREQ=SECONDLY;COUNT=99999999",
        "FREQ=HOURLY;BYSETPOS=1;BYDAY=MO",
        "FREQ=YEARLY;BYHOUR=" + ",".join(map(str, range(24))) + ";BYMINUTE=" + ",".join(map(str, range(60))),
    )
    began = time.process_time()
    for bomb in bombs:
        for event in events(file(*vevent("DTSTART:19000101T120000Z", f"RRULE:{bomb}"))):
            assert len(occurrences(event, NOW, NOW + timedelta(days=9999), BERLIN)) <= 1000
    assert time.process_time() - began < 15


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=300), lines=st.lists(st.text(max_size=40), max_size=8))
def test_whatever_comes_is_read_or_refused(data: bytes, lines: list[str]) -> None:
    clean = [line.replace("\r", "").replace("\n", "") for line in lines]
    for attempt in (data, file(*vevent("DTSTART:20260601T120000Z", *clean))):
        try:
            read(attempt, zone="Europe/Berlin")
        except NotACalendar:
            continue
