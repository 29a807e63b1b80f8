"""What is said back is read as the same time, and a voice reads it well."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mumble_ai.speech.reading import read_aloud
from mumble_ai.spoken_time import (
    find_duration,
    find_times,
    say,
    say_day,
    say_duration,
    say_rule,
    say_span,
    say_time,
)
from tests.unit.spoken_time.phrases import half_of

ZONES = [ZoneInfo(name) for name in ("Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Sydney")]
NOW = datetime(2026, 10, 21, 10, 15, tzinfo=ZONES[0])
zones = st.sampled_from(ZONES)
languages = st.sampled_from(["en", "de"])
clocks = st.sampled_from([12, 24])
minutes_since_2024 = st.integers(0, 5 * 366 * 24 * 60)
minutes_away = st.integers(1, 3 * 365 * 24 * 60)
BEGIN = datetime(2024, 1, 1, tzinfo=UTC)


@settings(max_examples=300, deadline=None)
@given(zones, minutes_since_2024, minutes_away, languages, clocks)
def test_a_moment_is_read_back_as_itself(zone: ZoneInfo, since: int, away: int, language: str, clock: int) -> None:
    now = (BEGIN + timedelta(minutes=since)).astimezone(zone)
    moment = (now.astimezone(UTC) + timedelta(minutes=away)).astimezone(zone)
    said = say_time(moment, now, clock=clock, language=language)
    if moment.fold:
        return
    assert [t.start.astimezone(UTC) for t in find_times(said, now, language)] == [moment.astimezone(UTC)], said


@settings(max_examples=150, deadline=None)
@given(zones, minutes_since_2024, st.integers(-700, 1500), languages)
def test_a_day_is_read_back_as_itself(zone: ZoneInfo, since: int, away: int, language: str) -> None:
    now = (BEGIN + timedelta(minutes=since)).astimezone(zone)
    day = now.date() + timedelta(days=away)
    said = say_day(day, now, language=language)
    found = find_times(said, now, language)
    assert [(t.start.date(), t.is_all_day) for t in found] == [(day, True)], said


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 6 * 86_400), languages)
def test_a_length_is_read_back_as_itself(seconds: int, language: str) -> None:
    length = timedelta(seconds=seconds)
    units = sum(bool(part) for part in (length.days, length.seconds // 3600, length.seconds // 60 % 60, seconds % 60))
    if units <= 3:
        assert find_duration(say_duration(length, language=language), language) == length


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("clock", [12, 24])
def test_what_was_understood_is_read_back_as_the_same(language: str, clock: int) -> None:
    differing: list[tuple[str, str]] = []
    for verdict in half_of(language, "dev"):
        phrase = verdict.phrase
        now = datetime.fromisoformat(phrase["now"]).astimezone(ZoneInfo(phrase["tz"]))
        found = find_times(phrase["phrase"], now, language)
        if not found or phrase["group"] == "past" or found[0].start <= now or found[0].until or found[0].start.second:
            continue
        said = say(found[0], now, clock=clock, language=language)
        again = find_times(said, now, language)
        if not again or (again[0].moment, again[0].rrule) != (found[0].moment, found[0].rrule):
            differing.append((phrase["phrase"], said))
    assert differing == []


@pytest.mark.parametrize(
    ("text", "language", "clock", "said"),
    [
        ("in 3 hours", "en", 12, "today at 1:15 pm"),
        ("tomorrow at noon", "en", 12, "tomorrow at noon"),
        ("Friday at 9:30 am", "en", 24, "on Friday at 09:30"),
        ("November 6 at 9:30 am", "en", 12, "on Friday, November 6th, at 9:30 am"),
        ("May 3 2028", "en", 12, "on Wednesday, May 3rd, 2028"),
        ("from 2 to 4 pm tomorrow", "en", 12, "tomorrow from 2 pm to 4 pm"),
        ("next week", "en", 12, "next week"),
        ("tomorrow evening", "en", 12, "tomorrow in the evening"),
        ("every Monday and Thursday at 8 pm", "en", 12, "every Monday and Thursday at 8 pm"),
        ("weekdays at 7 am", "en", 12, "every weekday at 7 am"),
        ("the last Friday of every month at noon", "en", 12, "on the last Friday of every month at noon"),
        ("every 15th", "en", 12, "on the 15th of every month"),
        ("every day at 8 am until Christmas", "en", 12, "every day at 8 am, until Friday, December 25th"),
        ("morgen um 15 Uhr", "de", 24, "morgen um 15:00 Uhr"),
        ("morgen um 15 Uhr", "de", 12, "morgen um 3 Uhr nachmittags"),
        ("am 6. November um 9 Uhr", "de", 24, "am Freitag, dem 6. November, um 09:00 Uhr"),
        ("jeden zweiten Dienstag um 18 Uhr", "de", 24, "jeden zweiten Dienstag um 18:00 Uhr"),
    ],
)
def test_it_is_said_as_people_do(text: str, language: str, clock: int, said: str) -> None:
    assert say(find_times(text, NOW, language)[0], NOW, clock=clock, language=language) == said


def test_a_voice_reads_it_well() -> None:
    assert read_aloud("on Friday, November 6th, at 9:05 am", "en") == "on Friday, November 6th, at 9 oh 5 a.m."
    assert read_aloud("am Freitag, dem 6. November, um 09:30 Uhr", "de") == (
        "am Freitag, dem sechsten November, um 9 Uhr 30"
    )


def test_spans_over_midnight_and_over_days() -> None:
    evening = NOW.replace(hour=22, minute=0)
    assert say_span(evening, evening + timedelta(hours=3), NOW) == "today from 10 pm to 1 am"
    days = say_span(NOW.replace(hour=0, minute=0), NOW.replace(day=24, hour=0, minute=0), NOW, is_all_day=True)
    assert days == "from today to Friday"


def test_a_rule_made_elsewhere_can_be_said() -> None:
    start = datetime(2026, 10, 22, 9, tzinfo=ZONES[0])
    assert say_rule("FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO,TU,WE,TH,FR", start, NOW) == (
        "on the last working day of every month at 9 am"
    )
    assert say_rule("RRULE:FREQ=WEEKLY;INTERVAL=3;COUNT=5", start, NOW) == "every 3 weeks on Thursday at 9 am, 5 times"
    assert say_rule("FREQ=YEARLY", start, NOW, is_all_day=True) == "every year on October 22nd"


def test_an_unknown_language_is_said_in_english() -> None:
    assert say_time(NOW + timedelta(days=1), NOW, language="fi") == "tomorrow at 10:15 am"
