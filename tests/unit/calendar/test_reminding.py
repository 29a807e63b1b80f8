"""When people are told, in which words and by which way."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from mumble_ai.calendar.drafting import event_of
from mumble_ai.calendar.event import Event, EventDraft
from mumble_ai.calendar.reminding.notice import NoticePolicy, notices
from mumble_ai.calendar.reminding.policy import Way, retry_after, ways
from mumble_ai.calendar.reminding.reminder import Kind, Reminder
from mumble_ai.calendar.reminding.repeating import first, following
from mumble_ai.calendar.reminding.wording import Wording
from mumble_ai.memory.people.person import Person, Reminding, Role

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 6, 3, 15, tzinfo=BERLIN)
ANN = Person(uuid4(), "Ann", Role.MEMBER, "Europe/Berlin", language="en")


def say(moment: datetime, now: datetime, *, clock: int, language: str, is_all_day: bool = False) -> str:
    assert moment.tzinfo == BERLIN
    if is_all_day:
        return "today" if moment.date() == now.date() else f"on {moment:%A}"
    return f"at {moment:%H:%M}" if moment.date() == now.date() else f"on {moment:%d.%m.} at {moment:%H:%M}"


def event(start: datetime | date, rule: str = "", **more: Any) -> Event:
    return event_of(EventDraft("Dance", start, rule=rule, **more), event_id=uuid4(), zone="Europe/Berlin", now=NOW)


def reminder(text: str, ago: timedelta = timedelta(0), kind: Kind = Kind.REMINDER, **more: Any) -> Reminder:
    return Reminder(uuid4(), ANN.id, kind, text, (NOW - ago).astimezone(UTC), "Europe/Berlin", **more)


def due(of: Event, policy: NoticePolicy | None = None) -> list[datetime]:
    return [notice.due_at.astimezone(BERLIN) for notice in notices(of, policy or NoticePolicy(), now=NOW)]


def test_an_event_is_told_an_hour_before_unless_it_says_otherwise() -> None:
    start = NOW + timedelta(hours=3)
    assert due(event(start)) == [start - timedelta(hours=1)]
    assert due(event(start), NoticePolicy(minutes=())) == []
    assert due(event(start, remind_minutes=())) == []
    assert due(event(start, remind_minutes=(0, 15, 30, 9000))) == [start - timedelta(minutes=m) for m in (0, 15, 30)]


def test_an_all_day_event_is_told_relative_to_the_morning() -> None:
    assert due(event(date(2026, 6, 4))) == [datetime(2026, 6, 4, 8, tzinfo=BERLIN)]
    assert due(event(date(2026, 6, 4)), NoticePolicy((30,), time(7))) == [datetime(2026, 6, 4, 6, 30, tzinfo=BERLIN)]
    assert due(event(date(2026, 6, 3))) == []


def test_a_series_is_told_of_its_next_time_also_across_the_clock_change() -> None:
    weekly = event(datetime(2026, 1, 4, 16, 30, tzinfo=BERLIN), "FREQ=WEEKLY")
    found = notices(weekly, NoticePolicy(), now=datetime(2026, 10, 24, tzinfo=UTC))
    assert [notice.due_at for notice in found] == [datetime(2026, 10, 25, 14, 30, tzinfo=UTC)]
    running = event(NOW + timedelta(minutes=30), "FREQ=DAILY")
    assert due(running) == [NOW + timedelta(days=1, minutes=-30)]


def test_the_same_notice_has_the_same_name_and_a_moved_one_another() -> None:
    dance = event(NOW + timedelta(hours=3))
    assert notices(dance, NoticePolicy(), now=NOW) == notices(dance, NoticePolicy(), now=NOW)


@pytest.mark.parametrize(
    ("wanted", "kind", "has_mail", "expected"),
    [
        (Reminding.VOICE, Kind.REMINDER, True, (Way.VOICE, Way.TEXT)),
        (Reminding.TEXT, Kind.REMINDER, True, (Way.TEXT,)),
        (Reminding.MAIL, Kind.EVENT, True, (Way.MAIL, Way.VOICE, Way.TEXT)),
        (Reminding.MAIL, Kind.EVENT, False, (Way.VOICE, Way.TEXT)),
        (Reminding.MAIL, Kind.TIMER, True, (Way.VOICE, Way.TEXT)),
    ],
)
def test_the_ways_follow_the_persons_choice(
    wanted: Reminding, kind: Kind, has_mail: bool, expected: tuple[Way, ...]
) -> None:
    assert ways(wanted, kind, has_mail=has_mail) == expected


def test_mail_is_tried_again_ever_more_rarely_and_not_for_ever() -> None:
    pauses = [retry_after(attempt) for attempt in range(1, 8)]
    kept = [pause for pause in pauses if pause]
    assert kept == sorted(kept)
    assert pauses[-1] is None


@pytest.mark.parametrize(
    ("due", "said"),
    [
        ([reminder("call Bob.")], "Reminder: call Bob."),
        ([reminder("call Bob", timedelta(hours=1))], "At 14:00 you wanted to be reminded: call Bob."),
        ([reminder("", kind=Kind.TIMER)], "Your timer is done."),
        ([reminder("pasta", kind=Kind.TIMER)], "Your pasta timer is done."),
        ([reminder("pasta", timedelta(hours=1), Kind.TIMER)], "Your pasta timer was done at 14:00."),
        ([reminder("", kind=Kind.ALARM)], "Your alarm: it is time."),
        ([reminder("Dentist", kind=Kind.EVENT, begins_at=NOW + timedelta(hours=1))], "Dentist begins at 16:00."),
        (
            [reminder("Dentist", timedelta(hours=2), Kind.EVENT, begins_at=NOW - timedelta(hours=1))],
            "Dentist began at 14:00.",
        ),
        ([reminder("Holiday", kind=Kind.EVENT, begins_on=date(2026, 6, 3))], "Holiday is today."),
        ([reminder("Holiday", timedelta(hours=8), Kind.EVENT, begins_on=date(2026, 6, 2))], "Holiday was on Tuesday."),
        (
            [reminder("bins", timedelta(days=2)), reminder("tea")],
            "While I could not reach you, one reminder went by: bins (on 01.06. at 15:00). Reminder: tea.",
        ),
        ([reminder("{text}{time}")], "Reminder: {text}{time}."),
    ],
)
def test_it_is_said_as_people_would(due: list[Reminder], said: str) -> None:
    assert Wording(say).spoken(ANN, due, NOW) == said


def test_many_old_ones_are_summed_up() -> None:
    old = [reminder(f"thing {n}", timedelta(days=9 - n)) for n in range(8)]
    said = Wording(say).spoken(ANN, old, NOW)
    assert said.startswith("While I could not reach you, 8 reminders went by: thing 3 (")
    assert said.endswith(", and 3 more.")


def test_german_is_spoken_to_germans_and_english_to_whom_it_has_no_words_for() -> None:
    german = Person(ANN.id, "Ann", Role.MEMBER, "Europe/Berlin", language="de")
    italian = Person(ANN.id, "Ann", Role.MEMBER, "Europe/Berlin", language="it")
    assert Wording(say).spoken(german, [reminder("Milch")], NOW) == "Erinnerung: Milch."
    assert Wording(say).spoken(italian, [reminder("Milk")], NOW) == "Reminder: Milk."


def test_a_repeated_reminder_goes_on_after_what_was_missed() -> None:
    daily = first(reminder("pills", -timedelta(hours=1)), "FREQ=DAILY")
    later = following(daily, daily.due_at + timedelta(days=3, hours=1))
    assert later is not None
    assert later.due_at == daily.due_at + timedelta(days=4)
    assert later.id != daily.id
    assert following(daily, daily.due_at + timedelta(days=3, hours=1)) == later


def test_a_repeated_reminder_keeps_its_wall_time_across_both_clock_changes() -> None:
    start = datetime(2026, 3, 28, 8, tzinfo=BERLIN)
    one = Reminder(uuid4(), ANN.id, Kind.ALARM, "", start.astimezone(UTC), "Europe/Berlin")
    told = first(one, "FREQ=DAILY")
    hours = set()
    for _ in range(240):
        upcoming = following(told, told.due_at)
        assert upcoming is not None
        hours.add(upcoming.due_at.astimezone(BERLIN).hour)
        told = upcoming
    assert hours == {8}
    assert told.due_at.astimezone(BERLIN).date() == date(2026, 3, 28) + timedelta(days=240)


def test_a_counted_reminder_ends() -> None:
    told = first(reminder("pills", -timedelta(hours=1)), "FREQ=DAILY;COUNT=2")
    second = following(told, told.due_at)
    assert second is not None
    assert following(second, second.due_at) is None
