"""Errors a caller of an HTTP service sees, always as JSON that says what to do.

Paths under `/v1` answer in OpenAI's shape (`{"error": {"message", "type", "param", "code"}}`), all others with problem
details (RFC 9457), which also carry `error` and `code` for programs that know only these.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any, Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

PROBLEM: Final = "application/problem+json"
_TYPES = {401: "authentication_error", 403: "permission_error", 404: "not_found_error", 429: "rate_limit_error"}


class OpenAIErrorDetail(BaseModel):
    message: str
    type: str
    param: str | None = None
    code: str | None = None


class OpenAIError(BaseModel):
    """Body of an error under `/v1`."""

    error: OpenAIErrorDetail


class Problem(BaseModel):
    """Body of an error anywhere else (RFC 9457).

    Attributes:
        type: Always `about:blank`: `code` tells one problem from another.
        title: What the status means.
        detail: What went wrong and what to do.
        error: The same, under the name of earlier versions.
        code: For programs, such as `not_signed_in`; None where the status says it all.
        param: The value of the request that it is about.
    """

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    error: str
    code: str | None = None
    param: str | None = None


class ApiError(HTTPException):
    """An error with the parameter it is about and a code for programs."""

    def __init__(
        self, status: int, message: str, *, param: str | None = None, code: str | None = None, retry_s: float = 0.0
    ) -> None:
        headers = {"Retry-After": str(max(1, round(retry_s)))} if retry_s else None
        super().__init__(status, message, headers)
        self.param = param
        self.code = code


def error_response(path: str, error: HTTPException) -> JSONResponse:
    """The JSON answer to a request for `path` that ended with `error`."""
    message = str(error.detail)
    code: str | None = getattr(error, "code", None)
    param: str | None = getattr(error, "param", None)
    headers = dict(error.headers or {})
    if path.startswith("/v1/"):
        kind = _TYPES.get(error.status_code, "server_error" if error.status_code >= 500 else "invalid_request_error")
        body: dict[str, Any] = {"error": {"message": message, "type": kind, "param": param, "code": code}}
        return JSONResponse(body, error.status_code, headers=headers)
    title = HTTPStatus(error.status_code).phrase
    problem = Problem(title=title, status=error.status_code, detail=message, error=message, code=code, param=param)
    return JSONResponse(problem.model_dump(exclude_none=True), error.status_code, headers=headers, media_type=PROBLEM)


def install(app: FastAPI) -> None:
    """Makes every error of the app, foreseen or not, an answer in the right shape."""

    async def known(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        return error_response(request.url.path, error)

    async def invalid(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        problem = error.errors()[0]
        place = [str(part) for part in problem["loc"] if part not in ("body", "query", "path")]
        name = ".".join(place)
        message = f"{name}: {problem['msg']}" if name else str(problem["msg"])
        return error_response(request.url.path, ApiError(400, message, param=name or None, code="invalid_value"))

    async def unforeseen(request: Request, error: Exception) -> JSONResponse:
        return error_response(request.url.path, ApiError(500, f"the service failed: {type(error).__name__}"))

    app.add_exception_handler(HTTPException, known)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(Exception, unforeseen)


def answering(
    make: Callable[[Exception], ApiError],
) -> Callable[[Request, Exception], Awaitable[JSONResponse]]:
    """A handler, for `app.add_exception_handler`, that answers an exception of another room with an error."""

    async def handle(request: Request, error: Exception) -> JSONResponse:
        return error_response(request.url.path, make(error))

    return handle
