"""The words in which somebody is told: pure."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Sequence
from datetime import date, datetime, time
from importlib import resources
from typing import Final, Protocol

from mumble_ai.calendar.reminding.policy import sorted_by_age
from mumble_ai.calendar.reminding.reminder import Kind, Reminder
from mumble_ai.memory.people.person import Person

_SPOKEN_OF_OLD: Final = 5
_USUAL_LANGUAGE: Final = "en"


class SayTime(Protocol):
    """Says a moment as people do, such as "tomorrow at 3 pm"; `spoken_time.say_time` is one."""

    def __call__(
        self, moment: datetime, now: datetime, *, clock: int, language: str, is_all_day: bool = False
    ) -> str: ...


class Wording:
    """Words for reminders.

    Args:
        say_time: Says moments, told in the person's zone.
    """

    def __init__(self, say_time: SayTime) -> None:
        self._say_time = say_time

    def spoken(self, person: Person, due: Sequence[Reminder], now: datetime) -> str:
        """What is said of all that is due for one person."""
        told = sorted_by_age(due, now)
        sentences = [self._old(person, told.old, now)] if told.old else []
        sentences += [self._one(person, reminder, now, is_late=True) for reminder in told.late]
        sentences += [self._one(person, reminder, now, is_late=False) for reminder in told.on_time]
        return " ".join(sentence[:1].upper() + sentence[1:] for sentence in sentences)

    def subject(self, person: Person, due: Sequence[Reminder]) -> str:
        """The subject of a mail about all that is due."""
        names = ", ".join(self._name(person, reminder) for reminder in due)
        return _words(person)["subject"].format(text=names if len(names) <= 120 else names[:119] + "…")

    def _one(self, person: Person, reminder: Reminder, now: datetime, *, is_late: bool) -> str:
        if reminder.begins_on:
            return self._day(person, reminder, reminder.begins_on, now)
        words = _words(person)
        key = reminder.kind.value
        moment = reminder.due_at
        if reminder.kind is Kind.EVENT and reminder.begins_at:
            moment = reminder.begins_at
            key = "event_begun" if moment <= now else "event"
        else:
            is_named = reminder.text and reminder.kind is not Kind.REMINDER
            key += ("_named" if is_named else "") + ("_late" if is_late else "")
        return words[key].format(text=reminder.text.rstrip(".!"), time=self._time(person, moment, now))

    def _day(self, person: Person, reminder: Reminder, day: date, now: datetime) -> str:
        """An event of whole days."""
        here = now.astimezone(person.zone)
        first = datetime.combine(day, time(), person.zone)
        said = self._say_time(first, here, clock=person.clock, language=_language(person), is_all_day=True)
        key = "event_day_over" if day < here.date() else "event_day"
        return _words(person)[key].format(text=reminder.text.rstrip(".!"), time=said)

    def _old(self, person: Person, old: Sequence[Reminder], now: datetime) -> str:
        words = _words(person)
        items = [
            words["old_item"].format(text=self._name(person, r), time=self._time(person, r.due_at, now))
            for r in old[-_SPOKEN_OF_OLD:]
        ]
        if len(old) > _SPOKEN_OF_OLD:
            items.append(words["old_more"].format(count=len(old) - _SPOKEN_OF_OLD))
        key = "old_one" if len(old) == 1 else "old_many"
        return words[key].format(count=len(old), items=", ".join(items))

    def _name(self, person: Person, reminder: Reminder) -> str:
        return reminder.text.rstrip(".!") or _words(person)[f"some_{reminder.kind}"]

    def _time(self, person: Person, moment: datetime, now: datetime) -> str:
        zone = person.zone
        return self._say_time(
            moment.astimezone(zone), now.astimezone(zone), clock=person.clock, language=_language(person)
        )


def _language(person: Person) -> str:
    return person.language if person.language in _languages() else _USUAL_LANGUAGE


def _words(person: Person) -> dict[str, str]:
    return _languages()[_language(person)]


@functools.cache
def _languages() -> dict[str, dict[str, str]]:
    folder = resources.files("mumble_ai.calendar.reminding") / "languages"
    files = (file for file in folder.iterdir() if file.name.endswith(".toml"))
    return {file.name.removesuffix(".toml"): tomllib.loads(file.read_text("utf-8")) for file in files}
