"""A sentence that was understood as something to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Command:
    """One action with what it is told.

    Attributes:
        action: Its name.
        language: Of the templates that fitted.
        soft: True where the sentence may as well be a question about the world: what finds nothing is no command.
        text: The words of it, where several were in one sentence.
        ends_open: True where its last words are free text, which may have swallowed something.
        weak: True where the sentence may as well be the end of such a text.
    """

    action: str
    parameters: Mapping[str, Any]
    language: str
    text: str = ""
    soft: bool = field(default=False, compare=False)
    ends_open: bool = field(default=False, compare=False)
    weak: bool = field(default=False, compare=False)
