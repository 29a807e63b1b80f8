"""Answers in the shapes of the first system: `{success, data, timestamp}`, or `{success: false, error: {…}}`."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any, Generic, Literal, TypeVar

from fastapi import APIRouter, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from mumble_ai.accounts.account import Account
from mumble_ai.services.control_panel.watching.house_route import HouseRoute
from mumble_ai.web.errors import ApiError

T = TypeVar("T")


def _now() -> datetime:
    return datetime.now(UTC)


class Answer(BaseModel, Generic[T]):
    """What went well."""

    success: Literal[True] = True
    data: T
    timestamp: datetime = Field(default_factory=_now)


class WhatIsWrong(BaseModel):
    """Why it went wrong: for programs, and for people."""

    code: str
    message: str
    details: dict[str, Any] = {}


class Refused(BaseModel):
    """What went wrong."""

    success: Literal[False] = False
    error: WhatIsWrong
    timestamp: datetime = Field(default_factory=_now)


class FirstSystemRoute(HouseRoute):
    """A route whose errors come in the first system's envelope."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                return await answer(request)
            except RequestValidationError as error:
                problem = error.errors()[0]
                return _refused(400, "invalid_value", str(problem["msg"]))
            except HTTPException as error:
                code = getattr(error, "code", None) or f"status_{error.status_code}"
                return _refused(error.status_code, code, str(error.detail), error.headers)

        return handle


def router_of(prefix: str) -> APIRouter:
    """Endpoints of the first system under an address; the description tells the envelope of their errors."""
    return APIRouter(
        prefix=prefix,
        tags=["first system"],
        route_class=FirstSystemRoute,
        deprecated=True,
        responses={"default": {"model": Refused, "description": "What went wrong"}},
    )


def only_yourself(account: Account, user_name: str) -> None:
    """Checks the name that the first system's clients send: a name is not an identity any more.

    Raises:
        ApiError: It is somebody else's.
    """
    names = {"", account.person.name.casefold(), account.sign_in_name.casefold()}
    if user_name.strip().casefold() not in names:
        message = f"this account is {account.person.name}'s; sign in as {user_name.strip()[:80]} to ask for them"
        raise ApiError(403, message, param="user_name", code="not_you")


def _refused(status: int, code: str, message: str, headers: Any = None) -> JSONResponse:
    body = Refused(error=WhatIsWrong(code=code, message=message))
    return JSONResponse(body.model_dump(mode="json"), status, headers=dict(headers or {}))
