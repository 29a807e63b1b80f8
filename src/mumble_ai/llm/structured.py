"""Answers that fit a JSON schema. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from mumble_ai.llm.contract import LlmBroken, Message

_SHOWN_CHARACTERS = 200


def asking_for(schema: Mapping[str, Any], messages: Sequence[Message]) -> list[Message]:
    """The messages, ending with what the answer must look like: not every server can force it."""
    wish = f"Answer with one JSON object and nothing else. It must fit this JSON schema: {json.dumps(schema)}"
    *before, last = messages
    if last.role != "user":
        return [*messages, Message("user", wish)]
    return [*before, Message("user", f"{last.content}\n\n{wish}")]


def parse_answer(name: str, text: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    """The object in the answer of the model `name`; thoughts and code fences around it are passed over.

    Raises:
        LlmBroken: There is none, or it does not fit the schema.
    """
    found = _object_in(text)
    if found is None:
        raise LlmBroken(f"{name}: no JSON object in the answer, which has {len(text)} characters")
    if (worst := _worst(found, schema)) is not None:
        # Errors get into logs, and the values may be what people said.
        raise LlmBroken(f"{name}: the answer does not fit the schema: {_place(worst)} breaks {worst.validator!r}")
    return found


def why_unfit(value: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    """What is wrong with the value, and where, for whoever wrote it; empty when it fits."""
    worst = _worst(value, schema)
    return f"{_place(worst)}: {worst.message}"[:_SHOWN_CHARACTERS] if worst is not None else ""


def _worst(value: Mapping[str, Any], schema: Mapping[str, Any]) -> ValidationError | None:
    errors = cast("list[ValidationError]", list(Draft202012Validator(schema).iter_errors(value)))  # pyright: ignore[reportUnknownMemberType]
    return min(errors, key=lambda error: len(error.path), default=None)


def _place(error: ValidationError) -> str:
    return ".".join(str(part) for part in error.path) or "the object"


def _object_in(text: str) -> dict[str, Any] | None:
    """The last whole object that begins at a brace of the outermost level."""
    decoder = json.JSONDecoder()
    found: dict[str, Any] | None = None
    at = text.find("{")
    while at >= 0:
        try:
            value, end = decoder.raw_decode(text, at)
        except ValueError:
            at = text.find("{", at + 1)
            continue
        found = cast("dict[str, Any]", value)
        at = text.find("{", end)
    return found
