"""Errors a caller of an HTTP service sees, always as JSON that says what to do.

Paths under `/v1` answer in OpenAI's shape (`{"error": {"message", "type", "param", "code"}}`), all others with
`{"error": "…", "code": "…"}`.
"""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

_TYPES = {401: "authentication_error", 403: "permission_error", 404: "not_found_error", 429: "rate_limit_error"}


class OpenAIErrorDetail(BaseModel):
    message: str
    type: str
    param: str | None = None
    code: str | None = None


class OpenAIError(BaseModel):
    """Body of an error under `/v1`."""

    error: OpenAIErrorDetail


class PlainError(BaseModel):
    """Body of an error anywhere else."""

    error: str
    code: str | None = None


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
    code = getattr(error, "code", None)
    body: dict[str, Any] = {"error": message} | ({"code": code} if code else {})
    if path.startswith("/v1/"):
        kind = _TYPES.get(error.status_code, "server_error" if error.status_code >= 500 else "invalid_request_error")
        param = getattr(error, "param", None)
        body = {"error": {"message": message, "type": kind, "param": param, "code": code}}
    return JSONResponse(body, error.status_code, headers=dict(error.headers or {}))


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
