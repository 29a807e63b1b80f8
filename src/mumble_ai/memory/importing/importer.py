"""Takes over a database of the first system. Done again, it adds what is new there and nothing twice."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import select

from mumble_ai.memory.conversations.session_policy import SessionPolicy
from mumble_ai.memory.extraction.statement import CATEGORIES, ME, NOTE, Category, Statement
from mumble_ai.memory.facts.facts import Facts
from mumble_ai.memory.importing.entities import add_mention
from mumble_ai.memory.importing.first_system import FirstSystem, OldEvent, OldMemory, OldMessage
from mumble_ai.memory.importing.report import ImportReport
from mumble_ai.memory.importing.talks import message_id_of, store
from mumble_ai.memory.people import directory
from mumble_ai.memory.people.directory import Newcomer
from mumble_ai.memory.people.identity import KnownBy
from mumble_ai.memory.people.person import Person, Role
from mumble_ai.memory.recall.index import EMBED_JOB
from mumble_ai.storage import jobs
from mumble_ai.storage.database import Database
from mumble_ai.storage.jobs import Placing
from mumble_ai.storage.tables import FactRow
from mumble_ai.storage.tables import Person as PersonRow

AddEvent = Callable[[Person, OldEvent, ZoneInfo], Awaitable[bool]]
"""Keeps an event of the old calendar; True where it was not kept yet. Asked again for the same, it keeps it once."""

OLD_NAME: Final = "first-system"
_AT_ONCE: Final = 500
NOBODY: Final = "it names nobody"


class Importer:
    """Takes over people, messages, memories, the calendar and names.

    A person of the first system is a name there, and anybody could bear it. So each becomes a person nobody can be met
    as, until the owner links them to somebody: `mumble-ai people link`.

    Args:
        zone: Where the first system lived; its dates and times are wall time there.
        add_event: Keeps events.
    """

    def __init__(
        self,
        db: Database,
        old: FirstSystem,
        *,
        zone: ZoneInfo,
        add_event: AddEvent,
        sessions: SessionPolicy | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._db = db
        self._old = old
        self._zone = zone
        self._add_event = add_event
        self._sessions = sessions or SessionPolicy()
        self._facts = Facts(db)
        self._now = now
        self._people: dict[str, Person] = {}

    async def run(self, *, is_dry_run: bool = False) -> ImportReport:
        """Takes over everything, or only counts it.

        Raises:
            DatabaseUnavailable: What was taken over so far stays; the rest is when it is run again.
        """
        report = ImportReport(is_dry_run)
        report.note_configuration(await self._old.configuration())
        await self._take_messages(report)
        await self._take_memories(report)
        await self._take_events(report)
        await self._take_mentions(report)
        await self._take_addresses(report)
        if report.added["messages"]:
            async with self._db.everybody("what was taken over is made findable") as session:
                await jobs.defer(session, EMBED_JOB, Placing(once="sweep-messages", priority=-1))
        return report

    async def _take_messages(self, report: ImportReport) -> None:
        async for batch in _batches(self._old.messages()):
            wanted = [message for message in batch if _keep(message, report)]
            report.found["messages"] += len(wanted)
            if report.is_dry_run or not wanted:
                continue
            person = await self._person(wanted[0].user_name, report)
            async with self._db.person(person.id) as session:
                await session.scalar(select(PersonRow.id).with_for_update())
                report.added["messages"] += await store(session, wanted, self._sessions)

    async def _take_memories(self, report: ImportReport) -> None:
        async for memory in self._old.memories():
            if not memory.user_name:
                report.skipped[NOBODY] += 1
                continue
            report.found["memories"] += 1
            if not report.is_dry_run:
                person = await self._person(memory.user_name, report)
                report.added["memories"] += await self._note(person, memory)

    async def _take_events(self, report: ImportReport) -> None:
        async for event in self._old.events():
            if not event.user_name:
                report.skipped[NOBODY] += 1
                continue
            report.found["events"] += 1
            if not report.is_dry_run:
                person = await self._person(event.user_name, report)
                report.added["events"] += await self._add_event(person, event, self._zone)

    async def _take_mentions(self, report: ImportReport) -> None:
        async for mention in self._old.mentions():
            if not mention.user_name:
                report.skipped[NOBODY] += 1
                continue
            report.found["names in messages"] += 1
            if not report.is_dry_run:
                person = await self._person(mention.user_name, report)
                async with self._db.person(person.id) as session:
                    message_id = message_id_of(mention.user_name, mention.message)
                    report.added["names in messages"] += await add_mention(session, mention, message_id)

    async def _take_addresses(self, report: ImportReport) -> None:
        for name, address in (await self._old.mail_addresses()).items():
            report.found["mail addresses"] += 1
            if report.is_dry_run or not name:
                continue
            person = await self._person(name, report)
            async with self._db.person(person.id) as session:
                row = await session.get_one(PersonRow, person.id)
                report.added["mail addresses"] += not row.mail
                row.mail = row.mail or address

    async def _note(self, person: Person, memory: OldMemory) -> bool:
        quote = memory.text
        async with self._db.person(person.id) as session:
            known = select(FactRow.id).where(FactRow.quote == quote, FactRow.tags.contains([OLD_NAME]))
            if await session.scalar(known.limit(1)):
                return False
        category: Category = memory.category if memory.category in CATEGORIES else "other"
        when = f" ({memory.on:%Y-%m-%d}{f' {memory.at:%H:%M}' if memory.at else ''})" if memory.on else ""
        told = Statement(
            subject=ME,
            attribute=NOTE,
            value=quote,
            text=quote + when,
            quote=quote,
            language=person.language or "en",
            category=category,
            importance=memory.importance,
            tags=(OLD_NAME, *memory.tags),
        )
        at = memory.learned_at.astimezone(person.zone)
        return bool((await self._facts.note(person.id, told, source_message_id=None, now=at)).facts)

    async def _person(self, name: str, report: ImportReport) -> Person:
        key = name.lower()
        if key not in self._people:
            newcomer = Newcomer(KnownBy(OLD_NAME, key), name, Role.MEMBER)
            async with self._db.everybody("a person of the first system") as session:
                is_new = await directory.find(session, newcomer.known_by) is None
                row = await directory.greet(session, newcomer, self._now())
                self._people[key] = directory.person_of(row, self._zone.key)
            report.found["people"] += 1
            report.added["people"] += is_new
        return self._people[key]


def _keep(message: OldMessage, report: ImportReport) -> bool:
    why = NOBODY if not message.user_name else "it has no words" if not message.text.strip() else ""
    if why:
        report.skipped[why] += 1
    return not why


async def _batches(messages: AsyncIterator[OldMessage]) -> AsyncIterator[list[OldMessage]]:
    """Messages of one person, some at a time."""
    batch: list[OldMessage] = []
    async for message in messages:
        if batch and (len(batch) >= _AT_ONCE or batch[0].user_name.lower() != message.user_name.lower()):
            yield batch
            batch = []
        batch.append(message)
    if batch:
        yield batch
