"""What came of an action. Answers are made from it, so that nothing is claimed that was not done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

CONFIRMATION: Final = "confirmation"
"""What a deed asks for when a person has to say yes first."""

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Deed:
    """The result of one action.

    Attributes:
        ok: True when it was done, or when a question was answered.
        say: What to say about it: short, speakable, in the person's language, zone and clock.
        facts: The same for a language model, as JSON values.
        undo: What the action needs to be undone; None where it can't be, or nothing was changed.
        asks: The parameter that has to be asked for (`say` is the question), or `CONFIRMATION`; empty otherwise.
        found_nothing: True where it failed because there is no such thing; words that may as well have been about
            something else were then no command.
    """

    ok: bool
    say: str
    facts: Facts = field(default_factory=dict[str, Any])
    undo: Facts | None = None
    asks: str = ""
    found_nothing: bool = False

    @classmethod
    def done(cls, say: str, *, undo: Facts | None = None, **facts: Any) -> Deed:
        """It was done, or a question was answered."""
        return cls(True, say, {"result": say, **facts}, undo=undo)

    @classmethod
    def failed(cls, say: str, **facts: Any) -> Deed:
        """It was not done; `say` tells why, and what the person can do."""
        return cls(False, say, {"error": say, **facts})

    @classmethod
    def nothing(cls, say: str, **facts: Any) -> Deed:
        """It was not done, since there is no such thing."""
        return cls(False, say, {"error": say, **facts}, found_nothing=True)

    @classmethod
    def ask(cls, parameter: str, question: str, **facts: Any) -> Deed:
        """It was not done yet: something is missing, and the person is asked for it."""
        return cls(False, question, {"not_done": "ask the person", "missing": parameter, **facts}, asks=parameter)
