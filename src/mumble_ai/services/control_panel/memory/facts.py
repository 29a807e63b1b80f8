"""Facts: looked through, told, changed with what was before kept, made one, forgotten and brought back."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from mumble_ai.accounts.account import Account
from mumble_ai.memory.extraction.statement import CATEGORIES, Category
from mumble_ai.memory.facts.browsing import FactBrowser, FactSearch, FactStory, Order, State
from mumble_ai.memory.facts.editing import MOST_AT_ONCE, FactChange, FactEditing, ForgottenFacts
from mumble_ai.memory.facts.fact import Fact
from mumble_ai.services.control_panel.memory.route import (
    Cursor,
    Limit,
    Line,
    MemoryRoute,
    Viewed,
    Words,
    cursor_of,
    ranked_place_of,
    whose,
)
from mumble_ai.services.control_panel.memory.shapes import FactView, MessageView, fact_view, message_view
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.storage.ids import new_id
from mumble_ai.web.errors import ApiError

UNDOABLE_S: Final = 600.0
MOST_UNDOABLE: Final = 200
"""What was forgotten last and can come back, of everybody together; in this process only."""

Importance = Annotated[int, Field(ge=1, le=10)]
Tags = Annotated[list[Annotated[str, Field(max_length=40)]], Field(max_length=20)]


class FactsView(BaseModel):
    """A page of facts."""

    facts: list[FactView]
    next: str


class FactCountsView(BaseModel):
    """How many facts there are, by kind."""

    current: int
    past: int
    categories: dict[str, int]
    tags: dict[str, int]


class FactStoryView(BaseModel):
    """A fact with where it was told, what it replaced and what replaced it."""

    fact: FactView
    told_in: list[MessageView]
    earlier: list[FactView]
    later: FactView | None


class NewFact(BaseModel):
    """Something to remember, in one's own words."""

    text: Line = Field(min_length=3)
    category: Category | None = None
    importance: Importance | None = None
    tags: Tags = []
    private: bool = False


class ToldView(BaseModel):
    """What became of it.

    Attributes:
        superseded: What no longer holds by it.
    """

    facts: list[FactView]
    superseded: list[FactView]


class ChangedFact(BaseModel):
    """What is to be different; null leaves a thing as it is.

    Attributes:
        is_correction: The old value never was so.
    """

    value: Line | None = Field(None, min_length=1)
    text: Line | None = Field(None, min_length=1)
    is_correction: bool = False
    category: Category | None = None
    importance: Importance | None = None
    tags: Tags | None = None
    private: bool | None = None


class Merging(BaseModel):
    """Facts that say the same."""

    keep: UUID
    others: list[UUID] = Field(min_length=1, max_length=MOST_AT_ONCE)


class Forgetting(BaseModel):
    """Facts to be forgotten.

    Attributes:
        with_messages: Also the messages they were told in, with their answers; these can't come back.
    """

    ids: list[UUID] = Field(min_length=1, max_length=MOST_AT_ONCE)
    with_messages: bool = False


class ForgottenView(BaseModel):
    """What was forgotten.

    Attributes:
        undo: With which it can be brought back for ten minutes; empty where it can't.
    """

    facts: int
    messages: int
    undo: str


class RestoredView(BaseModel):
    """How many facts came back."""

    facts: int


@dataclass(slots=True)
class Undoable:
    """Facts that were forgotten a moment ago. The oldest go where there are too many."""

    _kept: OrderedDict[UUID, tuple[UUID, ForgottenFacts, float]] = field(
        default_factory=OrderedDict[UUID, tuple[UUID, ForgottenFacts, float]]
    )

    def keep(self, person_id: UUID, forgotten: ForgottenFacts) -> UUID:
        """Keeps them for a while; returns with what they can be had again."""
        token, until_s = new_id(), asyncio.get_running_loop().time() + UNDOABLE_S
        self._kept[token] = (person_id, forgotten, until_s)
        while len(self._kept) > MOST_UNDOABLE:
            self._kept.popitem(last=False)
        return token

    def take(self, person_id: UUID, token: UUID) -> ForgottenFacts | None:
        """Gives them out once, to the person whose they are."""
        found = self._kept.get(token)
        if found is None or found[0] != person_id:
            return None
        del self._kept[token]
        return found[1] if found[2] > asyncio.get_running_loop().time() else None


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1/memory/facts", tags=["memory"], route_class=MemoryRoute)
    browser = FactBrowser(panel.household.stores.database)
    look = whose(panel)

    @router.get("")
    async def facts(
        viewed: Annotated[Viewed, Depends(look)],
        q: Words = "",
        category: Annotated[str, Query(max_length=40)] = "",
        tag: Words = "",
        importance: Annotated[int, Query(ge=1, le=10, description="At least so important.")] = 1,
        state: State = "current",
        order: Order = "newest",
        since: datetime | None = None,
        until: datetime | None = None,
        entity: UUID | None = None,
        cursor: Cursor = "",
        limit: Limit = 50,
    ) -> FactsView:
        """One page of facts."""
        search = FactSearch(
            text=q,
            category=category,
            tag=tag,
            least_importance=importance,
            state=state,
            since=with_zone(since),
            until=with_zone(until),
            entity_id=entity,
            heard_by_others=viewed.heard_by_others,
            order=order,
            limit=limit,
            after=ranked_place_of(cursor),
        )
        page = await browser.page(viewed.person_id, search)
        return FactsView(facts=_views(page.facts), next=cursor_of(page.next))

    @router.get("/counts")
    async def fact_counts(viewed: Annotated[Viewed, Depends(look)]) -> FactCountsView:
        """How many facts there are of each category and with each tag."""
        found = await browser.counts(viewed.person_id, heard_by_others=viewed.heard_by_others)
        categories = {category: found.categories.get(category, 0) for category in CATEGORIES}
        return FactCountsView(
            current=found.current, past=found.past, categories=categories, tags=dict(list(found.tags.items())[:200])
        )

    @router.get("/duplicates")
    async def duplicate_facts(account: Annotated[Account, Depends(panel.guard.member)]) -> list[list[FactView]]:
        """Groups of facts that seem to say the same."""
        return [_views(group) for group in await browser.duplicates(account.person.id)]

    @router.get("/{fact_id}")
    async def fact_story(fact_id: UUID, viewed: Annotated[Viewed, Depends(look)]) -> FactStoryView:
        """A fact with where it was told, what it replaced and what replaced it."""
        return _story(await browser.story(viewed.person_id, fact_id, heard_by_others=viewed.heard_by_others))

    _ = facts, fact_counts, duplicate_facts, fact_story
    _add_changes(router, panel)
    return router


def _add_changes(router: APIRouter, panel: Panel) -> None:
    editing, undoable = FactEditing(panel.household.stores.database), Undoable()

    @router.post("", status_code=201)
    async def tell_fact(given: NewFact, account: Annotated[Account, Depends(panel.guard.member)]) -> ToldView:
        """Keeps something in mind."""
        noted = await panel.household.facts.note(
            account.person.id,
            given.text,
            source_message_id=None,
            now=datetime.now(account.person.zone),
            language=account.person.language or "en",
            private=given.private,
        )
        if not noted.facts:
            raise ApiError(400, "nothing in this can be kept; write it as a statement", code="no_fact", param="text")
        marks = FactChange(category=given.category, importance=given.importance, tags=given.tags or None)
        kept = [await editing.change(account.person.id, fact.id, marks) for fact in noted.facts]
        panel.live.tell("memory", account.person.id, {"changed": "facts"})
        return ToldView(facts=_views(kept), superseded=_views(noted.superseded))

    @router.patch("/{fact_id}")
    async def change_fact(
        fact_id: UUID, given: ChangedFact, account: Annotated[Account, Depends(panel.guard.member)]
    ) -> FactView:
        """Changes a fact; a new value ends the old one, which stays as what was so before."""
        changed = await editing.change(account.person.id, fact_id, FactChange(**given.model_dump()))
        panel.live.tell("memory", account.person.id, {"changed": "facts"})
        return fact_view(changed)

    @router.post("/merge")
    async def merge_facts(given: Merging, account: Annotated[Account, Depends(panel.guard.member)]) -> FactView:
        """Makes one of several facts that say the same."""
        merged = await editing.merge(account.person.id, given.keep, given.others)
        panel.live.tell("memory", account.person.id, {"changed": "facts"})
        return fact_view(merged)

    @router.post("/forget")
    async def forget_facts(
        given: Forgetting, account: Annotated[Account, Depends(panel.guard.member)]
    ) -> ForgottenView:
        """Forgets facts."""
        gone = await editing.forget(account.person.id, given.ids)
        messages = 0
        if given.with_messages and gone.told_in:
            erased = await panel.household.privacy.forget_messages(account.person.id, sorted(gone.told_in))
            messages = erased.messages
        count = len(gone.rows)
        undo = "" if given.with_messages or not count else str(undoable.keep(account.person.id, gone))
        await panel.accounts.audit.note(account, "memory.forgotten", "facts", facts=count, messages=messages)
        panel.live.tell("memory", account.person.id, {"changed": "facts"})
        return ForgottenView(facts=count, messages=messages, undo=undo)

    @router.post("/forget/{undo}/undo")
    async def restore_facts(undo: UUID, account: Annotated[Account, Depends(panel.guard.member)]) -> RestoredView:
        """Brings back what was forgotten a moment ago."""
        forgotten = undoable.take(account.person.id, undo)
        if forgotten is None:
            raise ApiError(404, "this was forgotten for good; tell it again", code="too_late")
        restored = await editing.restore(account.person.id, forgotten)
        panel.live.tell("memory", account.person.id, {"changed": "facts"})
        return RestoredView(facts=restored)

    _ = tell_fact, change_fact, merge_facts, forget_facts, restore_facts


def _views(facts: Sequence[Fact]) -> list[FactView]:
    return [fact_view(fact) for fact in facts]


def _story(story: FactStory) -> FactStoryView:
    return FactStoryView(
        fact=fact_view(story.fact),
        told_in=[message_view(one) for one in story.told_in],
        earlier=_views(story.earlier),
        later=fact_view(story.later) if story.later else None,
    )


def with_zone(moment: datetime | None) -> datetime | None:
    """A moment without a zone is taken as UTC."""
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment
