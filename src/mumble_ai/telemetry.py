"""Logs: one line an event, for people on a terminal, as JSON for collectors; never a secret in them."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, MutableMapping
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import structlog

from mumble_ai.settings import Settings, is_secret

TURN_HEADER = "X-Request-ID"
"""Carries the id of the turn that a request is part of, so that it is found in every service's log."""

Processor = Callable[[Any, str, MutableMapping[str, Any]], MutableMapping[str, Any]]

SHORTEST_SECRET = 6
"""Shorter values occur in ordinary words, so blanking them out would only garble the log."""

_NOISY = {"uvicorn.access": logging.WARNING, "httpx": logging.WARNING, "httpcore": logging.WARNING}
_SUSPECT_KEYS = ("password", "secret", "api_key", "token", "authorization")


def set_up_logs(settings: Settings, service: str = "") -> None:
    """Sends structlog and the standard library's logging, uvicorn's included, through one pipeline to stderr."""
    as_json = settings.log_format == "json" or (settings.log_format == "auto" and not sys.stderr.isatty())
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _named(service),
        _hide_secrets(settings),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[settings.log_level]),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    renderer: list[Any] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
        if as_json
        else [
            structlog.dev.ConsoleRenderer(
                colors=sys.stderr.isatty(),
                # Values of variables are what people said: no log tells them.
                exception_formatter=structlog.dev.RichTracebackFormatter(show_locals=False),
            )
        ]
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared[:-1], structlog.stdlib.ExtraAdder(), shared[-1]],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(settings.log_level)
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    for name, level in _NOISY.items():
        logging.getLogger(name).setLevel(level)


def of_turn(turn_id: str) -> AbstractContextManager[None]:
    """What is logged in the block, and in tasks begun there, names the turn; an empty id names none."""
    return nullcontext() if not turn_id else structlog.contextvars.bound_contextvars(turn=turn_id)


def turn_headers() -> dict[str, str]:
    """For a request to a service: which turn it is part of."""
    turn_id = structlog.contextvars.get_contextvars().get("turn", "")
    return {TURN_HEADER: turn_id} if turn_id else {}


def _named(service: str) -> Processor:
    def add(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        if service:
            event.setdefault("service", service)
        return event

    return add


def _hide_secrets(settings: Settings) -> Processor:
    values = [str(getattr(settings, field)) for field in Settings.model_fields if is_secret(field)]
    hidden = [value for value in values if len(value) >= SHORTEST_SECRET]

    def hide(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        for key, value in event.items():
            if any(word in key.lower() for word in _SUSPECT_KEYS) and value:
                event[key] = "…"
            elif isinstance(value, str):
                for secret in hidden:
                    value = value.replace(secret, "…")
                event[key] = value
        return event

    return hide
