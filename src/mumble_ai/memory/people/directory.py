"""People as rows: found by identity, made, changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, cast
from uuid import UUID

from sqlalchemy import or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.memory.people.identity import KnownBy
from mumble_ai.memory.people.person import Clock, Person, Reminding, Role, usual_clock
from mumble_ai.storage import tables
from mumble_ai.storage.ids import new_id

LONGEST_NAME: Final = 80
_SEEN_EVERY: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody at a door.

    Attributes:
        name: What the door shows.
        role: What they are when they are met for the first time.
    """

    known_by: KnownBy
    name: str
    role: Role


def clean_name(name: str) -> str:
    """A name in one line of at most `LONGEST_NAME` characters; `somebody` for none."""
    return " ".join(name.split())[:LONGEST_NAME].strip() or "somebody"


def person_of(row: tables.Person, time_zone: str) -> Person:
    """A row with the assistant's own time zone and the usual clock where none is set."""
    return Person(
        id=row.id,
        name=row.name,
        role=Role(row.role),
        time_zone=row.time_zone or time_zone,
        language=row.language,
        clock=cast(Clock, row.clock) if row.clock else usual_clock(row.language),
        voice=row.voice,
        reminded_by=Reminding(row.reminded_by),
        mail=row.mail,
    )


async def find(session: AsyncSession, known_by: KnownBy) -> tables.Person | None:
    """Whoever is known by this."""
    return await session.scalar(
        select(tables.Person)
        .join(tables.Identity, tables.Identity.person_id == tables.Person.id)
        .where(tables.Identity.kind == known_by.kind, tables.Identity.value == known_by.value)
    )


async def greet(session: AsyncSession, newcomer: Newcomer, now: datetime) -> tables.Person:
    """Whoever is known by this, made where nobody is; that they are here is noted."""
    row = await find(session, newcomer.known_by) or await _make(session, newcomer, now)
    name = clean_name(newcomer.name)
    if row.name != name and not row.is_name_chosen:
        row.name = name
    if row.last_seen_at is None or now - row.last_seen_at > _SEEN_EVERY:
        row.last_seen_at = now
        await session.execute(
            update(tables.Identity)
            .where(
                tables.Identity.kind == newcomer.known_by.kind,
                tables.Identity.value == newcomer.known_by.value,
            )
            .values(last_seen_at=now)
        )
    return row


async def _make(session: AsyncSession, newcomer: Newcomer, now: datetime) -> tables.Person:
    row = tables.Person(id=new_id(), name=clean_name(newcomer.name), role=newcomer.role.value, last_seen_at=now)
    session.add(row)
    await session.flush()
    kept = await session.scalar(
        insert(tables.Identity)
        .values(
            id=new_id(),
            person_id=row.id,
            kind=newcomer.known_by.kind,
            value=newcomer.known_by.value,
            last_seen_at=now,
        )
        .on_conflict_do_nothing()
        .returning(tables.Identity.id)
    )
    if kept is not None:
        return row
    await session.delete(row)
    await session.flush()
    made_elsewhere = await find(session, newcomer.known_by)
    if made_elsewhere is None:
        raise RuntimeError("somebody was met and forgotten at the same moment; meeting them again makes them known")
    return made_elsewhere


async def current_id(session: AsyncSession, person_id: UUID) -> UUID | None:
    """The id somebody has now, who may have been linked to another person since; None for nobody."""
    found = await session.scalar(select(tables.Person.id).where(tables.Person.id == person_id))
    if found is not None:
        return found
    return await session.scalar(select(tables.FormerId.person_id).where(tables.FormerId.id == person_id))


async def past_visitors(session: AsyncSession, door: str, run: str, not_seen_since: datetime) -> list[UUID]:
    """Guests whose visit is over: of an earlier run of this door, or of any door and not seen for long."""
    visits = (
        select(tables.Identity.person_id)
        .join(tables.Person, tables.Person.id == tables.Identity.person_id)
        .where(
            tables.Identity.kind == "visit",
            or_(
                tables.Identity.value.startswith(f"{door}/", autoescape=True)
                & ~tables.Identity.value.startswith(f"{door}/{run}/", autoescape=True),
                tables.Person.last_seen_at < not_seen_since,
            ),
        )
    )
    return list(await session.scalars(visits))
