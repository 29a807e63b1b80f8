"""Quotes a line of old talk, where no fact answers."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from mumble_ai.memory.extraction.clauses import is_question
from mumble_ai.memory.extraction.grammar import Grammar
from mumble_ai.memory.extraction.words import words_of
from mumble_ai.memory.facts.answer import FactAnswer
from mumble_ai.memory.facts.question import Question
from mumble_ai.memory.facts.wording import said_on


class Line(Protocol):
    """Something that was said before, as recall gives it."""

    @property
    def message_id(self) -> UUID: ...
    @property
    def said_at(self) -> datetime: ...
    @property
    def role(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def private(self) -> bool: ...
    @property
    def is_outdated(self) -> bool: ...


Recalling = Callable[[UUID, str, datetime], Awaitable[Sequence[Line]]]
"""Finds lines of one person that fit a text, the best first: person, text, now."""


@dataclass(frozen=True, slots=True)
class Quoting:
    """How lines of old talk are found."""

    recall: Recalling | None
    person_id: UUID
    private: bool


async def quoted(question: Question, grammar: Grammar, now: datetime, quoting: Quoting) -> FactAnswer | None:
    """A line of old talk, word for word, where it is clearly about the question."""
    if quoting.recall is None or len(question.stems) < 2 or not question.is_personal:
        return None
    asks_of_asker = question.subject is not None and question.subject.is_me
    for line in await quoting.recall(quoting.person_id, question.text, now):
        if line.role != "user" or line.is_outdated or is_question(line.text, grammar):
            continue
        if line.private and not quoting.private:
            continue
        words = words_of(line.text)
        if asks_of_asker and not any(grammar.words.has("me", word) for word in words):
            continue
        if question.stems <= {grammar.words.stem(word) for word in words}:
            say = grammar.data["say"]["quoted"].format(day=said_on(line.said_at, now, grammar), text=line.text.strip())
            return FactAnswer(True, say, message_id=line.message_id, is_private=line.private)
    return None
