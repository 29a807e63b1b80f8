"""What a found time tells beside its start."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from mumble_ai.spoken_time import Grain, find_duration, find_durations, find_times

NOW = datetime(2026, 10, 21, 10, 15, tzinfo=ZoneInfo("Europe/Berlin"))


def test_the_words_that_tell_a_time_can_be_taken_out() -> None:
    text = "remind me tomorrow to call mum at five pm"
    found = find_times(text, NOW)[0]
    assert [text[a:b] for a, b in found.parts] == ["tomorrow", "at five pm"]
    assert text[slice(*found.span)] == "tomorrow to call mum at five pm"


def test_a_span_has_an_end_and_a_length() -> None:
    found = find_times("from 3 to 5 tomorrow", NOW)[0]
    assert (found.start.hour, found.end and found.end.hour, found.duration) == (15, 17, timedelta(hours=2))


def test_a_length_that_was_said_ends_it() -> None:
    found = find_times("tomorrow at 3 pm for 90 minutes", NOW)[0]
    assert found.duration == timedelta(minutes=90)
    assert found.end == found.start + timedelta(minutes=90)


def test_a_day_lasts_to_the_next() -> None:
    found = find_times("on Friday", NOW)[0]
    assert (found.grain, found.is_all_day) == (Grain.DAY, True)
    assert found.end == found.start + timedelta(days=1)


def test_a_part_of_a_day_is_a_window_and_an_hour_to_act_at() -> None:
    found = find_times("tomorrow evening", NOW)[0]
    assert (found.grain, found.start.hour, found.moment.hour) == (Grain.PART, 18, 19)
    assert found.end == datetime(2026, 10, 23, tzinfo=NOW.tzinfo)


@pytest.mark.parametrize("text", ["On the 3rd of November at 5 p.m.", "Remind me on Friday at 9:30 am"])
def test_capitals_do_not_matter(text: str) -> None:
    starts = {tuple(t.start for t in find_times(form, NOW)) for form in (text, text.lower(), text.upper())}
    assert len(starts) == 1
    assert starts != {()}


def test_two_times_are_two() -> None:
    found = find_times("lunch tomorrow at one and dinner on Friday at eight", NOW)
    assert [t.start.isoformat()[:16] for t in found] == ["2026-10-22T13:00", "2026-10-23T20:00"]


def test_an_end_without_a_beginning_begins_now() -> None:
    found = find_times("until Friday", NOW)[0]
    assert (found.start, found.until) == (NOW, datetime(2026, 10, 24, tzinfo=NOW.tzinfo))


def test_a_question_about_the_past_looks_back() -> None:
    assert find_times("what did I say on Monday", NOW)[0].start.date().isoformat() == "2026-10-19"
    assert find_times("what do I do on Monday", NOW)[0].start.date().isoformat() == "2026-10-26"


@pytest.mark.parametrize(
    "text",
    ["I was thinking of dinner on Friday", "remind me on Friday what he said", "we were going to meet Friday"],
)
def test_what_is_asked_for_is_to_come(text: str) -> None:
    assert find_times(text, NOW)[0].start.date().isoformat() == "2026-10-23"


@pytest.mark.parametrize(
    ("text", "language", "minutes"),
    [
        ("ten minute pasta timer", "en", 10),
        ("an hour and a half", "en", 90),
        ("two and a half hours", "en", 150),
        ("1 hour 20", "en", 80),
        ("three quarters of an hour", "en", 45),
        ("half an hour", "en", 30),
        ("a couple of minutes", "en", 2),
        ("anderthalb Stunden", "de", 90),
        ("eine Dreiviertelstunde", "de", 45),
        ("zwei Stunden und zehn Minuten", "de", 130),
    ],
)
def test_lengths(text: str, language: str, minutes: int) -> None:
    assert find_duration(text, language) == timedelta(minutes=minutes)


def test_several_lengths_with_their_places() -> None:
    text = "five minutes for eggs and twelve minutes for rice"
    found = find_durations(text)
    assert [(length.seconds // 60, text[slice(*span)]) for length, span in found] == [
        (5, "five minutes"),
        (12, "twelve minutes"),
    ]


def test_no_length() -> None:
    assert find_duration("five eggs") is None


@pytest.mark.parametrize("text", ["play Yesterday", "play Friday by Rebecca Black", "sing Tomorrow"])
def test_a_title_is_no_time(text: str) -> None:
    assert find_times(text, NOW) == []


def test_music_can_be_wanted_at_a_time() -> None:
    assert find_times("play some jazz on Friday", NOW)[0].start.day == 23
    assert find_times("play the news tomorrow at 7 am", NOW)[0].start.hour == 7


def test_it_tells_whether_a_day_was_named() -> None:
    named = {
        text: find_times(text, NOW)[0].names_day for text in ("at five", "tomorrow at five", "in an hour", "daily")
    }
    assert named == {"at five": False, "tomorrow at five": True, "in an hour": True, "daily": True}


@pytest.mark.parametrize(
    ("text", "start", "rrule"),
    [
        (
            "every ten minutes from 9 to 5",
            "2026-10-21T11:00",
            "FREQ=MINUTELY;INTERVAL=10;BYHOUR=9,10,11,12,13,14,15,16",
        ),
        ("every hour from 9 to 11 on weekdays", "2026-10-21T11:00", "FREQ=HOURLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9,10,11"),
        ("every day next week at noon", "2026-10-26T12:00", "FREQ=DAILY;UNTIL=20261101T225959Z"),
        ("every Tuesday in November", "2026-11-03T00:00", "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261130"),
        ("Monday to Friday at 7 am", "2026-10-22T07:00", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("every 1st and 15th of the month", "2026-11-01T00:00", "FREQ=MONTHLY;BYMONTHDAY=1,15"),
        ("every Friday at noon three times", "2026-10-23T12:00", "FREQ=WEEKLY;BYDAY=FR;COUNT=3"),
        ("every two hours on Saturday", "2026-10-24T00:00", "FREQ=HOURLY;INTERVAL=2;UNTIL=20261024T215959Z"),
        ("every hour today", "2026-10-21T11:15", "FREQ=HOURLY;UNTIL=20261021T215959Z"),
        ("the last working day of every month", "2026-10-30T00:00", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
    ],
)
def test_repetition_with_bounds(text: str, start: str, rrule: str) -> None:
    found = find_times(text, NOW)
    assert [(t.start.isoformat()[:16], t.rrule) for t in found] == [(start, rrule)]


def test_two_days_share_the_time_said_with_the_second() -> None:
    found = find_times("gym on Monday and Wednesday at five", NOW)
    assert [t.start.isoformat()[:16] for t in found] == ["2026-10-26T17:00", "2026-10-28T17:00"]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("this time tomorrow", "2026-10-22T10:15"),
        ("same time next week", "2026-10-28T10:15"),
        ("an hour before noon", "2026-10-21T11:00"),
        ("three Mondays from now", "2026-11-09T00:00"),
        ("the second weekend in November", "2026-11-14T00:00"),
        ("the first working day of November", "2026-11-02T00:00"),
        ("2026-11-05T14:30", "2026-11-05T14:30"),
    ],
)
def test_less_common_ways_to_say_it(text: str, start: str) -> None:
    assert find_times(text, NOW)[0].start.isoformat()[:16] == start
