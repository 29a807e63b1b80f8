"""What the endpoints about memory share: whose memory is looked at, places of pages, errors of the rooms."""

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import Depends, Query, Request, Response
from pydantic import AfterValidator, Field

from mumble_ai.accounts.account import Account
from mumble_ai.assistant.personas.persona import PersonaError
from mumble_ai.memory.entities.editing import EntityConflict
from mumble_ai.memory.entities.entities import NoSuchEntity
from mumble_ai.memory.facts.editing import FactConflict
from mumble_ai.memory.overview import Overview
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.watching.house_route import HouseRoute
from mumble_ai.web.errors import ApiError

LONGEST_CURSOR: Final = 200


def _storable(text: str) -> str:
    if "\x00" in text:
        raise ValueError("a text can't hold a NUL character")
    return text


Line = Annotated[str, Field(max_length=300), AfterValidator(_storable)]
Words = Annotated[str, Query(max_length=300), AfterValidator(_storable)]
"""What is looked for."""
Cursor = Annotated[str, Query(max_length=LONGEST_CURSOR, description="`next` of the page before; empty for the first.")]
Limit = Annotated[int, Query(ge=1, le=200)]


class MemoryRoute(HouseRoute):
    """A route whose endpoint lets errors of the memory's rooms out as they are."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await answer(request)
            except (LookupError, NoSuchEntity) as error:
                raise ApiError(404, str(error), code="not_found") from error
            except (FactConflict, EntityConflict) as error:
                raise ApiError(409, str(error), code="conflict") from error
            except PersonaError as error:
                raise ApiError(400, str(error), code="invalid_value") from error

        return handle


@dataclass(frozen=True, slots=True)
class Viewed:
    """Whose memory is looked at.

    Attributes:
        heard_by_others: Somebody else looks: what was said in private is left out.
    """

    person_id: UUID
    heard_by_others: bool


Look = Callable[..., Awaitable[Viewed]]
"""A dependency that says whose memory an endpoint is about; see `whose`."""


def whose(panel: Panel) -> Look:
    """The dependency that says whose memory a reading endpoint is about: one's own, or, for an owner, that of
    somebody who lets owners look."""
    overview = Overview(panel.household.stores.database)

    async def viewed(
        account: Annotated[Account, Depends(panel.guard.member)],
        person: Annotated[UUID | None, Query(description="Somebody who lets an owner look; else one's own.")] = None,
    ) -> Viewed:
        if person is None or person == account.person.id:
            return Viewed(account.person.id, heard_by_others=False)
        if not account.is_owner:
            raise ApiError(403, "this memory is somebody else's; nobody but them can open it", code="not_yours")
        if not await overview.is_shared(person):
            message = "this person has not shared their memory; they can do so on their own memory page"
            raise ApiError(403, message, code="not_shared")
        return Viewed(person, heard_by_others=True)

    return viewed


def cursor_of(place: tuple[datetime, UUID] | tuple[int, datetime, UUID] | None) -> str:
    """A place as a page sends it back; empty for none."""
    if place is None:
        return ""
    return "_".join(one.isoformat() if isinstance(one, datetime) else str(one) for one in place)


def place_of(cursor: str) -> tuple[datetime, UUID] | None:
    """The place of a cursor; None for an empty one.

    Raises:
        ApiError: It is none of ours.
    """
    return _parts(cursor)[1] if cursor else None


def ranked_place_of(cursor: str) -> tuple[int, datetime, UUID] | None:
    """The same where pages are in the order of a number."""
    if not cursor:
        return None
    rank, place = _parts(cursor)
    return (rank, *place)


def _parts(cursor: str) -> tuple[int, tuple[datetime, UUID]]:
    try:
        *rank, moment, row_id = cursor.split("_")
        at = datetime.fromisoformat(moment)
        if at.tzinfo is None:
            raise ValueError("no zone")
        return (min(int(rank[0]), 1000) if rank else 0), (at, UUID(row_id))
    except ValueError as error:
        raise ApiError(
            400, "this is no place of a page; begin at the first", code="bad_cursor", param="cursor"
        ) from error
