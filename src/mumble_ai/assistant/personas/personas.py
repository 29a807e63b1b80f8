"""Personas as they are kept and chosen."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

import structlog
from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.assistant.personas.persona import (
    EVERYWHERE,
    USUAL,
    Origin,
    Persona,
    PersonaError,
    built_in,
    channel_key,
    cleaned,
    cleaned_name,
)
from mumble_ai.resilience.standing import Standing
from mumble_ai.storage.database import Database, DatabaseUnavailable
from mumble_ai.storage.tables.personas import ChannelPersona, PersonaRow, PersonaVersion, PersonPersona

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

FRESH_S: Final = 5.0
"""How long a choice is taken as last read; then a change made elsewhere is noticed."""
WAIT_S: Final = 0.5
"""How long an answer waits for the database before the persona known last is taken."""
MOST_KNOWN: Final = 1_000
MOST_WRITTEN: Final = 200
MOST_VERSIONS: Final = 50
"""Of one persona."""


@dataclass(frozen=True, slots=True)
class Version:
    """What a persona was.

    Attributes:
        number: Counts up from 1.
    """

    number: int
    text: str
    origin: Origin
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Choices:
    """Names of chosen personas.

    Attributes:
        everywhere: None where none is chosen.
        channels: By the path of the channel.
        people: By the id of the person.
    """

    everywhere: str | None
    channels: Mapping[str, str]
    people: Mapping[UUID, str]


class Personas:
    """All personas.

    Args:
        own_words: The persona in the owner's settings; empty for the usual one. It is taken where none is chosen.
    """

    def __init__(self, db: Database, *, own_words: str = "", time_s: Callable[[], float] | None = None) -> None:
        self._db = db
        self._known: OrderedDict[tuple[UUID | None, str], tuple[str, float]] = OrderedDict()
        self._time_s = time_s or (lambda: asyncio.get_running_loop().time())
        self._problem = ""
        self.take_words(own_words)

    def take_words(self, own_words: str) -> None:
        """The owner's settings have another persona; see `own_words`."""
        self._usual = cleaned(own_words) if own_words.strip() else built_in()[USUAL].text
        self._known.clear()

    async def for_(self, person_id: UUID | None, channel: str) -> str:
        """What the model is told of itself here: the person's choice, else the channel's, else that for everywhere.

        Never fails: without the database it is what was known last, or the usual persona.
        """
        key = (person_id, channel_key(channel))
        text, read_at_s = self._known.get(key, (self._usual, float("-inf")))
        if self._time_s() - read_at_s < FRESH_S:
            return text
        try:
            async with asyncio.timeout(WAIT_S):
                text = await self._chosen(person_id, key[1])
            self._problem = ""
        except (DatabaseUnavailable, TimeoutError) as error:
            self._problem = str(error) or "the database is slow"
            return text
        self._known[key] = (text, self._time_s())
        self._known.move_to_end(key)
        while len(self._known) > MOST_KNOWN:
            self._known.popitem(last=False)
        return text

    async def all(self) -> list[Persona]:
        """Every persona, by name; one of somebody's own stands in place of a built-in one of that name.

        Raises:
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        async with self._db.everybody("personas belong to the house") as session:
            rows = await session.scalars(select(PersonaRow))
            own = {row.name: _persona(row) for row in rows}
        return sorted((built_in() | own).values(), key=lambda persona: persona.name)

    async def get(self, name: str) -> Persona:
        """The persona of that name.

        Raises:
            PersonaError: There is none.
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        wanted = cleaned_name(name)
        async with self._db.everybody("personas belong to the house") as session:
            row = await session.get(PersonaRow, wanted)
        found = _persona(row) if row is not None else built_in().get(wanted)
        if found is None:
            raise PersonaError(f"there is no persona {wanted!r}; `mumble-ai persona list` shows those there are")
        return found

    async def write(self, name: str, text: str, *, is_grown: bool = False) -> Persona:
        """Keeps a persona, new or changed.

        Raises:
            PersonaError: Name or text can't be taken, or there are too many.
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        persona = Persona(cleaned_name(name), cleaned(text), "grown" if is_grown else "written")
        async with self._db.everybody("personas belong to the house") as session:
            row = await session.get(PersonaRow, persona.name)
            if row is None and len(list(await session.scalars(select(PersonaRow.name)))) >= MOST_WRITTEN:
                raise PersonaError(f"there are {MOST_WRITTEN} personas already; remove one first")
            known = built_in().get(persona.name)
            before = row.text if row is not None else known.text if known else ""
            values = {"name": persona.name, "text": persona.text, "text_before": before, "origin": persona.origin}
            kept = insert(PersonaRow).values(values)
            await session.execute(kept.on_conflict_do_update(index_elements=["name"], set_=values))
            await _add_version(session, persona)
        self._known.clear()
        return replace(persona, text_before=before)

    async def versions(self, name: str) -> list[Version]:
        """What a persona that somebody wrote has been, the newest first; none of a built-in one.

        Raises:
            PersonaError: It can't be a name.
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        of_it = select(PersonaVersion).where(PersonaVersion.name == cleaned_name(name))
        async with self._db.everybody("personas belong to the house") as session:
            rows = await session.scalars(of_it.order_by(PersonaVersion.number.desc()))
            return [Version(row.number, row.text, _origin(row.origin), row.made_at) for row in rows]

    async def choices(self) -> Choices:
        """Which personas are chosen where and by whom.

        Raises:
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        async with self._db.everybody("who talks with which persona") as session:
            channels = {row.channel: row.persona for row in await session.scalars(select(ChannelPersona))}
            people = {row.person_id: row.persona for row in await session.scalars(select(PersonPersona))}
        return Choices(channels.pop(EVERYWHERE, None), channels, people)

    async def remove(self, name: str) -> None:
        """Removes a persona; whoever chose it gets the usual one, or the built-in one of that name.

        Raises:
            PersonaError: There is none of somebody's own.
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        async with self._db.everybody("personas belong to the house") as session:
            gone = await session.scalar(
                delete(PersonaRow).where(PersonaRow.name == cleaned_name(name)).returning(PersonaRow.name)
            )
        if gone is None:
            raise PersonaError(f"there is no persona {name!r} that somebody wrote; built-in ones stay")
        self._known.clear()

    async def use_in(self, channel: str, name: str | None) -> None:
        """Chooses the persona of a channel (`*`: everywhere), or with None none any more.

        Raises:
            PersonaError: There is none of that name.
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        key = channel_key(channel)
        chosen = (await self.get(name)).name if name is not None else None
        async with self._db.everybody("a channel belongs to nobody") as session:
            if chosen is None:
                await session.execute(delete(ChannelPersona).where(ChannelPersona.channel == key))
            else:
                kept = insert(ChannelPersona).values(channel=key, persona=chosen)
                await session.execute(kept.on_conflict_do_update(index_elements=["channel"], set_={"persona": chosen}))
        self._known.clear()

    async def use_for(self, person_id: UUID, name: str | None) -> None:
        """Chooses the persona a person talks with, or none any more.

        Raises:
            PersonaError: There is none of that name.
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        chosen = (await self.get(name)).name if name is not None else None
        async with self._db.person(person_id) as session:
            row = await session.scalar(select(PersonPersona))
            if row is not None and chosen is None:
                await session.delete(row)
            elif row is not None and chosen is not None:
                row.persona = chosen
            elif chosen is not None:
                session.add(PersonPersona(person_id=person_id, persona=chosen))
        self._known.clear()

    def standing(self) -> Standing:
        """For health."""
        if self._problem:
            return Standing(f"personas as known last: {self._problem}", degraded=True)
        return Standing("personas")

    async def _chosen(self, person_id: UUID | None, channel: str) -> str:
        names: list[str] = []
        if person_id is not None:
            async with self._db.person(person_id) as session:
                names += await session.scalars(select(PersonPersona.persona))
        async with self._db.everybody("personas belong to the house") as session:
            places = (channel, EVERYWHERE)
            rows = await session.scalars(select(ChannelPersona).where(ChannelPersona.channel.in_(places)))
            names += [row.persona for row in sorted(rows, key=lambda row: row.channel == EVERYWHERE)]
            own = await session.scalars(select(PersonaRow).where(PersonaRow.name.in_(names)))
            texts = {name: persona.text for name, persona in built_in().items()} | {row.name: row.text for row in own}
        return next((texts[name] for name in names if name in texts), self._usual)


def _persona(row: PersonaRow) -> Persona:
    return Persona(row.name, row.text, _origin(row.origin), row.text_before)


def _origin(kept: str) -> Origin:
    return "grown" if kept == "grown" else "written"


async def _add_version(session: AsyncSession, persona: Persona) -> None:
    """Keeps what a persona is now beside what it was; the oldest goes when there are too many."""
    of_it = select(PersonaVersion).where(PersonaVersion.name == persona.name)
    last = await session.scalar(of_it.order_by(PersonaVersion.number.desc()).limit(1))
    if last is not None and last.text == persona.text:
        return
    number = last.number + 1 if last is not None else 1
    session.add(PersonaVersion(name=persona.name, number=number, text=persona.text, origin=persona.origin))
    old = delete(PersonaVersion).where(
        PersonaVersion.name == persona.name, PersonaVersion.number <= number - MOST_VERSIONS
    )
    await session.execute(old)
