"""All rooms of memory and calendar, with something of Anna's in each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from mumble_ai.calendar.calendar import Calendar
from mumble_ai.calendar.editor import EventEditor
from mumble_ai.calendar.event import EventDraft, Occurrence
from mumble_ai.calendar.feeds import Feeds
from mumble_ai.calendar.reminding.claims import Claims
from mumble_ai.calendar.reminding.notice import NoticePolicy
from mumble_ai.calendar.reminding.reminders import Reminders
from mumble_ai.calendar.reminding.timers import Timers
from mumble_ai.calendar.sharing import COLOURS, Sharing, Shown
from mumble_ai.calendar.tasks import Tasks
from mumble_ai.memory.consolidation.browsing import ConsolidationBrowser
from mumble_ai.memory.consolidation.consolidation import Consolidation
from mumble_ai.memory.consolidation.summarising import Summariser
from mumble_ai.memory.conversations.browsing import HistoryBrowser
from mumble_ai.memory.conversations.exchange import SpokenExchange
from mumble_ai.memory.conversations.log import ConversationLog
from mumble_ai.memory.conversations.topics import Topics
from mumble_ai.memory.entities.browsing import EntityBrowser
from mumble_ai.memory.entities.entities import Entities, Entity
from mumble_ai.memory.facts.browsing import FactBrowser
from mumble_ai.memory.facts.editing import FactEditing
from mumble_ai.memory.facts.facts import Facts
from mumble_ai.memory.people.people import People
from mumble_ai.memory.people.person import Person
from mumble_ai.memory.people.preferences import Change, Preferences
from mumble_ai.memory.privacy.privacy import Privacy
from mumble_ai.memory.recall.index import Indexer
from mumble_ai.memory.recall.recall import Recall
from mumble_ai.memory.recall.shelves import Shelves
from mumble_ai.storage import tables
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id
from tests.support.remembering import PATIENT, MemorySpool, said

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
NOON = NOW + timedelta(hours=3)


@dataclass
class World:
    """All rooms, and what Anna has in them."""

    anna: Person
    exchange: SpokenExchange
    log: ConversationLog
    indexer: Indexer
    recall: Recall
    database: Database
    shelves: Shelves
    facts: Facts
    entities: Entities
    rex: Entity
    consolidation: Consolidation
    privacy: Privacy
    people: People
    calendar: Calendar
    visit: Occurrence
    tasks: Tasks
    editor: EventEditor
    sharing: Sharing
    task_id: UUID
    done_id: UUID
    reminders: Reminders
    reminder_id: UUID
    timers: Timers
    claims: Claims
    feeds: Feeds
    fact_browser: FactBrowser
    fact_editing: FactEditing
    fact_id: UUID
    entity_browser: EntityBrowser
    relation_id: UUID
    topics: Topics
    topic_id: UUID
    history: HistoryBrowser
    summed_up: ConsolidationBrowser
    summary_id: UUID


async def make_world(database: Database) -> World:
    """Anna, and what is hers."""

    def now() -> datetime:
        return NOW

    people = People(database, policy=PATIENT, now=now)
    anna = await people.met("mumble", "certificate:aa", "1", "Anna")
    log = ConversationLog(database, people, MemorySpool(), now=now)
    log.start()
    exchange = said(anna.id, NOW - timedelta(minutes=5), "My dog is called Rex", "Rex is a good name for a dog.")
    log.record(exchange)
    await log.close()
    indexer = Indexer(database, None, assistant_name="AI")
    await indexer.index(anna.id, [exchange.question_id, exchange.answer_id])
    facts, entities = Facts(database), Entities(database)
    await facts.note(anna.id, "my dog is called Rex", source_message_id=exchange.question_id, now=NOW)
    rex = await _known(database, entities, anna, exchange)
    calendar, tasks, reminders = Calendar(database, clock=now), Tasks(database, now), Reminders(database, now)
    visit = (await calendar.add(anna, EventDraft("Dentist", NOON), action_id="a1")).occurrence
    editor, sharing = EventEditor(database, clock=now), Sharing(database, calendar)
    await sharing.show(anna, shown=Shown.NOTHING, colour=(anna.id.int + 1) % COLOURS)
    await Preferences(database, people).change(anna.id, Change(clock=24))
    task = (await tasks.add(anna, "buy a lead for Rex", action_id="a2")).task
    done = (await tasks.add(anna, "brush Rex", action_id="a4")).task
    await tasks.done(anna, done.id, action_id="a5")
    reminder = await reminders.set(anna, "feed Rex", NOON, action_id="a3")
    feeds = Feeds(database, clock=now)
    await feeds.renew(anna.id)
    async with database.person(anna.id) as session:
        session.add(_run())
        session.add(_told(anna, "told"))
        session.add(_told(anna, "kept"))
        session.add(tables.RecallTokens(message_id=exchange.question_id, space="any", tokens=b"rex"))
    relation_id, topic_id, summary_id = await _looked_at(database, anna, rex, exchange)
    return World(
        anna=anna,
        exchange=exchange,
        log=log,
        indexer=indexer,
        recall=Recall(database, None, None, assistant_name="AI"),
        database=database,
        shelves=Shelves(database),
        facts=facts,
        entities=entities,
        rex=rex,
        consolidation=Consolidation(database, Summariser(), now=now),
        privacy=Privacy(database, people, now=now),
        people=people,
        calendar=calendar,
        visit=visit,
        tasks=tasks,
        editor=editor,
        sharing=sharing,
        task_id=task.id,
        done_id=done.id,
        reminders=reminders,
        reminder_id=reminder.id,
        timers=Timers(database, now),
        claims=Claims(database, "test", NoticePolicy()),
        feeds=feeds,
        fact_browser=FactBrowser(database),
        fact_editing=FactEditing(database, now=now),
        fact_id=(await facts.about(anna.id))[0].id,
        entity_browser=EntityBrowser(database),
        relation_id=relation_id,
        topics=Topics(database, now=now),
        topic_id=topic_id,
        history=HistoryBrowser(database),
        summed_up=ConsolidationBrowser(database),
        summary_id=summary_id,
    )


async def _looked_at(
    database: Database, anna: Person, rex: Entity, exchange: SpokenExchange
) -> tuple[UUID, UUID, UUID]:
    """What else a page shows: a relation, a topic, a summary, something told twice, and that Anna shares it."""
    relation_id, topic_id, summary_id = new_id(), new_id(), new_id()
    async with database.person(anna.id) as session:
        fact = (await session.scalars(select(tables.FactRow))).one()
        again = {one.key: getattr(fact, one.key) for one in fact.__mapper__.column_attrs}
        changes = {"id": new_id(), "is_single": False, "learned_at": NOW - timedelta(days=9), "importance": 1}
        session.add(tables.FactRow(**again | changes))
        session.add(tables.EntityRelation(id=relation_id, entity_id=rex.id, relation="dog", learned_at=NOW))
        moments = {"started_at": NOW, "last_said_at": NOW, "resolved_at": NOW}
        session.add(tables.Topic(id=topic_id, label="rex", state="resolved", exchanges=1, **moments))
        counts = {"message_count": 1, "tokens": 1, "source_tokens": 2}
        times = {"from_at": NOW, "until_at": NOW}
        session.add(tables.Summary(id=summary_id, text="Rex", made_by="sentences", **counts, **times))
        await session.flush()
        session.add(tables.SummarySource(message_id=exchange.question_id, summary_id=summary_id))
        session.add(tables.MemorySharingRow(shared_at=NOW))
    return relation_id, topic_id, summary_id


async def _known(database: Database, entities: Entities, person: Person, exchange: SpokenExchange) -> Entity:
    async with database.person(person.id) as session:
        row = tables.EntityRow(id=new_id(), kind="OTHER", name="Rex", first_seen_at=NOW, last_seen_at=NOW)
        session.add(row)
        await session.flush()
        said_here = {"message_id": exchange.question_id, "said_at": NOW, "text": "Rex", "confidence": 1.0}
        session.add(tables.EntityMention(entity_id=row.id, **said_here))
        session.add(tables.EntityAlias(entity_id=row.id, name="Rex", key="rex"))
    found = await entities.find(person.id, "Rex")
    assert found is not None
    return found


def _run() -> tables.ConsolidationRun:
    return tables.ConsolidationRun(
        cutoff_at=NOW, messages=1, summaries=1, tokens_saved=1, started_at=NOW, finished_at=NOW
    )


def _told(person: Person, state: str) -> tables.ReminderRow:
    told_at = NOW - timedelta(minutes=1) if state == "told" else None
    return tables.ReminderRow(
        kind="reminder", text="walk Rex", due_at=NOW - timedelta(minutes=1), zone="UTC", state=state, told_at=told_at
    )
