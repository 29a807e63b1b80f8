"""A time that is missing or open is asked about, never guessed."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from mumble_ai.spoken_time import Doubt, ask, find_times

NOW = datetime(2026, 10, 21, 10, 15, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    ("text", "language", "doubt"),
    [
        ("remind me to buy milk", "en", Doubt.NO_DATE),
        ("remind me later", "en", Doubt.VAGUE),
        ("dinner with Sam sometime next week", "en", Doubt.VAGUE),
        ("put it in next month", "en", Doubt.VAGUE),
        ("early next week", "en", Doubt.VAGUE),
        ("on February 30th", "en", Doubt.NO_SUCH_DAY),
        ("on the 31st of November", "en", Doubt.NO_SUCH_DAY),
        ("erinnere mich an die Milch", "de", Doubt.NO_DATE),
        ("irgendwann nächste Woche", "de", Doubt.VAGUE),
        ("am 31. November", "de", Doubt.NO_SUCH_DAY),
    ],
)
def test_it_is_asked(text: str, language: str, doubt: Doubt) -> None:
    asking = ask(text, NOW, language)
    assert asking is not None
    assert asking.doubt is doubt
    assert asking.question.endswith("?")


@pytest.mark.parametrize("text", ["tomorrow at 5", "every Monday", "in ten minutes", "at 5", "this weekend", "tonight"])
def test_it_is_not_asked(text: str) -> None:
    assert ask(text, NOW) is None


def test_a_whole_day_is_asked_about_where_a_time_of_day_is_needed() -> None:
    asking = ask("tomorrow", NOW, needs_clock=True)
    assert asking is not None
    assert asking.question == "At what time?"
    assert ask("tomorrow at 5", NOW, needs_clock=True) is None


def test_an_answer_may_be_a_mere_number() -> None:
    assert find_times("five", NOW) == []
    assert find_times("five", NOW, is_answer=True)[0].start.hour == 17
    assert ask("five", NOW, is_answer=True) is None


def test_a_day_that_is_not_in_the_calendar_is_no_other_day() -> None:
    assert find_times("on the 31st of November", NOW) == []
