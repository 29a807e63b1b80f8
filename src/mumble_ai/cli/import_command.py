"""`import-first-system`: takes over a database of the first Mumble-AI."""

from __future__ import annotations

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones

import typer
from sqlalchemy import select

from mumble_ai.calendar.calendar import Calendar
from mumble_ai.calendar.errors import BadEvent
from mumble_ai.calendar.event import EventDraft
from mumble_ai.cli.terminal import FAILED, MISUSED, complain, say
from mumble_ai.memory.importing.first_system import CannotRead, FirstSystem, OldEvent
from mumble_ai.memory.importing.importer import Importer
from mumble_ai.memory.importing.report import ImportReport
from mumble_ai.memory.people.person import Person
from mumble_ai.services.zone import house_zone
from mumble_ai.settings import Settings, load_settings
from mumble_ai.stack.database import open_database
from mumble_ai.storage.database import DatabaseUnavailable
from mumble_ai.storage.tables import EventRow


def take_over(url: str, zone: str, is_dry_run: bool) -> None:
    """Takes it over and prints what was found and done."""
    settings = load_settings()
    zone = zone or house_zone(settings)
    if zone not in available_timezones():
        complain(f"There is no time zone {zone!r}; one is Europe/Berlin")
        raise typer.Exit(MISUSED)
    try:
        report = asyncio.run(_take_over(settings, url, ZoneInfo(zone), is_dry_run))
    except CannotRead as error:
        complain(str(error))
    except DatabaseUnavailable as error:
        complain(
            f"Our database can't be used: {error}\nStart it: ./mumble-ai up; then run this again, nothing comes twice"
        )
    else:
        print(report.in_words())
        if is_dry_run:
            say("Nothing was changed")
        else:
            say("Its people are known by name only. Say who is who: ./mumble-ai people link WHO-STAYS OLD-NAME")
        return
    raise typer.Exit(FAILED)


async def _take_over(settings: Settings, url: str, zone: ZoneInfo, is_dry_run: bool) -> ImportReport:
    database = open_database(settings)
    calendar = Calendar(database)

    async def add_event(person: Person, old: OldEvent, zone: ZoneInfo) -> bool:
        uid = f"first-system-{old.number}@mumble-ai"
        async with database.person(person.id) as session:
            if await session.scalar(select(EventRow.id).where(EventRow.uid == uid)):
                return False
        draft = EventDraft(
            old.title[:500],
            datetime.combine(old.on, old.at, zone) if old.at else old.on,
            zone=zone.key,
            description=old.description,
            importance=old.importance,
            remind_minutes=None if old.remind_minutes is None else (old.remind_minutes,),
            uid=uid,
        )
        try:
            return not (await calendar.add(person, draft, action_id=f"first-system-event-{old.number}")).is_merged
        except BadEvent as error:
            complain(f"{old.title!r} on {old.on} is left out: {error}")
            return False

    try:
        old = await FirstSystem.open(url)
        try:
            return await Importer(database, old, zone=zone, add_event=add_event).run(is_dry_run=is_dry_run)
        finally:
            await old.close()
    finally:
        await database.close()
