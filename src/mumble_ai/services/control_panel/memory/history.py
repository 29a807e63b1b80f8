"""What was said: talks, messages from any place on in both directions, and forgetting some of it."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from mumble_ai.accounts.account import Account
from mumble_ai.memory.conversations.browsing import HistoryBrowser, Stretch, Which
from mumble_ai.services.control_panel.memory.facts import with_zone
from mumble_ai.services.control_panel.memory.route import (
    Cursor,
    Limit,
    Look,
    MemoryRoute,
    Viewed,
    Words,
    cursor_of,
    place_of,
    whose,
)
from mumble_ai.services.control_panel.memory.shapes import MessageView, message_view
from mumble_ai.services.control_panel.panel import Panel

FIRST_ID = UUID(int=0)


class HistoryView(BaseModel):
    """Messages in a row, the newest first.

    Attributes:
        older: Cursor for `before`; empty where these are the first.
        newer: Cursor for `after`; empty where these are the last.
    """

    messages: list[MessageView]
    older: str
    newer: str


class TalkView(BaseModel, from_attributes=True):
    """One stretch of talk; see `mumble_ai.memory.conversations.browsing.TalkCard`."""

    id: UUID
    door: str
    state: str
    started_at: datetime
    last_active_at: datetime
    messages: int
    began_with: str
    has_private: bool


class TalksView(BaseModel):
    """A page of talks, the newest first."""

    talks: list[TalkView]
    next: str


class ForgottenMessages(BaseModel):
    """Messages to be forgotten, each with the other half of its exchange and all that was made of it."""

    ids: list[UUID] = Field(min_length=1, max_length=200)


class ForgottenCount(BaseModel):
    """How many messages went, and what stays where."""

    messages: int
    in_words: str


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1/memory/history", tags=["memory"], route_class=MemoryRoute)
    browser, look = HistoryBrowser(panel.household.stores.database), whose(panel)
    _add_messages(router, browser, look)
    _add_talks(router, browser, look)
    _add_forgetting(router, panel)
    return router


def _add_messages(router: APIRouter, browser: HistoryBrowser, look: Look) -> None:
    @router.get("")
    async def memory_history(
        viewed: Annotated[Viewed, Depends(look)],
        q: Words = "",
        door: Annotated[str, Query(max_length=60)] = "",
        role: Literal["", "user", "assistant"] = "",
        session: UUID | None = None,
        topic: UUID | None = None,
        private: bool | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        before: Cursor = "",
        after: Cursor = "",
        around: Annotated[UUID | None, Query(description="A message to be shown among those beside it.")] = None,
        at: Annotated[datetime | None, Query(description="The moment to begin at.")] = None,
        limit: Limit = 50,
    ) -> HistoryView:
        """Messages: the newest, or those around a message, from a moment on, or before or after a place."""
        which = Which(
            words=q,
            since=with_zone(since),
            until=with_zone(until),
            door=door,
            role=role,
            session_id=session,
            topic_id=topic,
            private=private,
            heard_by_others=viewed.heard_by_others,
        )
        person_id, moment = viewed.person_id, with_zone(at)
        if around is not None:
            return _view(await browser.around(person_id, which, around, limit))
        if moment is not None:
            return _view(await browser.after(person_id, which, (moment, FIRST_ID), limit, inclusive=True))
        if place := place_of(after):
            return _view(await browser.after(person_id, which, place, limit))
        return _view(await browser.before(person_id, which, place_of(before), limit))

    _ = memory_history


def _add_talks(router: APIRouter, browser: HistoryBrowser, look: Look) -> None:
    @router.get("/talks")
    async def memory_talks(
        viewed: Annotated[Viewed, Depends(look)],
        door: Annotated[str, Query(max_length=60)] = "",
        cursor: Cursor = "",
        limit: Limit = 30,
    ) -> TalksView:
        """One page of talks."""
        page = await browser.talks(
            viewed.person_id,
            door=door,
            after=place_of(cursor),
            limit=limit,
            heard_by_others=viewed.heard_by_others,
        )
        cards = [TalkView.model_validate(card, from_attributes=True) for card in page.talks]
        return TalksView(talks=cards, next=cursor_of(page.next))

    _ = memory_talks


def _add_forgetting(router: APIRouter, panel: Panel) -> None:
    @router.post("/forget")
    async def forget_messages(
        given: ForgottenMessages, account: Annotated[Account, Depends(panel.guard.member)]
    ) -> ForgottenCount:
        """Forgets messages for good."""
        gone = await panel.household.privacy.forget_messages(account.person.id, given.ids)
        await panel.accounts.audit.note(account, "memory.forgotten", "messages", messages=gone.messages)
        panel.live.tell("memory", account.person.id, {"changed": "history"})
        return ForgottenCount(messages=gone.messages, in_words=gone.in_words)

    _ = forget_messages


def _view(found: Stretch) -> HistoryView:
    return HistoryView(
        messages=[message_view(one) for one in found.messages],
        older=cursor_of(found.older),
        newer=cursor_of(found.newer),
    )
