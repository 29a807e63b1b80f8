"""A fact, as other rooms see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mumble_ai.storage.tables import FactRow


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing somebody told; see `storage.tables.facts.FactRow` for what each part means.

    Attributes:
        told_in: Every message in which it was told; known of facts that are forgotten.
    """

    id: UUID
    subject: str
    attribute: str
    value: str
    value_key: str
    text: str
    quote: str
    language: str
    category: str
    importance: int
    tags: tuple[str, ...]
    is_so: bool
    is_single: bool
    private: bool
    words: frozenset[str]
    source_message_id: UUID | None
    valid_from: datetime | None
    valid_until: datetime | None
    learned_at: datetime
    told_at: datetime
    told_count: int
    withdrawn_at: datetime | None
    told_in: tuple[UUID, ...] = ()

    @property
    def is_current(self) -> bool:
        """Whether it still holds, as far as was told."""
        return self.valid_until is None and self.withdrawn_at is None

    @property
    def since(self) -> datetime:
        """From when on it can be said to hold."""
        return self.valid_from or self.learned_at

    def held_between(self, start: datetime, end: datetime) -> bool:
        """Whether it held at some time of a span, as far as was told."""
        until = self.valid_until
        return self.withdrawn_at is None and self.since < end and (until is None or until > start)


@dataclass(frozen=True, slots=True)
class Noted:
    """What became of something to remember.

    Attributes:
        facts: What is known by it; empty where the words say nothing that can be kept.
        superseded: What no longer holds by it.
    """

    facts: tuple[Fact, ...] = ()
    superseded: tuple[Fact, ...] = ()

    @property
    def fact(self) -> Fact | None:
        """The first of them."""
        return self.facts[0] if self.facts else None


def fact_of(row: FactRow) -> Fact:
    """A fact as it is stored."""
    return Fact(
        row.id,
        row.subject,
        row.attribute,
        row.value,
        row.value_key,
        row.text,
        row.quote,
        row.language,
        row.category,
        row.importance,
        tuple(row.tags),
        row.is_so,
        row.is_single,
        row.private,
        frozenset(row.words),
        row.source_message_id,
        row.valid_from,
        row.valid_until,
        row.learned_at,
        row.told_at,
        row.told_count,
        row.withdrawn_at,
    )
