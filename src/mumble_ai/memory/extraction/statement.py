"""What a person's words say, before it is a fact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

Category = Literal["schedule", "fact", "task", "preference", "reminder", "other"]
CATEGORIES: Final[tuple[Category, ...]] = ("schedule", "fact", "task", "preference", "reminder", "other")
EntityKind = Literal["PERSON", "PLACE", "ORGANIZATION", "DATE", "TIME", "EVENT", "OTHER"]

ME: Final = "me"
"""Subject key of the person who speaks."""
NAME: Final = "name"
IS: Final = "is"
PLACE: Final = "place"
WHEN: Final = "when"
NOTE: Final = "note"
"""Attribute of what was asked to be remembered and fits no other."""


@dataclass(frozen=True, slots=True)
class Named:
    """An entity that a statement names.

    Attributes:
        relation: What it is to the speaker (`sister`), or to the one named by `of`.
    """

    name: str
    kind: EntityKind
    relation: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing somebody says is so.

    Attributes:
        subject: Key of whom or what it is about; see `storage.tables.facts.FactRow`.
        text: A whole sentence in the first person.
        quote: The speaker's own words.
        is_single: Whether a new value takes the place of the old one.
        is_so: False: it is said not to be so.
        is_over: It was so, and no longer is.
        valid_from: Since when, where that was said.
        valid_until: Until when, where that was said.
        named: Entities it names.
    """

    subject: str
    attribute: str
    value: str
    text: str
    quote: str
    language: str
    category: Category = "fact"
    importance: int = 5
    tags: tuple[str, ...] = ()
    is_single: bool = False
    is_so: bool = True
    is_over: bool = False
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    named: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """The speaker takes back what was just understood.

    Attributes:
        wrong: The value that is not so; empty for the last one told.
        text: The speaker's own words.
    """

    value: str
    wrong: str
    quote: str
    language: str


Told = Statement | Correction
