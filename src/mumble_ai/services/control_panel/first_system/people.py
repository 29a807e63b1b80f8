"""The first system's profile of a user and list of sessions, of whoever is signed in."""

import asyncio
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel

from mumble_ai.accounts.account import Account
from mumble_ai.calendar.figures import events_planned
from mumble_ai.memory.conversations.browsing import HistoryBrowser
from mumble_ai.memory.figures import figures_of
from mumble_ai.services.control_panel.first_system.route import Answer, only_yourself, router_of
from mumble_ai.services.control_panel.panel import Panel


class FirstProfile(BaseModel):
    """What is kept of somebody, in figures.

    Attributes:
        schedule_count: Events that are not over.
        conversation_count: Messages.
        last_active: When something was said last; null where nothing was.
    """

    user_name: str
    memory_count: int
    schedule_count: int
    conversation_count: int
    last_active: datetime | None


class FirstSession(BaseModel):
    """A talk."""

    session_id: UUID
    user_name: str
    started_at: datetime
    last_activity: datetime
    message_count: int


class FirstSessions(BaseModel):
    """Talks, the newest first."""

    sessions: list[FirstSession]


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = router_of("/api")
    database = panel.household.stores.database
    browser = HistoryBrowser(database)

    @router.get("/users/{user_name}/profile", operation_id="firstProfile")
    async def first_profile(
        account: Annotated[Account, Depends(panel.guard.member)], user_name: str
    ) -> Answer[FirstProfile]:
        """Figures of the viewer; `user_name` is theirs."""
        only_yourself(account, user_name)
        person_id, now = account.person.id, datetime.now(UTC)
        figures, events, talks = await asyncio.gather(
            figures_of(database, person_id, now),
            events_planned(database, person_id, now),
            browser.talks(person_id, limit=1),
        )
        profile = FirstProfile(
            user_name=account.person.name,
            memory_count=figures.facts,
            schedule_count=events,
            conversation_count=figures.messages,
            last_active=talks.talks[0].last_active_at if talks.talks else None,
        )
        return Answer(data=profile)

    @router.get("/conversations/sessions", operation_id="firstSessions")
    async def first_sessions(
        account: Annotated[Account, Depends(panel.guard.member)],
        user_name: str = "",
        limit: Annotated[int, Query(ge=1, le=200)] = 100,
    ) -> Answer[FirstSessions]:
        """The viewer's talks."""
        only_yourself(account, user_name)
        page = await browser.talks(account.person.id, limit=limit)
        sessions = [
            FirstSession(
                session_id=talk.id,
                user_name=account.person.name,
                started_at=talk.started_at,
                last_activity=talk.last_active_at,
                message_count=talk.messages,
            )
            for talk in page.talks
        ]
        return Answer(data=FirstSessions(sessions=sessions))

    _ = first_profile, first_sessions
    return router
