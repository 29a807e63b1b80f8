"""What people told: noted, answered from, listed, forgotten."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.memory.extraction.clauses import spelled_out
from mumble_ai.memory.extraction.grammar import Grammar, grammar_of
from mumble_ai.memory.extraction.rules import RuleExtractor
from mumble_ai.memory.extraction.statement import ME, NAME, NOTE, Statement, Told
from mumble_ai.memory.extraction.subjects import Context, read_subject
from mumble_ai.memory.extraction.words import value_key
from mumble_ai.memory.facts import store
from mumble_ai.memory.facts.answer import FactAnswer
from mumble_ai.memory.facts.answering import Known, answer, had
from mumble_ai.memory.facts.asking import telling_stems
from mumble_ai.memory.facts.fact import Fact, Noted, fact_of
from mumble_ai.memory.facts.questions import read_question
from mumble_ai.memory.facts.quoting import Quoting, Recalling
from mumble_ai.memory.facts.sameness import Names
from mumble_ai.memory.facts.store import Telling
from mumble_ai.memory.people.person import Person
from mumble_ai.storage.database import Database
from mumble_ai.storage.tables import FactRow, FactSource
from mumble_ai.storage.tables import Person as PersonRow

MOST_TOLD: Final = 50


class Facts:
    """What is known of every person.

    Args:
        recall: Finds what was said before, for questions that no fact answers.
    """

    def __init__(self, db: Database, *, recall: Recalling | None = None) -> None:
        self._db = db
        self._recall = recall

    async def note(
        self,
        person_id: UUID,
        told: str | Statement,
        *,
        source_message_id: UUID | None,
        now: datetime,
        language: str = "en",
        private: bool = False,
    ) -> Noted:
        """Keeps what somebody asked to be remembered.

        Args:
            told: Their own words ("my dog is called Rex"), or a statement.
            now: In the person's zone.

        Raises:
            DatabaseUnavailable: Nothing was kept.
        """
        telling = Telling(now, source_message_id, private)
        grammar = await asyncio.to_thread(grammar_of, language)
        async with self._db.person(person_id) as session:
            statements: Sequence[Told] = [told] if isinstance(told, Statement) else ()
            if isinstance(told, str):
                names = await store.known_names(session, grammar.words)
                extractor = RuleExtractor(frozenset(name for _, name in names.pairs))
                statements = await asyncio.to_thread(
                    extractor.extract, told, now=now, language=language, is_explicit=True
                )
            noted = [await store.tell(session, one, telling) for one in statements]
        return Noted(
            tuple(fact for one in noted for fact in one.facts),
            tuple(fact for one in noted for fact in one.superseded),
        )

    async def answer(
        self, person: Person, question_text: str, *, language: str, now: datetime, private: bool = False
    ) -> FactAnswer | None:
        """Answers a question about what this person told; None for every other question.

        Args:
            now: In the person's zone.
            private: Whether nobody else hears the answer; what was told in private is told only then.

        Raises:
            DatabaseUnavailable: It can't be looked up now.
        """
        grammar = await asyncio.to_thread(grammar_of, language)
        async with self._db.person(person.id) as session:
            names = await store.known_names(session, grammar.words)
        known_names = frozenset(name for _, name in names.pairs)
        context = Context(known_names=known_names)
        question = await asyncio.to_thread(read_question, question_text, grammar, now, context)
        if question is None:
            return None
        async with self._db.person(person.id) as session:
            subjects = names.circle(question.subject.key, grammar.words) if question.subject else set[str]()
            about = await store.rows_of(session, subjects | had(question, subjects, grammar.words)) if subjects else ()
            worded = await store.rows_with_words(session, question.stems)
        known = Known(tuple(map(fact_of, about)), tuple(map(fact_of, worded)), names, frozenset(subjects))
        quoting = Quoting(self._recall, person.id, private=private)
        found = await answer(question, known, grammar, now, quoting)
        asks_own_name = question.subject and question.subject.key == ME and question.attributes[:1] == (NAME,)
        if asks_own_name and not person.is_guest and (found is None or not found.known):
            return FactAnswer(True, grammar.data["say"]["known_as"].format(name=person.name))
        return found

    async def told_in(self, person_id: UUID, message_ids: Sequence[UUID]) -> list[tuple[UUID, str]]:
        """What was learned from some messages, and still stands: the message and a sentence.

        Raises:
            DatabaseUnavailable: It can't be looked up now.
        """
        async with self._db.person(person_id) as session:
            rows = await session.execute(
                select(FactSource.message_id, FactRow.text)
                .join(FactRow, FactRow.id == FactSource.fact_id)
                .where(FactSource.message_id.in_(message_ids), FactRow.withdrawn_at.is_(None))
                .order_by(FactRow.learned_at)
            )
            return [(message_id, text) for message_id, text in rows]

    async def about(self, person_id: UUID) -> list[Fact]:
        """What is known of a person and holds now, the most important first."""
        async with self._db.person(person_id) as session:
            rows = await session.scalars(
                select(FactRow)
                .where(FactRow.valid_until.is_(None), FactRow.withdrawn_at.is_(None))
                .order_by(FactRow.importance.desc(), FactRow.told_at.desc())
                .limit(MOST_TOLD)
            )
            return list(map(fact_of, rows))

    async def history(self, person_id: UUID, subject: str, attribute: str) -> list[Fact]:
        """Everything that was ever told of one attribute, the newest first; corrected values left out."""
        async with self._db.person(person_id) as session:
            return list(map(fact_of, await store.rows_of(session, {subject}, attribute)))

    async def forget(self, person_id: UUID, what: str, *, now: datetime, language: str = "en") -> list[Fact]:
        """Deletes what was told of something, with all its earlier values.

        Args:
            what: "my address", "that my dog is called Rex", "everything about Anna".

        Returns:
            What is forgotten. The messages it was told in are `Fact.told_in`; they are not deleted here.
        """
        grammar = grammar_of(language)
        async with self._db.person(person_id) as session:
            await session.scalar(select(PersonRow.id).with_for_update())
            names = await store.known_names(session, grammar.words)
            rows = await self._meant(session, what, names, grammar, now)
            told_in = await store.sources_of(session, [row.id for row in rows])
            if rows:
                await session.execute(delete(FactRow).where(FactRow.id.in_([row.id for row in rows])))
            return [replace(fact_of(row), told_in=tuple(told_in.get(row.id, ()))) for row in rows]

    async def relevant(self, person_id: UUID, text: str, limit: int, *, language: str = "en") -> list[Fact]:
        """The facts that may help with what was said, the most helpful first."""
        grammar = grammar_of(language)
        wanted = set(telling_stems(text, grammar.words, grammar.data["questions"]))
        async with self._db.person(person_id) as session:
            names = await store.known_names(session, grammar.words)
            circles = {
                key for stem in wanted for key in names.circle(grammar.words.role_keys.get(stem, stem), grammar.words)
            }
            rows = await store.rows_with_words(session, wanted | circles)
        facts = [fact for fact in map(fact_of, rows) if fact.is_current]
        number = {stem: sum(stem in fact.words for fact in facts) or 1 for stem in wanted | circles}

        def weight(fact: Fact) -> float:
            return sum(1.0 / number[stem] for stem in (wanted | circles) & fact.words) + fact.importance / 100

        return sorted(facts, key=weight, reverse=True)[:limit]

    async def _meant(
        self, session: AsyncSession, what: str, names: Names, grammar: Grammar, now: datetime
    ) -> Sequence[FactRow]:
        known_names = frozenset(name for _, name in names.pairs)
        what = re.sub(rf"^(?:{grammar.data['words']['forget_lead']}) ", "", what.strip(" .!?"), flags=re.IGNORECASE)
        told = RuleExtractor(known_names).extract(what, now=now, language=grammar.language, is_explicit=True)
        rows: list[FactRow] = []
        for one in told:
            if isinstance(one, Statement) and one.attribute != NOTE:
                circle = names.circle(one.subject, grammar.words)
                found = await store.rows_of(session, circle, one.attribute)
                key = value_key(one.value, grammar.words)
                rows += [row for row in found if row.is_single or row.value_key == key]
        if rows:
            return rows
        asked = read_question(f"{what}?", grammar, now, Context(known_names=known_names))
        if asked and asked.subject and asked.attributes:
            circle = names.circle(asked.subject.key, grammar.words)
            if rows := [row for row in await store.rows_of(session, circle) if row.attribute in asked.attributes]:
                return rows
        subject = read_subject(spelled_out(what, grammar), grammar, Context(known_names=known_names))
        if subject and not subject.is_me:
            circle = names.circle(subject.key, grammar.words)
            found = await store.rows_of(session, circle, subject.attribute)
            if found:
                return found
        stems = telling_stems(what, grammar.words, grammar.data["questions"])
        return [row for row in await store.rows_with_words(session, stems) if stems and stems <= set(row.words)]
