"""Nobody sees or changes what is another's, by any public method of memory and calendar.

The methods are found, not listed: whoever adds one to a class that works with the database says here how it is called,
and a read must then find something for Anna, whose it is, and nothing for Ben.
"""

from __future__ import annotations

import contextlib
import importlib
import inspect
import pkgutil
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import ModuleType
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

import mumble_ai.calendar
import mumble_ai.memory
from mumble_ai.calendar.calendar import Calendar
from mumble_ai.calendar.editing import EventChange
from mumble_ai.calendar.editor import EventEditor, Meant
from mumble_ai.calendar.errors import CalendarError
from mumble_ai.calendar.event import EventDraft, Occurrence
from mumble_ai.calendar.feeds import Feeds
from mumble_ai.calendar.reminding.claims import Claims
from mumble_ai.calendar.reminding.notice import NoticePolicy
from mumble_ai.calendar.reminding.reminders import Reminders
from mumble_ai.calendar.reminding.timers import Timers
from mumble_ai.calendar.revising import Revision
from mumble_ai.calendar.sharing import COLOURS, Sharing, Shown
from mumble_ai.calendar.tasks import TaskChange, Tasks
from mumble_ai.memory.consolidation.browsing import ConsolidationBrowser
from mumble_ai.memory.consolidation.consolidation import Consolidation
from mumble_ai.memory.consolidation.summarising import Summariser
from mumble_ai.memory.conversations.browsing import HistoryBrowser, Which
from mumble_ai.memory.conversations.exchange import SpokenExchange
from mumble_ai.memory.conversations.history import HistorySearch
from mumble_ai.memory.conversations.log import ConversationLog
from mumble_ai.memory.conversations.topics import Topics
from mumble_ai.memory.entities.browsing import EntityBrowser, EntitySearch
from mumble_ai.memory.entities.editing import EntityEditing
from mumble_ai.memory.entities.entities import Entities, Entity, NoSuchEntity
from mumble_ai.memory.entities.graph import EntityGraph
from mumble_ai.memory.facts.browsing import FactBrowser, FactSearch
from mumble_ai.memory.facts.editing import FactChange, FactEditing, ForgottenFacts
from mumble_ai.memory.facts.facts import Facts
from mumble_ai.memory.overview import Overview
from mumble_ai.memory.people.people import People
from mumble_ai.memory.people.person import Person
from mumble_ai.memory.people.preferences import Change, Preferences
from mumble_ai.memory.people.roster import Roster
from mumble_ai.memory.people.ways import Ways
from mumble_ai.memory.privacy.privacy import Privacy
from mumble_ai.memory.recall.index import Indexer
from mumble_ai.memory.recall.recall import Recall
from mumble_ai.memory.recall.shelves import Shelves
from mumble_ai.storage import tables
from mumble_ai.storage.base import Base
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.scope import NotYours
from tests.support.belongings import owned_tables
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


Call = Callable[[World, Person], Awaitable[Any]]
Something = Callable[[Any], bool]


def tells(word: str) -> Something:
    return lambda found: word.lower() in str(found).lower()


READS: dict[str, tuple[Call, Something]] = {
    "ConversationLog.recent": (lambda w, p: w.log.recent(p.id, 9), bool),
    "ConversationLog.search": (lambda w, p: w.log.search(p.id, HistorySearch()), lambda page: bool(page.messages)),
    "ConversationLog.short_term": (lambda w, p: w.log.short_term(p.id, "mumble"), bool),
    "Shelves.of": (lambda w, p: _shelf(w, p), lambda shelf: len(shelf.lines)),
    "Shelves.tokens": (lambda w, p: _tokens(w, p), bool),
    "Recall.recall": (lambda w, p: w.recall.recall(p.id, "the dog Rex", now=NOW, budget_tokens=500), bool),
    "Facts.answer": (
        lambda w, p: w.facts.answer(p, "What is my dog called?", language="en", now=NOW),
        lambda answer: answer is not None and answer.known,
    ),
    "Facts.about": (lambda w, p: w.facts.about(p.id), bool),
    "Facts.history": (lambda w, p: _history(w, p), bool),
    "Facts.relevant": (lambda w, p: w.facts.relevant(p.id, "my dog Rex", 9), bool),
    "Entities.find": (lambda w, p: w.entities.find(p.id, "Rex"), bool),
    "Entities.named_in": (lambda w, p: w.entities.named_in(p.id, "Where is Rex?"), bool),
    "Entities.list": (lambda w, p: w.entities.list(p.id), bool),
    "Entities.history": (lambda w, p: w.entities.history(p.id, w.rex.id), bool),
    "FactBrowser.page": (lambda w, p: w.fact_browser.page(p.id, FactSearch()), lambda page: bool(page.facts)),
    "FactBrowser.counts": (lambda w, p: w.fact_browser.counts(p.id), lambda counts: counts.current > 0),
    "FactBrowser.story": (lambda w, p: _story(w, p), lambda story: story is not None),
    "FactBrowser.duplicates": (lambda w, p: w.fact_browser.duplicates(p.id), bool),
    "EntityBrowser.page": (lambda w, p: w.entity_browser.page(p.id, EntitySearch()), lambda page: bool(page.entities)),
    "EntityBrowser.kinds": (lambda w, p: w.entity_browser.kinds(p.id), bool),
    "EntityBrowser.one": (lambda w, p: _entity(w, p), lambda one: one is not None),
    "EntityBrowser.mentions": (
        lambda w, p: w.entity_browser.mentions(p.id, w.rex.id, after=None, limit=9),
        lambda page: bool(page.mentions),
    ),
    "EntityGraph.of": (
        lambda w, p: EntityGraph(w.database).of(p.id, heard_by_others=False),
        lambda graph: bool(graph.nodes),
    ),
    "Topics.page": (lambda w, p: w.topics.page(p.id), lambda page: bool(page.topics)),
    "Topics.states": (lambda w, p: w.topics.states(p.id), bool),
    "HistoryBrowser.before": (
        lambda w, p: w.history.before(p.id, Which(), None, 9),
        lambda found: bool(found.messages),
    ),
    "HistoryBrowser.after": (
        lambda w, p: w.history.after(p.id, Which(), (NOW - timedelta(days=1), UUID(int=0)), 9),
        lambda found: bool(found.messages),
    ),
    "HistoryBrowser.around": (lambda w, p: _around(w, p), lambda found: found is not None),
    "HistoryBrowser.talks": (lambda w, p: w.history.talks(p.id), lambda page: bool(page.talks)),
    "ConsolidationBrowser.saving": (
        lambda w, p: w.summed_up.saving(p.id, NOW),
        lambda saving: saving.messages > 0,
    ),
    "ConsolidationBrowser.runs": (lambda w, p: w.summed_up.runs(p.id), lambda page: bool(page.runs)),
    "ConsolidationBrowser.summaries": (
        lambda w, p: w.summed_up.summaries(p.id),
        lambda page: bool(page.summaries),
    ),
    "ConsolidationBrowser.sources": (lambda w, p: _sources(w, p), bool),
    "Overview.of": (lambda w, p: Overview(w.database).of(p.id), lambda amounts: amounts.messages > 0),
    "Overview.is_shared": (lambda w, p: Overview(w.database).is_shared(p.id), bool),
    "Consolidation.log": (lambda w, p: w.consolidation.log(p.id), bool),
    "Privacy.known": (lambda w, p: w.privacy.known(p), lambda known: bool(known.messages or known.facts)),
    "Privacy.export": (lambda w, p: w.privacy.export(p.id), tells("rex")),
    "Privacy.find": (lambda w, p: w.privacy.find(p.id, "dog"), bool),
    "Calendar.between": (lambda w, p: w.calendar.between(p, NOW, NOW + timedelta(days=2)), bool),
    "Calendar.upcoming": (lambda w, p: w.calendar.upcoming(p), bool),
    "Calendar.find": (lambda w, p: w.calendar.find(p, "dentist"), bool),
    "Calendar.next_of": (lambda w, p: _or_none(w.calendar.next_of(p, w.visit.event.id)), bool),
    "Calendar.is_free": (lambda w, p: w.calendar.is_free(p, NOON, NOON + timedelta(hours=1)), lambda f: not f.is_free),
    "Feeds.renewed_at": (lambda w, p: w.feeds.renewed_at(p.id), bool),
    "Feeds.export": (lambda w, p: w.feeds.export(p), lambda file: b"Dentist" in file),
    "Keeping.waiting": (lambda w, p: w.reminders.waiting(p), bool),
    "Keeping.last_told": (lambda w, p: w.reminders.last_told(p, within=timedelta(days=9)), bool),
    "Reminders.told_last": (lambda w, p: w.reminders.told_last(p), bool),
    "Claims.take_kept": (lambda w, p: w.claims.take_kept(p.id, NOON, 9), bool),
    "Tasks.open": (lambda w, p: w.tasks.open(p), bool),
    "Tasks.lists": (lambda w, p: w.tasks.lists(p), bool),
    "Tasks.finished": (lambda w, p: w.tasks.finished(p), bool),
    "Reminders.on_the_desk": (lambda w, p: w.reminders.on_the_desk(p), bool),
    "EventEditor.read": (lambda w, p: _or_none(w.editor.read(p, w.visit.event.id)), bool),
    "Sharing.mine": (lambda w, p: _chose_a_colour(w, p), bool),
    "Sharing.seen_by": (lambda w, p: w.sharing.seen_by(p), tells("anna")),
    "Sharing.between": (
        lambda w, p: w.sharing.between(p, NOW, NOW + timedelta(days=2), [w.anna.id, p.id]),
        lambda calendars: any(occurrences for _, occurrences in calendars),
    ),
    "Facts.told_in": (lambda w, p: w.facts.told_in(p.id, [w.exchange.question_id]), bool),
    "Preferences.chosen": (
        lambda w, p: Preferences(w.database, w.people).chosen(p.id),
        lambda chosen: chosen.clock == 24,
    ),
    "Roster.card": (lambda w, p: Roster(w.database, w.people).card(p.id), tells("anna")),
    "Ways.of": (
        lambda w, p: Ways(w.database, w.people).of(p.id),
        lambda ways: any(way.known_by.value == "aa" for way in ways),
    ),
}
"""How each read is called for a person, with ids of what is Anna's, and when it has found something."""

WRITES: dict[str, Call] = {
    "Facts.forget": lambda w, p: w.facts.forget(p.id, "my dog", now=NOW),
    "FactEditing.change": lambda w, p: w.fact_editing.change(p.id, w.fact_id, FactChange(value="Max", importance=1)),
    "FactEditing.merge": lambda w, p: w.fact_editing.merge(p.id, w.fact_id, [new_id()]),
    "FactEditing.forget": lambda w, p: w.fact_editing.forget(p.id, [w.fact_id]),
    "FactEditing.restore": lambda w, p: _restore(w, p),
    "EntityEditing.change": lambda w, p: EntityEditing(w.database).change(p.id, w.rex.id, name="Max"),
    "EntityEditing.call": lambda w, p: EntityEditing(w.database).call(p.id, w.rex.id, "Max"),
    "EntityEditing.uncall": lambda w, p: EntityEditing(w.database).uncall(p.id, w.rex.id, new_id()),
    "EntityEditing.relate": lambda w, p: EntityEditing(w.database).relate(p.id, w.rex.id, "dog", None),
    "EntityEditing.unrelate": lambda w, p: EntityEditing(w.database).unrelate(p.id, w.relation_id),
    "EntityEditing.forget": lambda w, p: EntityEditing(w.database).forget(p.id, w.rex.id),
    "Topics.change": lambda w, p: w.topics.change(p.id, w.topic_id, label="mine"),
    "Overview.share": lambda w, p: Overview(w.database).share(p.id, is_shared=False),
    "Entities.merge": lambda w, p: w.entities.merge(p.id, new_id(), w.rex.id),
    "Privacy.forget_messages": lambda w, p: w.privacy.forget_messages(p.id, [w.exchange.question_id]),
    "Calendar.move": lambda w, p: w.calendar.move(p, w.visit, NOON + timedelta(days=1), action_id="b1"),
    "Calendar.change": lambda w, p: w.calendar.change(p, w.visit, EventChange(title="mine"), action_id="b2"),
    "Calendar.cancel": lambda w, p: w.calendar.cancel(p, w.visit, action_id="b3"),
    "Calendar.undo": lambda w, p: w.calendar.undo(p, "a1"),
    "Feeds.withdraw": lambda w, p: w.feeds.withdraw(p.id),
    "Keeping.cancel": lambda w, p: w.reminders.cancel(p, w.reminder_id, action_id="b4"),
    "Keeping.done": lambda w, p: w.reminders.done(p, w.reminder_id, action_id="b5"),
    "Reminders.answered": lambda w, p: w.reminders.answered(p, action_id="b6"),
    "Reminders.snooze": lambda w, p: w.reminders.snooze(p, action_id="b7"),
    "Tasks.done": lambda w, p: w.tasks.done(p, w.task_id, action_id="b8"),
    "Tasks.drop": lambda w, p: w.tasks.drop(p, w.task_id, action_id="b9"),
    "Tasks.clear": lambda w, p: w.tasks.clear(p, "tasks", action_id="b10"),
    "Tasks.change": lambda w, p: w.tasks.change(p, w.task_id, TaskChange(text="mine"), action_id="b11"),
    "Tasks.reopen": lambda w, p: w.tasks.reopen(p, w.done_id, action_id="b12"),
    "Reminders.end": lambda w, p: w.reminders.end(p, w.reminder_id, is_done=True, action_id="b13"),
    "Reminders.snooze_one": lambda w, p: w.reminders.snooze_one(p, w.reminder_id, timedelta(hours=1), action_id="b14"),
    "EventEditor.revise": lambda w, p: w.editor.revise(
        p, Meant(w.visit.event.id), Revision(title="mine"), action_id="b15"
    ),
    "EventEditor.cancel": lambda w, p: w.editor.cancel(p, Meant(w.visit.event.id), action_id="b16"),
    "Sharing.show": lambda w, p: w.sharing.show(p, shown=Shown.DETAILS, colour=0),
    "Ways.forget": lambda w, p: _way_forgotten(w, p),
    "Indexer.index": lambda w, p: w.indexer.index(p.id, [w.exchange.question_id]),
    "Indexer.note_words": lambda w, p: w.indexer.note_words(p.id, [w.exchange.question_id]),
}
"""How Ben would change what is Anna's: it fails or does nothing."""

NOT_OF_ONE_PERSON: dict[str, str] = {
    "adds what is the person's own": """
        Facts.note Calendar.add Importer.take Feeds.renew Keeping.keep Reminders.set Timers.start Timers.alarm Tasks.add
        Preferences.change Linking.ask
    """,
    "whoever looks after the machine": """
        Overview.everybody Overview.of_everything
        Roster.everybody Roster.find Roster.give_role Linking.owner_code Linking.link Importer.run
    """,
    "who somebody is; tells a name and preferences": "People.met People.met_again People.left People.get",
    "upkeep and jobs, which answer nobody": """
        ConversationLog.flush ConversationLog.close ConversationLog.tend People.forget_past_visits Privacy.forget_old
        Consolidation.work Consolidation.consolidate Settling.settle Indexer.work Indexer.embed
        Claims.take_due Claims.renew Claims.told Claims.keep Claims.put_off Claims.next_due
        ReminderRunner.run ReminderRunner.arrived ReminderRunner.tell_due ReminderRunner.idle CalendarUpkeep.run
    """,
    "proved elsewhere: a code, a secret address, everything of oneself": """
        Linking.take Linking.claim Feeds.read Privacy.forget_me
    """,
}


async def _history(world: World, person: Person) -> Any:
    fact = (await world.facts.about(world.anna.id))[0]
    return await world.facts.history(person.id, fact.subject, fact.attribute)


async def _story(world: World, person: Person) -> Any:
    with contextlib.suppress(LookupError):
        return await world.fact_browser.story(person.id, world.fact_id)


async def _entity(world: World, person: Person) -> Any:
    with contextlib.suppress(NoSuchEntity):
        return await world.entity_browser.one(person.id, world.rex.id)


async def _around(world: World, person: Person) -> Any:
    with contextlib.suppress(LookupError):
        return await world.history.around(person.id, Which(), world.exchange.question_id, 9)


async def _sources(world: World, person: Person) -> Any:
    with contextlib.suppress(LookupError):
        return await world.summed_up.sources(person.id, world.summary_id)


async def _restore(world: World, person: Person) -> Any:
    """Puts back, as another, what was Anna's."""
    async with world.database.person(world.anna.id) as session:
        row = await session.get_one(tables.FactRow, world.fact_id)
        columns = {one.key: getattr(row, one.key) for one in row.__mapper__.column_attrs}
    return await world.fact_editing.restore(person.id, ForgottenFacts([columns | {"id": new_id()}], []))


async def _shelf(world: World, person: Person) -> Any:
    async with world.database.person(person.id) as session:
        return await world.shelves.of(session, person.id)


async def _tokens(world: World, person: Person) -> Any:
    """Anna's, once they are in memory."""
    key = world.exchange.question_id.bytes
    async with world.database.person(world.anna.id) as session:
        assert await world.shelves.tokens(session, world.anna.id, [key], "any")
    async with world.database.person(person.id) as session:
        return await world.shelves.tokens(session, person.id, [key], "any")


async def _chose_a_colour(world: World, person: Person) -> bool:
    return (await world.sharing.mine(person)).colour != person.id.int % COLOURS


async def _way_forgotten(world: World, person: Person) -> None:
    ways = Ways(world.database, world.people)
    await ways.forget(person.id, (await ways.of(world.anna.id))[0].id)


async def _or_none(found: Awaitable[Any]) -> Any:
    try:
        return await found
    except CalendarError:
        return None


def classes() -> Iterator[type]:
    """Every class of these rooms that is given the database."""
    for room in (mumble_ai.memory, mumble_ai.calendar):
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            yield from _classes_of(importlib.import_module(found.name))


def _classes_of(module: ModuleType) -> Iterator[type]:
    for name, made in vars(module).items():
        if inspect.isclass(made) and made.__module__ == module.__name__ and not name.startswith("_"):
            parameters = inspect.signature(made.__init__).parameters.values()
            if any("Database" in str(parameter.annotation) for parameter in parameters):
                yield made


def methods() -> set[str]:
    return {
        f"{owner.__name__}.{name}"
        for owner in classes()
        for name, made in vars(owner).items()
        if not name.startswith("_") and (inspect.iscoroutinefunction(made) or inspect.isasyncgenfunction(made))
    }


@pytest.fixture
async def world(database: Database) -> World:
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


def test_every_method_is_called_here_or_said_why_not() -> None:
    elsewhere = {name for names in NOT_OF_ONE_PERSON.values() for name in names.split()}
    listed = [*READS, *WRITES, *elsewhere]
    assert len(listed) == len(set(listed)), "something is listed twice"
    assert len(methods()) > 50, "the rooms are not found"
    assert methods() - set(listed) == set(), "say in this file how these are called for a person"
    assert set(listed) - methods() == set(), "these are gone"


async def test_a_read_finds_what_is_ones_own_and_nothing_of_anothers(world: World) -> None:
    ben = await world.people.met("mumble", "certificate:bb", "2", "Ben")
    for name, (call, is_something) in READS.items():
        others = await call(world, ben)
        assert not is_something(others), f"{name} shows Ben what is Anna's: {others}"
        assert "rex" not in str(others).lower(), f"{name} shows Ben what is Anna's: {others}"
        own = await call(world, world.anna)
        assert is_something(own), f"{name} finds nothing for Anna either, so it proves nothing: {own}"


async def test_nobody_changes_what_is_anothers(world: World, database: Database) -> None:
    ben = await world.people.met("mumble", "certificate:bb", "2", "Ben")

    async def annas() -> dict[str, list[Any]]:
        async with database.everybody("looks") as session:
            return {
                table.name: (await session.execute(select(table).where(table.c.person_id == world.anna.id))).all()
                for table in owned_tables()
            }

    before = await annas()
    assert sum(map(len, before.values())) > 10
    for name, write in WRITES.items():
        with contextlib.suppress(CalendarError, LookupError, NoSuchEntity, NotYours):
            await write(world, ben)
        assert await annas() == before, f"{name} changed what is Anna's"


def test_every_table_says_whose_it_is() -> None:
    known = {mapper.local_table for mapper in Base.registry.mappers}
    assert set(Base.metadata.tables.values()) == known, "a table without a class can't be limited to a person"
