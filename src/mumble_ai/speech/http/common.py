"""What both speech services share: their health, and engine errors as HTTP errors."""

from __future__ import annotations

import json
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, Final, cast

from fastapi import APIRouter, Response
from pydantic import BaseModel

from mumble_ai.speech.contract import (
    Busy,
    EngineUnavailable,
    SpeechError,
    UnknownModel,
    UnknownVoice,
    UnsupportedLanguage,
)
from mumble_ai.speech.http.loading import LoadingEngine
from mumble_ai.speech.status import EngineState
from mumble_ai.web.errors import ApiError, OpenAIError, Problem

UNAVAILABLE_RETRY_S: Final = 2.0
CODES: Final[dict[type[SpeechError], tuple[int, str]]] = {
    Busy: (503, "busy"),
    EngineUnavailable: (503, "unavailable"),
    UnknownVoice: (400, "unknown_voice"),
    UnknownModel: (404, "model_not_found"),
    UnsupportedLanguage: (400, "unsupported_language"),
    SpeechError: (400, "bad_request"),
}
"""HTTP status and error code of each error of the contracts; the client reads it the other way round."""


def code_of(error: SpeechError) -> str:
    """The code programs know the error by."""
    return _entry(error)[1]


def as_api_error(error: SpeechError) -> ApiError:
    """The error as an HTTP answer."""
    status, code = _entry(error)
    retry_s = error.retry_after_s if isinstance(error, Busy) else UNAVAILABLE_RETRY_S if status == 503 else 0.0
    return ApiError(status, str(error), code=code, retry_s=retry_s)


def error_of(code: str | None, message: str, retry_after_s: float | None = None) -> SpeechError:
    """The error of the contracts that a code stands for."""
    kind = next((kind for kind, (_, known) in CODES.items() if known == code), SpeechError)
    return Busy(message, retry_after_s or UNAVAILABLE_RETRY_S) if kind is Busy else kind(message)


def error_from(status: int, body: bytes, retry_after: str) -> SpeechError:
    """The error of the contracts behind an HTTP answer of these services."""
    try:
        whole: dict[str, Any] = json.loads(body)
        detail: Any = whole["error"]
        plain = {"message": detail, "code": whole.get("code")}
        inner = cast("dict[str, Any]", detail) if isinstance(detail, dict) else plain
        message, code = str(inner["message"]), str(inner.get("code"))
    except (ValueError, KeyError, TypeError):
        message, code = f"the service answered {status}", ""
    if code not in {known for _, known in CODES.values()}:
        code = "unavailable" if status >= 500 or status in (401, 429) else "bad_request"
    return error_of(code, message, float(retry_after) if retry_after.isdigit() else None)


@contextmanager
def engine_errors() -> Generator[None]:
    """Turns errors of the contracts into HTTP errors."""
    try:
        yield
    except SpeechError as error:
        raise as_api_error(error) from error


def answers(*statuses: int, openai: bool) -> dict[int | str, dict[str, Any]]:
    """Describes the errors an endpoint may answer with."""
    return {status: {"model": OpenAIError if openai else Problem} for status in (400, 401, *statuses)}


class Health(BaseModel):
    """Body of `/health`."""

    status: EngineState
    detail: str = ""
    progress: float | None = None
    waiting: int = 0
    capacity: int = 0
    engine: str = ""


def health_router(engine: LoadingEngine[Any], name: str) -> APIRouter:
    """`GET /health`: 200 while requests are answered, 503 while the engine loads or fails."""
    router = APIRouter()

    @router.get("/health", responses={503: {"model": Health}})
    async def health(response: Response) -> Health:
        status = engine.status()
        if not status.serves:
            response.status_code = 503
        return Health(
            status=status.state,
            detail=status.detail,
            progress=status.progress,
            waiting=status.waiting,
            capacity=status.capacity,
            engine=name,
        )

    return router


def _entry(error: SpeechError) -> tuple[int, str]:
    return next(CODES[kind] for kind in type(error).__mro__ if kind in CODES)
