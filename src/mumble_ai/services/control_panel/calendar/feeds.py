"""Calendars over HTTP: a private feed for calendar programs; export, import and the feed's address for programs."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Header, Request, Response
from psycopg.errors import UndefinedTable
from pydantic import BaseModel
from sqlalchemy.exc import ProgrammingError

from mumble_ai.calendar.feeds import Feed, Feeds
from mumble_ai.calendar.ics.importing import Importer
from mumble_ai.calendar.ics.parsing import NotACalendar
from mumble_ai.memory.people.people import People
from mumble_ai.memory.people.person import Person
from mumble_ai.memory.people.roster import Roster
from mumble_ai.storage.database import DatabaseUnavailable
from mumble_ai.storage.ids import new_id
from mumble_ai.web.errors import ApiError

CALENDAR: Final = "text/calendar; charset=utf-8"
REFRESH: Final = {"Cache-Control": "private, no-cache"}
RETRY_S: Final = 10.0


class PersonEntry(BaseModel):
    """Somebody whose calendar can be had."""

    id: UUID
    name: str
    role: str


class FeedAddress(BaseModel):
    """The private address of a calendar, told once: it can't be read again."""

    url: str


class FeedState(BaseModel):
    """Whether there is an address, and since when."""

    exists: bool
    renewed_at: datetime | None


class ImportReport(BaseModel):
    """What came of a file."""

    added: int
    updated: int
    unchanged: int
    problems: list[str]


@dataclass(frozen=True, slots=True)
class CalendarRoutes:
    """The endpoints.

    Attributes:
        address: Where subscribers reach this service.
    """

    feeds: Feeds
    importer: Importer
    people: People
    roster: Roster
    address: str

    def for_subscribers(self) -> APIRouter:
        """The feed: who knows its address may read it."""
        router = APIRouter()

        @router.head("/calendar/{token}.ics", response_class=Response, include_in_schema=False)
        @router.get("/calendar/{token}.ics", response_class=Response)
        async def feed(
            token: str,
            if_none_match: Annotated[str, Header()] = "",
            if_modified_since: Annotated[str, Header()] = "",
        ) -> Response:
            known = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
            async with _database_is_there():
                found = await self.feeds.read(token, known)
            if found is None:
                raise ApiError(404, "there is no calendar here", code="not_found")
            headers = REFRESH | {"ETag": found.etag, "Last-Modified": format_datetime(found.modified_at, usegmt=True)}
            if found.etag in known or (not if_none_match and _has_it(found, if_modified_since)):
                return Response(status_code=304, headers=headers)
            return Response(found.body, media_type=CALENDAR, headers=headers)

        _ = feed
        return router

    def for_programs(self) -> APIRouter:
        """What programs with the key may do."""
        router = APIRouter(prefix="/api")

        @router.get("/people")
        async def everybody() -> list[PersonEntry]:
            async with _database_is_there():
                cards = await self.roster.everybody()
            return [PersonEntry(id=p.id, name=p.name, role=p.role.value) for p in (card.person for card in cards)]

        @router.get("/people/{person_id}/calendar.ics", response_class=Response)
        async def export(person_id: UUID) -> Response:
            async with _database_is_there():
                body = await self.feeds.export(await self._person(person_id))
            headers = {"Content-Disposition": 'attachment; filename="calendar.ics"'}
            return Response(body, media_type=CALENDAR, headers=headers)

        @router.post("/people/{person_id}/calendar")
        async def take(
            person_id: UUID, request: Request, idempotency_key: Annotated[str, Header(max_length=200)] = ""
        ) -> ImportReport:
            body = await request.body()
            action_id = f"import {_digest(idempotency_key)}" if idempotency_key else f"import {new_id()}"
            async with _database_is_there():
                person = await self._person(person_id)
                try:
                    done = await self.importer.take(person, body, action_id=action_id)
                except NotACalendar as error:
                    raise ApiError(400, str(error), code="not_a_calendar") from error
            return ImportReport(
                added=done.added, updated=done.updated, unchanged=done.unchanged, problems=list(done.problems)
            )

        @router.get("/people/{person_id}/calendar/feed")
        async def state(person_id: UUID) -> FeedState:
            async with _database_is_there():
                renewed_at = await self.feeds.renewed_at((await self._person(person_id)).id)
            return FeedState(exists=renewed_at is not None, renewed_at=renewed_at)

        @router.post("/people/{person_id}/calendar/feed")
        async def renew(person_id: UUID) -> FeedAddress:
            async with _database_is_there():
                token = await self.feeds.renew((await self._person(person_id)).id)
            return FeedAddress(url=f"{self.address.rstrip('/')}/calendar/{token}.ics")

        @router.delete("/people/{person_id}/calendar/feed", status_code=204)
        async def withdraw(person_id: UUID) -> None:
            async with _database_is_there():
                await self.feeds.withdraw((await self._person(person_id)).id)

        _ = everybody, export, take, state, renew, withdraw
        return router

    async def _person(self, person_id: UUID) -> Person:
        person = await self.people.get(person_id)
        if person is None:
            raise ApiError(404, "nobody has this id; GET /api/people lists them", code="unknown_person")
        return person


@asynccontextmanager
async def _database_is_there() -> AsyncGenerator[None]:
    try:
        yield
    except DatabaseUnavailable as error:
        message = "the database can't be reached now; try again"
        raise ApiError(503, message, code="unavailable", retry_s=RETRY_S) from error
    except ProgrammingError as error:
        if not isinstance(error.orig, UndefinedTable):
            raise
        message = "the database is being prepared; try again"
        raise ApiError(503, message, code="unavailable", retry_s=RETRY_S) from error


def _has_it(found: Feed, since: str) -> bool:
    try:
        moment = parsedate_to_datetime(since)
    except ValueError:
        return False
    return found.modified_at <= (moment if moment.tzinfo else moment.replace(tzinfo=UTC))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
