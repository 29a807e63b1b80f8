"""The first system's counts, users, conversations and memories on what is kept now, for clients that depend on them."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from mumble_ai.accounts.account import Account
from mumble_ai.memory.conversations.history import HistorySearch, Said, search
from mumble_ai.memory.facts.browsing import FactBrowser, FactSearch, NoSuchFact
from mumble_ai.memory.facts.editing import FactChange, FactConflict, FactEditing
from mumble_ai.memory.facts.fact import Fact
from mumble_ai.memory.figures import figures_of, figures_of_all
from mumble_ai.services.control_panel.calendar.shapes import Importance, Text
from mumble_ai.services.control_panel.first_system.route import Answer, only_yourself, router_of
from mumble_ai.services.control_panel.first_system.schedule_shapes import Deleted
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.web.errors import ApiError

CATEGORIES = ["schedule", "fact", "preference", "task", "reminder", "other"]
MOST_MEMORIES = 200


class FirstStats(BaseModel):
    """Counts: the viewer's own; of everybody for an owner."""

    total_messages: int
    unique_users: int
    voice_messages: int
    text_messages: int


class FirstMessage(BaseModel):
    """A message of the viewer's talk."""

    id: UUID
    user_name: str
    session_id: UUID | None
    message_type: str
    role: str
    message: str
    timestamp: datetime


class FirstMemory(BaseModel):
    """A fact, as the first system told a memory."""

    id: UUID
    user_name: str
    category: str
    content: str
    importance: int
    tags: list[str]
    active: bool
    extracted_at: datetime


class MemoryBody(BaseModel):
    """Something to remember."""

    user_name: str = Field("", max_length=200)
    content: Annotated[Text, Field(min_length=1, max_length=2000)]
    category: Annotated[str, Field(max_length=40)] = ""
    importance: Importance | None = None
    tags: Annotated[list[Annotated[str, Field(max_length=60)]], Field(max_length=20)] | None = None


class MemoryPatch(BaseModel):
    """What is to be different."""

    content: Annotated[Text, Field(min_length=1, max_length=2000)] | None = None
    category: Annotated[str, Field(max_length=40)] | None = None
    importance: Importance | None = None
    tags: Annotated[list[Annotated[str, Field(max_length=60)]], Field(max_length=20)] | None = None


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = router_of("/api")
    database = panel.household.stores.database

    @router.get("/stats")
    async def first_stats(account: Annotated[Account, Depends(panel.guard.member)]) -> FirstStats:
        """Counts."""
        today = datetime.now(account.person.zone).replace(hour=0, minute=0, second=0, microsecond=0)
        if account.is_owner:
            figures = await figures_of_all(database, today)
        else:
            figures = await figures_of(database, account.person.id, today)
        return FirstStats(
            total_messages=figures.messages,
            unique_users=figures.people,
            voice_messages=figures.voice,
            text_messages=figures.text,
        )

    @router.get("/users")
    async def first_users(account: Annotated[Account, Depends(panel.guard.member)]) -> Answer[list[str]]:
        """Whose data can be asked for: one's own."""
        return Answer(data=[account.person.name])

    @router.get("/conversations")
    async def first_conversations(
        account: Annotated[Account, Depends(panel.guard.member)],
        user_name: str = "",
        limit: Annotated[int, Query(ge=1, le=200)] = 100,
    ) -> list[FirstMessage]:
        """The viewer's last messages, the newest first."""
        only_yourself(account, user_name)
        async with database.person(account.person.id) as session:
            page = await search(session, HistorySearch(limit=limit))
        return [_message(said, account) for said in page.messages]

    _ = first_stats, first_users, first_conversations
    _add_memories(router, panel)
    return router


def _add_memories(router: APIRouter, panel: Panel) -> None:
    browser, editing = FactBrowser(panel.household.stores.database), FactEditing(panel.household.stores.database)

    @router.get("/memories/categories")
    async def first_categories(account: Annotated[Account, Depends(panel.guard.member)]) -> Answer[list[str]]:
        """Names of the kinds of memories there are."""
        counted = await browser.counts(account.person.id)
        return Answer(data=list(dict.fromkeys([*CATEGORIES, *counted.categories])))

    @router.get("/memories")
    async def first_memories(
        account: Annotated[Account, Depends(panel.guard.member)],
        user_name: str = "",
        category: Annotated[str, Query(max_length=40)] = "",
        importance: Annotated[int, Query(ge=1, le=10, description="At least so important.")] = 1,
        limit: Annotated[int, Query(ge=1, le=MOST_MEMORIES)] = 50,
    ) -> Answer[list[FirstMemory]]:
        """What is known of the viewer, the newest first."""
        only_yourself(account, user_name)
        wanted = FactSearch(category=category, least_importance=importance, limit=limit)
        page = await browser.page(account.person.id, wanted)
        return Answer(data=[_memory(fact, account) for fact in page.facts])

    @router.post("/memories", status_code=201)
    async def first_remember(
        account: Annotated[Account, Depends(panel.guard.member)], body: MemoryBody
    ) -> Answer[list[FirstMemory]]:
        """Keeps something in mind; one sentence may be several memories."""
        only_yourself(account, body.user_name)
        person = account.person
        now, language = datetime.now(person.zone), person.language or "en"
        noted = await panel.household.facts.note(
            person.id, body.content, source_message_id=None, now=now, language=language
        )
        if not noted.facts:
            raise ApiError(400, "there is nothing to remember in it", param="content", code="invalid_value")
        change = FactChange(category=body.category or None, importance=body.importance, tags=body.tags)
        kept = [await _changed(editing, account, fact.id, change) for fact in noted.facts]
        panel.live.tell("memory", person.id)
        return Answer(data=[_memory(fact, account) for fact in kept])

    @router.put("/memories/{memory_id}")
    async def first_correct(
        account: Annotated[Account, Depends(panel.guard.member)], memory_id: UUID, body: MemoryPatch
    ) -> Answer[FirstMemory]:
        """Changes a memory."""
        change = FactChange(text=body.content, category=body.category, importance=body.importance, tags=body.tags)
        fact = await _changed(editing, account, memory_id, change)
        panel.live.tell("memory", account.person.id)
        return Answer(data=_memory(fact, account))

    @router.delete("/memories/{memory_id}")
    async def first_forget(
        account: Annotated[Account, Depends(panel.guard.member)], memory_id: UUID
    ) -> Answer[Deleted]:
        """Forgets a memory."""
        try:
            await browser.story(account.person.id, memory_id)
        except NoSuchFact as error:
            raise ApiError(404, str(error), code="not_found") from error
        await editing.forget(account.person.id, [memory_id])
        panel.live.tell("memory", account.person.id)
        return Answer(data=Deleted(id=memory_id))

    _ = first_categories, first_memories, first_remember, first_correct, first_forget


async def _changed(editing: FactEditing, account: Account, fact_id: UUID, change: FactChange) -> Fact:
    try:
        return await editing.change(account.person.id, fact_id, change)
    except NoSuchFact as error:
        raise ApiError(404, str(error), code="not_found") from error
    except FactConflict as error:
        raise ApiError(400, str(error), code="invalid_value") from error


def _message(said: Said, account: Account) -> FirstMessage:
    return FirstMessage(
        id=said.message_id,
        user_name=account.person.name,
        session_id=said.session_id,
        message_type=said.kind,
        role=said.role,
        message=said.text,
        timestamp=said.said_at,
    )


def _memory(fact: Fact, account: Account) -> FirstMemory:
    return FirstMemory(
        id=fact.id,
        user_name=account.person.name,
        category=fact.category,
        content=fact.text,
        importance=fact.importance,
        tags=list(fact.tags),
        active=fact.is_current,
        extracted_at=fact.learned_at,
    )
