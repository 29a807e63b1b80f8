"""What the dashboard shows besides turns and health: who is where, figures, what comes next, the machine."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel

from mumble_ai.accounts.account import Account
from mumble_ai.calendar.calendar import Calendar
from mumble_ai.calendar.event import Occurrence
from mumble_ai.calendar.figures import events_planned
from mumble_ai.memory.figures import figures_of, figures_of_all
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.watching.house_route import HouseRoute
from mumble_ai.services.live_news import SNAPSHOT, PresenceNews
from mumble_ai.stack.machine import Machine, machine_now
from mumble_ai.storage.cache import Cache
from mumble_ai.storage.database import Database

SOON: Final = (timedelta(days=2), timedelta(days=14))


class PresenceView(BaseModel):
    """Who is in which channel.

    Attributes:
        presence: None where nobody tells.
        why: Why nobody tells, and what can be done.
    """

    presence: PresenceNews | None
    why: str = ""


class StatsView(BaseModel):
    """Figures.

    Attributes:
        of_everybody: Whether they are of all people together, or the reader's own.
    """

    of_everybody: bool
    people: int
    messages: int
    voice_messages: int
    text_messages: int
    turns_today: int
    talks: int
    facts: int
    entities: int
    events: int


class ComingEvent(BaseModel):
    """Something planned.

    Attributes:
        start: With the offset of the reader's zone.
    """

    id: UUID
    title: str
    place: str
    start: datetime
    end: datetime
    is_all_day: bool
    importance: int


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1", tags=["dashboard"], route_class=HouseRoute)
    house = panel.household
    cache = Cache(house.stores.redis)

    @router.get("/presence")
    async def presence(account: Annotated[Account, Depends(panel.guard.member)]) -> PresenceView:
        """Who is in which channel of the Mumble server."""
        kept = await cache.get(SNAPSHOT)
        if kept is not None:
            return PresenceView(presence=PresenceNews.model_validate(kept))
        return PresenceView(presence=None, why=_why_unknown(panel))

    @router.get("/stats")
    async def stats(account: Annotated[Account, Depends(panel.guard.member)]) -> StatsView:
        """Figures: an owner's are of everybody together, everybody else's are their own."""
        return await _stats(house.stores.database, account)

    @router.get("/upcoming")
    async def upcoming(
        account: Annotated[Account, Depends(panel.guard.member)],
        limit: Annotated[int, Query(ge=1, le=50)] = 8,
    ) -> list[ComingEvent]:
        """What comes next in the reader's calendar."""
        found = await _coming(house.calendar, account, limit)
        return [
            ComingEvent(
                id=one.event.id,
                title=one.title,
                place=one.place,
                start=one.start.astimezone(account.person.zone),
                end=one.end.astimezone(account.person.zone),
                is_all_day=one.is_all_day,
                importance=one.event.importance,
            )
            for one in found
        ]

    @router.get("/machine")
    async def machine(account: Annotated[Account, Depends(panel.guard.owner)]) -> Machine:
        """Disk, memory and models of the machine that the control panel runs on."""
        return await asyncio.to_thread(machine_now, panel.settings)

    _ = presence, stats, upcoming, machine
    return router


def _why_unknown(panel: Panel) -> str:
    standing = panel.household.stores.redis.standing()
    if standing.degraded:
        return f"Redis, which carries the news, is {standing.detail}. ./mumble-ai up starts it."
    return "The assistant does not run, or is not on the Mumble server yet. ./mumble-ai up starts it."


async def _coming(calendar: Calendar, account: Account, limit: int) -> list[Occurrence]:
    """What comes next; where the next days hold enough of it, nothing beyond them is looked at."""
    now = datetime.now(UTC)
    for within in SOON:
        found = [one for one in await calendar.between(account.person, now, now + within) if one.end > now]
        if len(found) >= limit:
            return found[:limit]
    return await calendar.upcoming(account.person, limit=limit)


async def _stats(database: Database, account: Account) -> StatsView:
    now = datetime.now(UTC)
    today = now.astimezone(account.person.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    person_id = account.person.id
    if account.is_owner:
        figures, events = await asyncio.gather(figures_of_all(database, today), events_planned(database, None, now))
    else:
        figures, events = await asyncio.gather(
            figures_of(database, person_id, today), events_planned(database, person_id, now)
        )
    return StatsView(
        of_everybody=account.is_owner,
        people=figures.people,
        messages=figures.messages,
        voice_messages=figures.voice,
        text_messages=figures.text,
        turns_today=figures.turns_today,
        talks=figures.talks,
        facts=figures.facts,
        entities=figures.entities,
        events=events,
    )
