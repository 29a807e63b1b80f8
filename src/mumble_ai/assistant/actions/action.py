"""One thing the assistant can do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict

from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import Deed, Facts


class Parameters(BaseModel):
    """What an action is told; each field is described for a language model."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Nothing(Parameters):
    """An action that needs no parameters."""


P = TypeVar("P", bound=Parameters)
Run = Callable[[ActionContext, P], Awaitable[Deed]]


@dataclass(frozen=True, slots=True)
class Action(Generic[P]):
    """A name, what it needs, and the one implementation.

    Attributes:
        name: Unique, in snake case.
        description: For a language model: what it does and when to use it.
        run: Does it. Raises nothing that people can do something about: that is a failed deed.
        acts: True where it changes something. Then the words must be final, and it is done once a turn.
        confirm: For what can't be undone: what to ask before. Its deed asks for a confirmation, or fails at once where
            there is nothing to be done.
        undo: Takes back a deed, given what it left for that.
    """

    name: str
    description: str
    parameters: type[P]
    run: Run[P]
    acts: bool = False
    confirm: Run[P] | None = None
    undo: Callable[[ActionContext, Facts], Awaitable[Deed]] | None = None

    @property
    def destructive(self) -> bool:
        """Whether a person is asked first."""
        return self.confirm is not None

    def schema(self) -> dict[str, Any]:
        """The parameters as JSON schema."""
        return self.parameters.model_json_schema()
