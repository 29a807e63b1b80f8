"""What of a schema stands in a prompt."""

from __future__ import annotations

from pydantic import Field

from mumble_ai.assistant.actions.action import Parameters
from mumble_ai.assistant.tools.toolbox import brief_schema


class Titled(Parameters):
    """A thing with a title."""

    title: str = Field(max_length=9, description="What it is called.")
    default: list[int] = Field(default=[1], max_length=3)


def test_a_schema_keeps_what_a_model_needs_and_parameters_of_any_name() -> None:
    assert brief_schema(Titled.model_json_schema()) == {
        "type": "object",
        "required": ["title"],
        "properties": {
            "title": {"type": "string", "description": "What it is called."},
            "default": {"type": "array", "items": {"type": "integer"}},
        },
    }
