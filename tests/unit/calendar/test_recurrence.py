"""Occurrences of series: against dateutil, across clock changes, and with hostile rules."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from mumble_ai.calendar.drafting import event_of
from mumble_ai.calendar.errors import BadEvent, BadRule
from mumble_ai.calendar.event import Change, Event, EventDraft
from mumble_ai.calendar.expansion import next_occurrence, occurrence_of, occurrences, span
from mumble_ai.calendar.rule import parse_rule

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def event(start: datetime | date, rule: str = "", **more: Any) -> Event:
    return event_of(EventDraft("Dance", start, rule=rule, **more), event_id=uuid4(), zone="Europe/Berlin", now=NOW)


def starts(of: Event, first: datetime, last: datetime, zone: ZoneInfo = BERLIN) -> list[datetime]:
    return [occurrence.start for occurrence in occurrences(of, first, last, zone)]


RULES = st.one_of(
    st.builds("FREQ=DAILY;INTERVAL={}".format, st.integers(1, 9)),
    st.builds("FREQ=DAILY;INTERVAL={};COUNT={}".format, st.integers(1, 9), st.integers(1, 30)),
    st.builds(
        "FREQ=WEEKLY;INTERVAL={};BYDAY={}".format,
        st.integers(1, 4),
        st.lists(st.sampled_from(["MO", "TU", "WE", "FR", "SU"]), min_size=1, max_size=3, unique=True).map(",".join),
    ),
    st.builds("FREQ=WEEKLY;INTERVAL={};UNTIL=2027{:02}01T000000Z".format, st.integers(1, 3), st.integers(1, 12)),
    st.builds("FREQ=MONTHLY;BYMONTHDAY={}".format, st.sampled_from([-1, 1, 15, 29, 31])),
    st.builds("FREQ=MONTHLY;INTERVAL={};BYDAY={}MO".format, st.integers(1, 5), st.sampled_from([-1, 1, 2, 5])),
    st.builds("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS={}".format, st.sampled_from([-1, 1, 3])),
    st.builds("FREQ=YEARLY;BYMONTH={};COUNT={}".format, st.integers(1, 12), st.integers(1, 5)),
    st.builds("FREQ=YEARLY;INTERVAL={}".format, st.integers(1, 4)),
    st.builds("FREQ=DAILY;BYHOUR=8,20;BYMINUTE={}".format, st.sampled_from([0, 30])),
    st.builds("FREQ=DAILY;BYMONTH={};BYMONTHDAY={}".format, st.integers(1, 12), st.sampled_from([-1, 29, 30])),
    st.builds("FREQ=DAILY;BYMONTH={}".format, st.sampled_from(["1", "2,7"])),
    st.builds("FREQ=DAILY;BYMONTH=1,6;BYDAY={}".format, st.sampled_from(["MO", "SA,SU"])),
    st.builds("FREQ=MONTHLY;INTERVAL={}".format, st.integers(1, 14)),
    st.builds("FREQ=YEARLY;BYMONTH=5;BYDAY={}SU".format, st.sampled_from([1, 2, -1])),
    st.builds("FREQ=YEARLY;BYWEEKNO={};BYDAY=MO".format, st.sampled_from([1, 20, 53])),
    st.builds("FREQ=YEARLY;INTERVAL=2;BYYEARDAY={}".format, st.sampled_from([1, 100, -1])),
    st.builds("FREQ=HOURLY;INTERVAL={}".format, st.integers(1, 30)),
)


@settings(max_examples=120, deadline=None)
@given(
    rule=RULES,
    begins=st.datetimes(datetime(2020, 1, 1), datetime(2026, 12, 31)).map(lambda d: d.replace(microsecond=0)),
    ahead=st.integers(0, 700),
    length=st.integers(1, 60),
)
def test_occurrences_are_those_of_the_reference(rule: str, begins: datetime, ahead: int, length: int) -> None:
    """The reference expands the whole series from its start; ours starts near the window."""
    try:
        ours = event(begins.replace(tzinfo=UTC), rule, zone="UTC")
    except BadRule:
        assert next(iter(rrulestr(rule.replace("Z", ""), dtstart=begins)), None) is None
        return
    first = begins + timedelta(days=ahead)
    last = first + timedelta(days=length)
    reference = rrulestr(rule.replace("Z", ""), dtstart=begins)
    overlapping = reference.between(first - timedelta(hours=1), last, inc=True)
    expected = [moment for moment in overlapping if moment < last and moment + timedelta(hours=1) > first]
    window = (first.replace(tzinfo=UTC), last.replace(tzinfo=UTC))
    assert starts(ours, *window, zone=ZoneInfo("UTC")) == [moment.replace(tzinfo=UTC) for moment in expected][:1000]


@settings(max_examples=60, deadline=None)
@given(rule=RULES, begins=st.datetimes(datetime(2020, 1, 1), datetime(2026, 12, 31)), days=st.integers(0, 3000))
def test_no_occurrence_lies_outside_the_span_that_searches_use(rule: str, begins: datetime, days: int) -> None:
    try:
        ours = event(begins.replace(tzinfo=BERLIN), rule)
    except BadRule:
        return
    first, last = span(ours)
    window = begins.replace(tzinfo=UTC) + timedelta(days=days - 30)
    for occurrence in occurrences(ours, window, window + timedelta(days=40), BERLIN):
        assert first <= occurrence.start
        assert last is None or occurrence.end <= last


@pytest.mark.parametrize(
    ("zone", "first", "skipped"),
    [(BERLIN, date(2026, 3, 23), date(2026, 3, 29)), (NEW_YORK, date(2026, 3, 2), date(2026, 3, 8))],
)
def test_wall_time_is_kept_when_clocks_go_forward(zone: ZoneInfo, first: date, skipped: date) -> None:
    daily = event(datetime.combine(first, datetime.min.time(), zone).replace(hour=9), "FREQ=DAILY", zone=zone.key)
    start = datetime.combine(first, datetime.min.time(), zone)
    found = starts(daily, start, start + timedelta(days=14), zone)
    assert {moment.hour for moment in found} == {9}
    assert len({moment.utcoffset() for moment in found}) == 2
    assert [moment.date() for moment in found] == [first + timedelta(days=n) for n in range(14)]


@pytest.mark.parametrize(("zone", "first"), [(BERLIN, date(2026, 10, 20)), (NEW_YORK, date(2026, 10, 27))])
def test_wall_time_is_kept_when_clocks_go_back(zone: ZoneInfo, first: date) -> None:
    weekly = event(datetime.combine(first, datetime.min.time(), zone).replace(hour=18), "FREQ=WEEKLY", zone=zone.key)
    start = datetime.combine(first, datetime.min.time(), zone)
    found = starts(weekly, start, start + timedelta(days=28), zone)
    assert [(moment.hour, moment.date()) for moment in found] == [(18, first + timedelta(weeks=n)) for n in range(4)]
    assert len({moment.utcoffset() for moment in found}) == 2


def test_a_time_that_the_clock_change_skips_is_told_by_the_offset_before() -> None:
    nightly = event(datetime(2026, 3, 27, 2, 30, tzinfo=BERLIN), "FREQ=DAILY")
    found = starts(nightly, datetime(2026, 3, 28, tzinfo=BERLIN), datetime(2026, 3, 31, tzinfo=BERLIN))
    assert [(moment.day, moment.hour, moment.minute) for moment in found] == [(28, 2, 30), (29, 3, 30), (30, 2, 30)]


def test_a_time_that_comes_twice_is_the_first_and_happens_once() -> None:
    nightly = event(datetime(2026, 10, 24, 2, 30, tzinfo=BERLIN), "FREQ=DAILY")
    found = starts(nightly, datetime(2026, 10, 25, tzinfo=BERLIN), datetime(2026, 10, 26, tzinfo=BERLIN))
    assert [moment.astimezone(UTC) for moment in found] == [datetime(2026, 10, 25, 0, 30, tzinfo=UTC)]


def test_the_second_of_two_equal_times_is_kept_as_the_moment_it_is() -> None:
    second = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1)
    only = event(second)
    assert [m.astimezone(UTC) for m in starts(only, second - timedelta(days=1), second + timedelta(days=1))] == [
        datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    ]


def test_a_duration_is_elapsed_time_also_in_the_night_of_the_clock_change() -> None:
    party = event(datetime(2026, 10, 24, 23, 0, tzinfo=BERLIN), duration=timedelta(hours=6))
    (found,) = occurrences(party, datetime(2026, 10, 25, tzinfo=BERLIN), datetime(2026, 10, 26, tzinfo=BERLIN), BERLIN)
    assert found.end.hour == 4
    assert found.end.astimezone(UTC) - found.start.astimezone(UTC) == timedelta(hours=6)


def test_an_all_day_event_is_the_same_day_for_whoever_asks_from_wherever() -> None:
    birthday = event(date(2026, 7, 4), "FREQ=YEARLY")
    for zone in (BERLIN, ZoneInfo("Pacific/Auckland"), ZoneInfo("Pacific/Honolulu")):
        day = datetime(2027, 7, 4, tzinfo=zone)
        (found,) = occurrences(birthday, day, day + timedelta(hours=24), zone)
        assert (found.start.date(), found.last_day, found.is_all_day) == (date(2027, 7, 4), date(2027, 7, 4), True)
        assert not occurrences(birthday, day + timedelta(days=1), day + timedelta(days=2), zone)


def test_a_day_that_begins_at_one_o_clock_is_still_that_day() -> None:
    cairo = ZoneInfo("Africa/Cairo")
    found = occurrences(
        event(date(2026, 4, 24)),
        datetime(2026, 4, 24, 12, tzinfo=cairo),
        datetime(2026, 4, 24, 13, tzinfo=cairo),
        cairo,
    )
    assert [o.start.isoformat() for o in found] == ["2026-04-24T01:00:00+03:00"]


def test_one_occurrence_differs_and_another_is_cancelled() -> None:
    weekly = event(datetime(2026, 6, 1, 9, tzinfo=BERLIN), "FREQ=WEEKLY;COUNT=4")
    weekly = replace(
        weekly,
        exceptions={
            "2026-06-08T09:00:00": None,
            "2026-06-15T09:00:00": Change(starts=datetime(2026, 7, 30, 11), title="Dance in the park"),
        },
    )
    found = occurrences(weekly, datetime(2026, 6, 1, tzinfo=BERLIN), datetime(2026, 8, 1, tzinfo=BERLIN), BERLIN)
    assert [(o.start.month, o.start.day, o.start.hour, o.title) for o in found] == [
        (6, 1, 9, "Dance"),
        (6, 22, 9, "Dance"),
        (7, 30, 11, "Dance in the park"),
    ]
    assert occurrence_of(weekly, "2026-06-08T09:00:00", BERLIN) is None
    _, last = span(weekly)
    assert last == datetime(2026, 7, 30, 10, tzinfo=UTC)


def test_a_series_begins_with_the_first_day_that_its_rule_knows() -> None:
    weekdays = event(datetime(2026, 6, 6, 6, 30, tzinfo=BERLIN), "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")
    assert weekdays.starts == datetime(2026, 6, 8, 6, 30)


def test_the_next_occurrence_is_found_years_ahead() -> None:
    leap_day = event(datetime(2024, 2, 29, 8, tzinfo=BERLIN), "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")
    found = next_occurrence(leap_day, NOW, BERLIN)
    assert found is not None
    assert found.start == datetime(2028, 2, 29, 8, tzinfo=BERLIN)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY",
        "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7;BYMINUTE=0,10,20,30,40,50;BYSECOND=0,30",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
        "FREQ=DAILY;COUNT=999999999999999999999999",
        "FREQ=DAILY;COUNT=5;UNTIL=20270101T000000Z",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=²",
        "FREQ=DAILY;BYEASTER=1",
        "FREQ=DAILY;BYDAY=1MO",
        "FREQ=WEEKLY;BYDAY=" + ",".join(["MO"] * 400),
        "FREQ=DAILY;FREQ=YEARLY",
        "FREQ=DAILY;INTERVAL=2;BYMONTH=2",
        "FREQ=WEEKLY;BYMONTHDAY=1",
        "FREQ=DAILY;UNTIL=99999999",
        "FREQ=DAILY;UNTIL=00010101T000000Z",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYMONTHDAY=--1",
        "FREQ",
        "",
        ";;;",
        "DTSTART:19970902T090000\nRRULE:FREQ=DAILY",
    ],
)
def test_a_rule_that_bombs_never_happens_or_makes_no_sense_is_refused(rule: str) -> None:
    with pytest.raises(BadRule):
        event(datetime(2026, 1, 1, 9, tzinfo=BERLIN), rule or ";")


@pytest.mark.parametrize("rule", ["FREQ=DAILY;BYMONTH=2;BYMONTHDAY=29", "FREQ=YEARLY", "FREQ=MONTHLY", "FREQ=DAILY"])
def test_a_look_costs_its_window_however_long_ago_the_series_began(rule: str) -> None:
    old = event(datetime(1900, 3, 1, 9, tzinfo=BERLIN), rule)
    began = time.process_time()
    for year in range(2150, 2160):
        occurrences(old, datetime(year, 1, 1, tzinfo=UTC), datetime(year, 12, 31, tzinfo=UTC), BERLIN)
    assert time.process_time() - began < 1.0


def test_a_window_gives_a_bounded_number_of_occurrences() -> None:
    often = event(datetime(2026, 1, 1, tzinfo=BERLIN), "FREQ=MINUTELY;INTERVAL=5")
    assert len(starts(often, NOW, NOW + timedelta(days=5000))) == 1000


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("RRULE:FREQ=WEEKLY;BYDAY=MO", "FREQ=WEEKLY;BYDAY=MO"),
        ("freq=daily;until=20260701", "FREQ=DAILY;UNTIL=20260701T215959Z"),
        ("FREQ=DAILY;UNTIL=20260701T100000", "FREQ=DAILY;UNTIL=20260701T080000Z"),
    ],
)
def test_a_rule_is_written_as_the_standard_says(text: str, canonical: str) -> None:
    rule = parse_rule(text, zone="Europe/Berlin", is_all_day=False)
    assert rule.text(zone="Europe/Berlin", is_all_day=False) == canonical
    assert parse_rule(canonical, zone="Europe/Berlin", is_all_day=False) == rule


@pytest.mark.parametrize(
    "draft",
    [
        EventDraft(" ", datetime(2026, 1, 1, tzinfo=UTC)),
        EventDraft("A", datetime(1776, 7, 4, tzinfo=UTC)),
        EventDraft("A", datetime(2026, 1, 1, tzinfo=UTC), importance=11),
        EventDraft("A", datetime(2026, 1, 1, tzinfo=UTC), duration=timedelta(days=9999)),
        EventDraft("A", datetime(2026, 1, 1, tzinfo=UTC), duration=-timedelta(hours=1)),
        EventDraft("A", datetime(2026, 1, 1, tzinfo=UTC), zone="Mars/Olympus"),
        EventDraft("A", datetime(2026, 1, 1, tzinfo=UTC), remind_minutes=(-5,)),
        EventDraft("A", datetime(2026, 1, 1, tzinfo=UTC), remind_minutes=tuple(range(50))),
    ],
)
def test_a_draft_that_makes_no_sense_is_refused(draft: EventDraft) -> None:
    with pytest.raises(BadEvent):
        event_of(draft, event_id=uuid4(), zone="Europe/Berlin", now=NOW)


def test_a_counted_series_ends_where_the_reference_ends() -> None:
    text = "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=7"
    counted = event(datetime(2026, 6, 2, 9, tzinfo=BERLIN), text)
    reference = list(islice(rrulestr(text, dtstart=datetime(2026, 6, 2, 9)), 99))
    assert counted.last_key == reference[-1].isoformat()
