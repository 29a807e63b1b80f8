"""How each public read of memory and calendar is called for a person."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from mumble_ai.calendar.errors import CalendarError
from mumble_ai.calendar.sharing import COLOURS
from mumble_ai.memory.conversations.browsing import Which
from mumble_ai.memory.conversations.history import HistorySearch
from mumble_ai.memory.entities.browsing import EntitySearch
from mumble_ai.memory.entities.entities import NoSuchEntity
from mumble_ai.memory.entities.graph import EntityGraph
from mumble_ai.memory.facts.browsing import FactSearch
from mumble_ai.memory.overview import Overview
from mumble_ai.memory.people.person import Person
from mumble_ai.memory.people.preferences import Preferences
from mumble_ai.memory.people.roster import Roster
from mumble_ai.memory.people.ways import Ways
from tests.integration.memory.people.scope.world import NOON, NOW, World

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


async def _or_none(found: Awaitable[Any]) -> Any:
    try:
        return await found
    except CalendarError:
        return None
