"""What of a calendar others of the household may see: nothing, unless its owner says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from mumble_ai.calendar.calendar import Calendar
from mumble_ai.calendar.errors import BadEvent
from mumble_ai.calendar.event import Occurrence
from mumble_ai.memory.people.person import Person, Role
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import CalendarSharingRow
from mumble_ai.storage.tables import Person as PersonRow

COLOURS: Final = 8
"""Colours that tell people apart; what each looks like is the page's."""


class Shown(StrEnum):
    """What others see of somebody's calendar."""

    NOTHING = "nothing"
    TIMES = "times"
    DETAILS = "details"


@dataclass(frozen=True, slots=True)
class Shared:
    """Somebody's calendar, as another person may see it.

    Attributes:
        colour: 0 to `COLOURS` - 1.
    """

    person_id: UUID
    name: str
    shown: Shown
    colour: int


class Sharing:
    """Who shows what to whom.

    Args:
        calendar: What is shown.
    """

    def __init__(self, database: Database, calendar: Calendar) -> None:
        self._database = database
        self._calendar = calendar

    async def mine(self, person: Person) -> Shared:
        """What this person shows of theirs.

        Raises:
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        async with self._database.person(person.id) as session:
            row = await session.scalar(select(CalendarSharingRow))
        return _shared(person.id, person.name, row)

    async def show(self, person: Person, *, shown: Shown, colour: int) -> Shared:
        """Lets others see this much of the person's calendar, from now on.

        Raises:
            BadEvent: There is no such colour, or a guest would share.
            DatabaseUnavailable: PostgreSQL can't be used now; nothing was changed.
        """
        if not 0 <= colour < COLOURS:
            raise BadEvent(f"colours go from 0 to {COLOURS - 1}")
        if person.is_guest:
            raise BadEvent("a guest has no calendar to share")
        values = {"shown": shown.value, "colour": colour}
        async with self._database.person(person.id) as session:
            kept = insert(CalendarSharingRow).values(id=new_id(), person_id=person.id, **values)
            await session.execute(kept.on_conflict_do_update(index_elements=["person_id"], set_=values))
        return Shared(person.id, person.name, shown, colour)

    async def seen_by(self, person: Person) -> list[Shared]:
        """The person's own calendar first, then those of others who agreed; a guest sees their own alone.

        Raises:
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        own = replace(await self.mine(person), shown=Shown.DETAILS)
        if person.is_guest:
            return [own]
        wanted = (
            select(CalendarSharingRow, PersonRow.name)
            .join(PersonRow, PersonRow.id == CalendarSharingRow.person_id)
            .where(CalendarSharingRow.shown != Shown.NOTHING, CalendarSharingRow.person_id != person.id)
            .where(PersonRow.role != Role.GUEST)
            .order_by(PersonRow.name)
        )
        async with self._database.everybody("calendars whose owners let the household see them") as session:
            rows = (await session.execute(wanted)).all()
        return [own, *(_shared(row.person_id, name, row) for row, name in rows)]

    async def between(
        self, viewer: Person, start: datetime, end: datetime, of: Sequence[UUID]
    ) -> list[tuple[Shared, list[Occurrence]]]:
        """What overlaps [start, end) in the calendars of these people, as far as the viewer may see it, in the viewer's
        zone. Where only times are shown, an occurrence has no words and is there only if it takes time.

        Raises:
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        found: list[tuple[Shared, list[Occurrence]]] = []
        for shared in await self.seen_by(viewer):
            if shared.person_id in of:
                whose = replace(viewer, id=shared.person_id)
                occurrences = await self._calendar.between(whose, start, end)
                found.append((shared, [o for one in occurrences if (o := _visible(one, shared.shown))]))
        return found


def _visible(occurrence: Occurrence, shown: Shown) -> Occurrence | None:
    if shown is Shown.DETAILS:
        return occurrence
    if not occurrence.event.is_busy:
        return None
    event = replace(occurrence.event, title="", place="", description="", importance=5, remind_minutes=())
    return replace(occurrence, event=event, title="", place="", description="")


def _shared(person_id: UUID, name: str, row: CalendarSharingRow | None) -> Shared:
    if row is None:
        return Shared(person_id, name, Shown.NOTHING, person_id.int % COLOURS)
    return Shared(person_id, name, Shown(row.shown), row.colour)
