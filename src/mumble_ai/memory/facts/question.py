"""A question about what was told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mumble_ai.memory.extraction.subjects import Subject


class Kind(StrEnum):
    """What is asked."""

    VALUE = "value"
    CHECK = "check"
    WHO = "who"
    HAVE = "have"
    COUNT = "count"
    ABOUT = "about"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Span:
    """A time that was asked about."""

    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Question:
    """A question about what was told.

    Attributes:
        subject: None where it asks for whom something is so.
        attributes: Those that would answer it, the best first.
        value: What is asked to be so.
        is_so: False: it is asked what is not so ("what don't I like").
        stems: Its telling words.
        is_personal: Whether nobody but the person can know; else an unknown one is for others to answer.
        span: The time asked about.
        is_previous: It asks for what was before.
        what: The question as "I don't know …" goes on; empty where that can't be said well.
    """

    kind: Kind
    text: str
    subject: Subject | None = None
    attributes: tuple[str, ...] = ()
    value: str = ""
    is_so: bool = True
    stems: frozenset[str] = frozenset()
    is_personal: bool = False
    span: Span | None = None
    is_previous: bool = False
    is_past: bool = False
    what: str = ""
