"""Endpoints about what the house keeps: what its rooms refuse, told in HTTP's words."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Depends, Header, Request, Response
from fastapi.routing import APIRoute

from mumble_ai.calendar.errors import CalendarError
from mumble_ai.calendar.errors import NotFound as EventNotFound
from mumble_ai.memory.people.linking import CodeRefused
from mumble_ai.memory.people.preferences import BadPreference
from mumble_ai.memory.people.roster import NotFound as PersonNotFound
from mumble_ai.memory.people.roster import OwnerNeeded
from mumble_ai.storage.ids import new_id
from mumble_ai.web.errors import ApiError


class HouseRoute(APIRoute):
    """A route whose endpoint lets errors of the rooms out as they are."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await answer(request)
            except (EventNotFound, PersonNotFound) as error:
                raise ApiError(404, str(error), code="not_found") from error
            except (OwnerNeeded, CodeRefused) as error:
                raise ApiError(409, str(error), code="refused") from error
            except (CalendarError, BadPreference) as error:
                raise ApiError(400, str(error), code="invalid_value") from error

        return handle


def action_id(idempotency_key: Annotated[str, Header(max_length=200)] = "") -> str:
    """The id of what is done: the caller's, so that the same request sent twice is done once."""
    return f"web {idempotency_key}" if idempotency_key else f"web {new_id()}"


Action = Annotated[str, Depends(action_id)]
"""The id under which an action is kept, and taken back."""
