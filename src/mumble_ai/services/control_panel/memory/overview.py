"""What is kept of whom: amounts, in words, as a file, and who may look; and the search through all of it."""

import asyncio
import time
from datetime import UTC, datetime
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from mumble_ai.accounts.account import Account
from mumble_ai.memory.entities.browsing import EntityBrowser, EntitySearch
from mumble_ai.memory.facts.browsing import FactBrowser, FactSearch
from mumble_ai.memory.overview import Amounts, Overview
from mumble_ai.memory.recall.choosing import Recalled
from mumble_ai.services.control_panel.memory.route import Limit, MemoryRoute, Viewed, Words, whose
from mumble_ai.services.control_panel.memory.shapes import EntityView, FactView, entity_view, fact_view
from mumble_ai.services.control_panel.panel import Panel

SEARCH_BUDGET_TOKENS: Final = 100_000
"""A search shows whole lines: no prompt has to hold them."""
MOST_BESIDE: Final = 8
"""Facts and names that are shown beside the lines found."""


class AmountsView(BaseModel, from_attributes=True):
    """How much is kept; see `mumble_ai.memory.overview.Amounts`."""

    messages: int
    talks: int
    facts: int
    entities: int
    topics: int
    summaries: int
    vectors: int
    since: datetime | None


class MemoryOverview(BaseModel):
    """One's own memory.

    Attributes:
        is_shared: Whether an owner may read it, but for what was said in private.
    """

    amounts: AmountsView
    is_shared: bool


class PersonMemory(BaseModel, from_attributes=True):
    """How much is kept of one person, in numbers only.

    Attributes:
        is_shared: Whether this person lets an owner read it.
    """

    person_id: UUID
    name: str
    role: str
    messages: int
    facts: int
    entities: int
    is_shared: bool


class KnownView(BaseModel):
    """What the assistant knows of its asker, in words."""

    in_words: str


class Sharing(BaseModel):
    """Whether an owner may read one's memory, but for what was said in private."""

    is_shared: bool


class FoundLine(BaseModel):
    """A line said before.

    Attributes:
        why: Why it was found, in a few words.
        parts: What each sign added to the score or took from it.
        is_outdated: What it told has been replaced since.
    """

    message_id: UUID
    session_id: UUID
    said_at: datetime
    who: str
    role: str
    text: str
    why: str
    score: float
    parts: dict[str, float]
    private: bool
    is_outdated: bool


class SearchResult(BaseModel):
    """What was found.

    Attributes:
        took_ms: Time the search took inside the service.
        by_meaning: False where lines were found by their words alone.
        notice: Why that is so; empty otherwise.
    """

    lines: list[FoundLine]
    facts: list[FactView]
    entities: list[EntityView]
    took_ms: float
    by_meaning: bool
    notice: str


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1/memory", tags=["memory"], route_class=MemoryRoute)
    overview = Overview(panel.household.stores.database)
    look = whose(panel)

    @router.get("")
    async def memory(viewed: Annotated[Viewed, Depends(look)]) -> MemoryOverview:
        """How much is kept."""
        amounts, is_shared = await asyncio.gather(overview.of(viewed.person_id), overview.is_shared(viewed.person_id))
        return MemoryOverview(amounts=amounts_view(amounts), is_shared=is_shared)

    @router.get("/people")
    async def memory_people(account: Annotated[Account, Depends(panel.guard.owner)]) -> list[PersonMemory]:
        """How much is kept of each person, and who lets an owner look."""
        return [PersonMemory.model_validate(one, from_attributes=True) for one in await overview.everybody()]

    @router.put("/sharing", status_code=204)
    async def share_memory(given: Sharing, account: Annotated[Account, Depends(panel.guard.member)]) -> None:
        """Lets an owner read one's own memory, or no more."""
        await overview.share(account.person.id, is_shared=given.is_shared)
        await panel.accounts.audit.note(account, "memory.shared", str(account.person.id), is_shared=given.is_shared)

    @router.get("/known")
    async def what_memory_knows(account: Annotated[Account, Depends(panel.guard.member)]) -> KnownView:
        """What the assistant knows of whoever asks."""
        known = await panel.household.privacy.known(account.person)
        return KnownView(in_words=known.in_words())

    @router.get("/export", response_class=JSONResponse)
    async def export_memory(account: Annotated[Account, Depends(panel.guard.member)]) -> JSONResponse:
        """Everything that is kept of whoever asks, as a file."""
        found = await panel.household.privacy.export(account.person.id)
        headers = {"Content-Disposition": 'attachment; filename="mumble-ai-memory.json"', "Cache-Control": "no-store"}
        return await asyncio.to_thread(JSONResponse, found, headers=headers)

    @router.get("/search")
    async def search_memory(viewed: Annotated[Viewed, Depends(look)], q: Words, limit: Limit = 20) -> SearchResult:
        """The lines, facts and names that belong to a question, and why each line was found."""
        return await _search(panel, viewed, q, limit)

    _ = memory, memory_people, share_memory, what_memory_knows, export_memory, search_memory
    return router


def amounts_view(amounts: Amounts) -> AmountsView:
    """Amounts, for a page."""
    return AmountsView.model_validate(amounts, from_attributes=True)


async def _search(panel: Panel, viewed: Viewed, text: str, limit: int) -> SearchResult:
    house, began_s = panel.household, time.perf_counter()
    database, private = house.stores.database, viewed.heard_by_others
    if not text.strip():
        return SearchResult(lines=[], facts=[], entities=[], took_ms=0.0, by_meaning=True, notice="")
    lines, facts, entities = await asyncio.gather(
        house.recall.recall(
            viewed.person_id,
            text,
            now=datetime.now(UTC),
            budget_tokens=SEARCH_BUDGET_TOKENS,
            heard_by_others=private,
            most_lines=limit,
        ),
        house.facts.relevant(viewed.person_id, text, 2 * MOST_BESIDE),
        EntityBrowser(database).page(
            viewed.person_id, EntitySearch(name=text, heard_by_others=private, limit=MOST_BESIDE)
        ),
    )
    wanted = [fact for fact in facts if not (private and fact.private)]
    if not wanted:
        search = FactSearch(text=text, heard_by_others=private, limit=MOST_BESIDE)
        wanted = list((await FactBrowser(database).page(viewed.person_id, search)).facts)
    standing = house.recall.standing()
    return SearchResult(
        lines=[_line(line) for line in lines],
        facts=[fact_view(fact) for fact in wanted[:MOST_BESIDE]],
        entities=[entity_view(one) for one in entities.entities],
        took_ms=round((time.perf_counter() - began_s) * 1000, 1),
        by_meaning=not standing.degraded,
        notice=standing.detail if standing.degraded else "",
    )


def _line(found: Recalled) -> FoundLine:
    shared: dict[str, Any] = {name: getattr(found, name) for name in FoundLine.model_fields if name != "parts"}
    return FoundLine(**shared, parts=dict(found.parts))
