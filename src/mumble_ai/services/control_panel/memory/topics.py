"""Topics: what is talked about, what was left, what is done with."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from mumble_ai.accounts.account import Account
from mumble_ai.memory.conversations.topics import State, Topics
from mumble_ai.services.control_panel.memory.route import (
    Cursor,
    Limit,
    Line,
    MemoryRoute,
    Viewed,
    Words,
    cursor_of,
    place_of,
    whose,
)
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.web.errors import ApiError


class TopicView(BaseModel, from_attributes=True):
    """One topic; see `mumble_ai.memory.conversations.topics.TopicCard`."""

    id: UUID
    label: str
    state: str
    started_at: datetime
    last_said_at: datetime
    resolved_at: datetime | None
    exchanges: int
    terms: list[str]
    messages: int


class TopicsView(BaseModel):
    """A page of topics, with how many there are in each state."""

    topics: list[TopicView]
    next: str
    states: dict[str, int]


class ChangedTopic(BaseModel):
    """What is to be different; null leaves a thing as it is."""

    label: Line | None = None
    state: State | None = None


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1/memory/topics", tags=["memory"], route_class=MemoryRoute)
    room, look = Topics(panel.household.stores.database), whose(panel)

    @router.get("")
    async def topics(
        viewed: Annotated[Viewed, Depends(look)],
        q: Words = "",
        state: Literal["", "active", "switched", "resolved"] = "",
        cursor: Cursor = "",
        limit: Limit = 50,
    ) -> TopicsView:
        """One page of topics, those talked about last first."""
        page = await room.page(
            viewed.person_id,
            state=state or None,
            text=q,
            after=place_of(cursor),
            limit=limit,
            heard_by_others=viewed.heard_by_others,
        )
        states = await room.states(viewed.person_id)
        cards = [TopicView.model_validate(card, from_attributes=True) for card in page.topics]
        return TopicsView(topics=cards, next=cursor_of(page.next), states=dict(states))

    @router.patch("/{topic_id}", status_code=204)
    async def change_topic(
        topic_id: UUID, given: ChangedTopic, account: Annotated[Account, Depends(panel.guard.member)]
    ) -> None:
        """Gives a topic another label, takes it up again, or ends it."""
        try:
            await room.change(account.person.id, topic_id, label=given.label, state=given.state)
        except ValueError as error:
            raise ApiError(400, str(error), code="invalid_value", param="label") from error
        panel.live.tell("memory", account.person.id, {"changed": "topics"})

    _ = topics, change_topic
    return router
