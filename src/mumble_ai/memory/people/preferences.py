"""What somebody wants of the assistant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final, Literal, cast
from uuid import UUID
from zoneinfo import available_timezones

from mumble_ai.memory.people.directory import clean_name, person_of
from mumble_ai.memory.people.people import People
from mumble_ai.memory.people.person import Person, Reminding
from mumble_ai.storage import tables
from mumble_ai.storage.database import Database

_LANGUAGE: Final = re.compile(r"^([a-z]{2,3})?$")
_MAIL: Final = re.compile(r"^[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+$")
_LONGEST: Final = 254


class BadPreference(ValueError):
    """It can't be had; the message says what can."""


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be different; None leaves a thing as it is, empty (for `clock` 0) goes back to the usual.

    Attributes:
        time_zone: IANA name.
        language: ISO 639-1 code.
        clock: 12 or 24.
        voice: A voice id of the speech service.
        mail: An address.
    """

    name: str | None = None
    time_zone: str | None = None
    language: str | None = None
    clock: int | None = None
    voice: str | None = None
    reminded_by: str | None = None
    mail: str | None = None

    def checked(self) -> dict[str, Any]:
        """The columns to be set.

        Raises:
            BadPreference: One of them can't be had.
        """
        wanted = {name: value for name in self.__slots__ if (value := getattr(self, name)) is not None}
        for name, value in wanted.items():
            if what := _wrong(name, value):
                raise BadPreference(f"{value!r} is no {what}")
        if "name" in wanted:
            wanted |= {"name": clean_name(wanted["name"]), "is_name_chosen": True}
        return wanted


def _wrong(name: str, value: Any) -> str:
    """What it should have been; empty where it is."""
    match name:
        case "name":
            return "" if value.strip() else "name"
        case "time_zone":
            return "" if not value or value in available_timezones() else "time zone such as Europe/Berlin"
        case "language":
            return "" if _LANGUAGE.match(value) else "language code such as en"
        case "clock":
            return "" if value in (0, 12, 24) else "clock: it has 12 or 24 hours"
        case "reminded_by":
            return "" if value in list(Reminding) else "way to be reminded: voice, text or mail"
        case "mail":
            return "" if not value or (len(value) <= _LONGEST and _MAIL.match(value)) else "mail address"
        case _:
            return "" if len(value) <= _LONGEST and value.isprintable() else name


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody set themselves; empty (for `clock` 0) where they left it to the usual."""

    time_zone: str
    language: str
    clock: Literal[0, 12, 24]


class Preferences:
    """Reads and changes them."""

    def __init__(self, db: Database, people: People) -> None:
        self._db = db
        self._people = people

    async def chosen(self, person_id: UUID) -> Chosen:
        """What somebody set.

        Raises:
            LookupError: The person is not known (any more).
            DatabaseUnavailable: It can't be read.
        """
        async with self._db.person(person_id) as session:
            row = await session.get(tables.Person, person_id)
        if row is None:
            raise LookupError("this person is not known any more")
        return Chosen(row.time_zone, row.language, cast("Literal[0, 12, 24]", row.clock))

    async def change(self, person_id: UUID, change: Change) -> Person:
        """Changes what is asked; the person as they are now.

        Raises:
            BadPreference: It can't be had; nothing is changed.
            LookupError: The person is not known (any more).
            DatabaseUnavailable: Nothing is changed.
        """
        wanted = change.checked()
        async with self._db.person(person_id) as session:
            row = await session.get(tables.Person, person_id)
            if row is None:
                raise LookupError("this person is not known any more")
            for name, value in wanted.items():
                setattr(row, name, value)
            if row.reminded_by == Reminding.MAIL and not row.mail:
                raise BadPreference("for reminders by mail I need your mail address first")
        self._people.changed(person_id)
        return person_of(row, self._people.time_zone)
