"""Local times stay what they are over a clock change, lengths of time are real time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from mumble_ai.spoken_time import find_times, say_time

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")


def first(text: str, now: datetime) -> datetime:
    return find_times(text, now)[0].start


def test_a_skipped_time_moves_on() -> None:
    now = datetime(2026, 3, 28, 20, tzinfo=BERLIN)
    assert first("tomorrow at 2:30 am", now).isoformat() == "2026-03-29T03:30:00+02:00"


def test_of_a_repeated_hour_the_first_is_taken() -> None:
    now = datetime(2026, 10, 24, 20, tzinfo=BERLIN)
    assert first("tomorrow at 2:30 am", now).isoformat() == "2026-10-25T02:30:00+02:00"


@pytest.mark.parametrize("zone", [BERLIN, NEW_YORK])
@pytest.mark.parametrize("month_day", [(3, 7), (3, 28), (10, 24), (10, 31)])
def test_hours_are_real_and_days_are_of_the_calendar(zone: ZoneInfo, month_day: tuple[int, int]) -> None:
    day = datetime(2026, *month_day)
    now = day.replace(hour=20, minute=30, tzinfo=zone)
    assert first("in 24 hours", now).astimezone(UTC) - now.astimezone(UTC) == timedelta(hours=24)
    tomorrow = first("tomorrow at 8:30 pm", now)
    assert (tomorrow.date(), tomorrow.hour, tomorrow.minute) == ((day + timedelta(days=1)).date(), 20, 30)


def test_a_repetition_keeps_its_local_time() -> None:
    found = find_times("every day at 7 am", datetime(2026, 3, 28, 20, tzinfo=BERLIN))[0]
    assert (found.start.isoformat(), found.rrule) == ("2026-03-29T07:00:00+02:00", "FREQ=DAILY")


def test_the_second_of_two_equal_times_is_said_to_be_so() -> None:
    now = datetime(2026, 10, 25, 0, 15, tzinfo=BERLIN)
    early, late = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC).astimezone(BERLIN) for hour in (0, 1))
    assert say_time(early, now) == "today at 2:30 am"
    assert say_time(late, now) == "today at 2:30 am, the second time"


def test_a_present_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        find_times("tomorrow", datetime(2026, 1, 1))
