"""A memory with something in it: talks, facts, names, topics and summaries of one person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from mumble_ai.memory.conversations.exchange import SpokenExchange
from mumble_ai.memory.people.person import Person
from mumble_ai.memory.recall.index import Indexer
from mumble_ai.services.household import Household
from mumble_ai.storage.tables import Topic
from tests.support.telling import House

SAID: Final = (
    ("My sister Anna lives in Bonn.", "Bonn is a good place to live."),
    ("Anna's dog is called Rex.", "Rex is a good name."),
    ("I live in Berlin.", "Berlin it is."),
    ("My friend Tom works at Siemens.", "I will remember that."),
    ("Anna and Tom came to the garden party on Sunday.", "That sounds nice."),
    ("Tom told Anna about the boat and the long way to Norway.", "A long way indeed."),
)
PRIVATE: Final = ("I'm allergic to peanuts.", "I keep that to myself.")


async def remember_talk(house: Household, person: Person, *, days_ago: float = 1.0) -> list[UUID]:
    """Stores, indexes and settles a short talk; returns its messages, the private ones last."""
    began = datetime.now(UTC) - timedelta(days=days_ago)
    ids: list[UUID] = []
    for number, (asked, heard) in enumerate((*SAID, PRIVATE)):
        at = began + timedelta(seconds=40 * number)
        exchange = SpokenExchange(
            turn_id=f"t{person.id.hex[:8]}-{days_ago}-{number}",
            person_id=person.id,
            door="mumble",
            channel="Family/Kitchen",
            private=number == len(SAID),
            spoken=True,
            asked_text=asked,
            asked_at=at,
            heard_text=heard,
            answered_at=at + timedelta(seconds=3),
        )
        house.log.record(exchange)
        ids += [exchange.question_id, exchange.answer_id]
    await house.log.flush()
    await Indexer(house.stores.database, house.embedder, assistant_name="AI").index(person.id, ids)
    await House(house.stores.database).settling.settle(str(person.id), [str(one) for one in ids])
    return ids


async def talk_about(house: Household, person: Person, *labels: str) -> list[UUID]:
    """Adds topics that are done with; returns them."""
    now, made = datetime.now(UTC), []
    async with house.stores.database.person(person.id) as session:
        for number, label in enumerate(labels):
            at = now - timedelta(days=number + 3)
            topic = Topic(
                label=label,
                state="resolved",
                started_at=at,
                last_said_at=at,
                resolved_at=now,
                exchanges=number + 1,
                terms={label: 1.0},
            )
            session.add(topic)
            await session.flush()
            made.append(topic.id)
    return made
