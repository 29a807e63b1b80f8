"""Learns from an exchange after it has been settled: the `settle-exchange` job's part for facts and entities.

Only what a person said is read; what the assistant said, or what a microphone picked up of its voice, never is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.llm.contract import LlmError
from mumble_ai.memory.entities import entities
from mumble_ai.memory.extraction.grammar import grammar_of
from mumble_ai.memory.extraction.language import language_of
from mumble_ai.memory.extraction.model import ModelExtractor
from mumble_ai.memory.extraction.rules import NAME_OF_RULES, RuleExtractor
from mumble_ai.memory.extraction.statement import Statement, Told
from mumble_ai.memory.extraction.words import plain, words_of
from mumble_ai.memory.facts import store
from mumble_ai.memory.facts.store import Telling
from mumble_ai.storage.database import Database
from mumble_ai.storage.tables import Extraction, FactRow, Message, Person

_log = structlog.get_logger(__name__)

ECHO: Final = timedelta(minutes=3)
"""How long after the assistant spoke its voice can be mistaken for somebody's."""
_LEAST_ECHO_WORDS: Final = 4


@dataclass(frozen=True, slots=True)
class Household:
    """What holds for those who chose nothing.

    Attributes:
        time_zone: IANA name.
    """

    time_zone: str = "UTC"
    language: str = "en"


@dataclass(frozen=True, slots=True)
class _Read:
    """A message and what it says."""

    message: Message
    told: Sequence[Told]
    extractor: str
    refused: int = 0


class Settling:
    """Reads settled messages for facts.

    Args:
        model: A language model to read with; without one, rules do.
    """

    def __init__(self, db: Database, household: Household, *, model: ModelExtractor | None = None) -> None:
        self._db = db
        self._household = household
        self._model = model

    async def settle(self, person_id: str, message_ids: Sequence[str]) -> None:
        """Learns from messages; those that were read before are left alone.

        Raises:
            DatabaseUnavailable: Later, then; nothing was learned.
        """
        owner = UUID(person_id)
        async with self._db.person(owner) as session:
            unread = await _unread(session, [UUID(one) for one in message_ids])
            person = await session.scalar(select(Person))
            if person is None:
                return
            names = await store.known_names(session, grammar_of("en").words)
        zone = ZoneInfo(person.time_zone or self._household.time_zone)
        usual = person.language or self._household.language
        rules = RuleExtractor(frozenset(name for _, name in names.pairs))
        await self._keep(owner, [await self._read(message, rules, zone, usual) for message in unread])

    async def _read(self, message: Message, rules: RuleExtractor, zone: ZoneInfo, usual: str) -> _Read:
        language = await asyncio.to_thread(language_of, message.text, usual)
        now = message.said_at.astimezone(zone)
        told: list[Told] = await asyncio.to_thread(rules.extract, message.text, now=now, language=language)
        if self._model is None:
            return _Read(message, told, NAME_OF_RULES)
        try:
            more, refused = await self._model.extract(message.text, now=now, language=language)
        except LlmError as error:
            _log.warning("facts are found by rules alone", why=str(error))
            return _Read(message, told, NAME_OF_RULES)
        return _Read(message, _both(told, more), self._model.name, refused)

    async def _keep(self, owner: UUID, readings: Sequence[_Read]) -> None:
        async with self._db.person(owner) as session:
            await session.scalar(select(Person.id).with_for_update())
            ids = [reading.message.id for reading in readings]
            done = set(await session.scalars(select(Extraction.message_id).where(Extraction.message_id.in_(ids))))
            for reading in readings:
                if reading.message.id not in done:
                    await _keep(session, reading)
                    session.add(
                        Extraction(
                            message_id=reading.message.id,
                            extractor=reading.extractor,
                            found=len(reading.told),
                            refused=reading.refused,
                        )
                    )


async def _keep(session: AsyncSession, reading: _Read) -> None:
    message = reading.message
    telling = Telling(message.said_at, message.id, message.private)
    for one in reading.told:
        noted = await store.tell(session, one, telling)
        if isinstance(one, Statement):
            await _name(session, one, [fact.id for fact in noted.facts], message)
    for entity_id, words in (await entities.spoken_of(session, message.text)).items():
        await entities.mention(session, entity_id, message.id, words, message.said_at, entities.ALIKE)


async def _unread(session: AsyncSession, message_ids: Sequence[UUID]) -> list[Message]:
    """The messages a person really said, oldest first, but those that were read before."""
    read = select(Extraction.message_id).where(Extraction.message_id.in_(message_ids))
    wanted = select(Message).where(Message.id.in_(message_ids), Message.role == "user", Message.id.not_in(read))
    found = (await session.scalars(wanted.order_by(Message.said_at, Message.id))).all()
    if not found:
        return []
    lately = await session.execute(
        select(Message.session_id, Message.said_at, Message.text).where(
            Message.session_id.in_({message.session_id for message in found}),
            Message.role == "assistant",
            Message.said_at.between(found[0].said_at - ECHO, found[-1].said_at),
        )
    )
    answers = [(talk, at, plain(" ".join(words_of(text)))) for talk, at, text in lately.all()]
    return [message for message in found if not _is_echo(message, answers)]


def _is_echo(message: Message, answers: Sequence[tuple[UUID, datetime, str]]) -> bool:
    """Whether a message is words that the assistant had just said.

    Args:
        answers: Talk, time and plain words of what it said.
    """
    said = plain(" ".join(words_of(message.text)))
    return len(said.split()) >= _LEAST_ECHO_WORDS and any(
        said in text and talk == message.session_id and message.said_at - ECHO <= at <= message.said_at
        for talk, at, text in answers
    )


async def _name(session: AsyncSession, statement: Statement, fact_ids: Sequence[UUID], message: Message) -> None:
    """Keeps whom a statement names, and that this message speaks of them."""
    for named in statement.named:
        row = await entities.resolve(session, named, message.said_at)
        await entities.relate(session, row, named, message.said_at)
        await entities.mention(session, row.id, message.id, named.name, message.said_at, entities.SURE)
        for fact_id in fact_ids:
            fact = await session.get(FactRow, fact_id)
            if fact is not None and fact.entity_id is None:
                fact.entity_id = row.id
    await session.flush()


def _both(by_rules: Sequence[Told], by_model: Sequence[Statement]) -> list[Told]:
    """What the rules found, and what else the model did."""
    known = {(one.subject, one.attribute) for one in by_rules if isinstance(one, Statement)}
    return [*by_rules, *(one for one in by_model if (one.subject, one.attribute) not in known)]
