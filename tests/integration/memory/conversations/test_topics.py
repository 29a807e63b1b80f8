"""What a talk is about follows what is said, and a topic left is found again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import numpy as np
import pytest
from numpy.typing import NDArray
from sqlalchemy import select

from mumble_ai.memory.conversations.history import HistorySearch
from mumble_ai.memory.conversations.log import ConversationLog
from mumble_ai.memory.conversations.topics import Topics
from mumble_ai.memory.people.people import People
from mumble_ai.memory.people.person import Person
from mumble_ai.memory.privacy.privacy import Privacy
from mumble_ai.storage.database import Database
from mumble_ai.storage.tables import Message, Topic
from tests.support.remembering import Clock, MemorySpool, said

GARDEN = (
    ("How do I plant tomatoes in my garden?", "Plant the tomatoes deep, in the sun of the garden."),
    ("And how often do tomatoes need water?", "Water tomatoes every morning."),
)
TRAVEL = (
    ("Which train goes to Berlin on Friday?", "The train to Berlin leaves at nine."),
    ("Is the hotel in Berlin near the train station?", "The hotel is next to the station in Berlin."),
    ("Book the train and the hotel in Berlin.", "I can't book trains."),
    ("What does the train ticket cost?", "I don't know what the train costs."),
)
BACK = ("My tomatoes in the garden have brown leaves, too much water?", "Give the tomatoes less water.")


class ScriptedEmbedder:
    """A vector a subject; fails when told to."""

    name = "scripted"
    is_broken = False

    async def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if self.is_broken:
            raise RuntimeError("no model")
        subjects = ("tomato", "train", "hotel")
        rows = [[text.lower().count(s) + 0.01 for s in subjects] for text in texts]
        vectors = np.asarray(rows, np.float32)
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


async def topics_of(database: Database, person: Person) -> list[Topic]:
    async with database.person(person.id) as session:
        return list(await session.scalars(select(Topic).order_by(Topic.started_at)))


async def talk(log: ConversationLog, person: Person, clock: Clock, *exchanges: tuple[str, str]) -> None:
    for asked, heard in exchanges:
        log.record(said(person.id, clock.later(minutes=1), asked, heard))
    await log.flush()


@pytest.mark.parametrize("has_embedder", [False, True])
async def test_a_topic_is_switched_and_taken_up_again(
    has_embedder: bool, database: Database, people: People, anna: Person, clock: Clock
) -> None:
    embedder = ScriptedEmbedder() if has_embedder else None
    log = ConversationLog(database, people, MemorySpool(), embedder=embedder, now=clock)
    log.start()
    await talk(log, anna, clock, *GARDEN, ("Yes, please.", "All right."), *TRAVEL)
    garden, travel = await topics_of(database, anna)
    assert (garden.state, travel.state) == ("switched", "active")
    assert "tomatoes" in garden.label
    assert "train" in travel.label
    assert (garden.exchanges, travel.exchanges) == (3, 4), "what strayed belongs to the new topic"
    async with database.person(anna.id) as session:
        of_travel = (await session.scalars(select(Message.text).where(Message.topic_id == travel.id))).all()
    assert sorted(of_travel) == sorted(text for exchange in TRAVEL for text in exchange)
    await talk(log, anna, clock, BACK)
    garden, travel = await topics_of(database, anna)
    assert (garden.state, travel.state) == ("active", "switched")
    page = await log.search(anna.id, HistorySearch(words="brown leaves"))
    assert [(m.topic, m.topic_state) for m in page.messages] == [(garden.label, "active")]
    await log.close()


async def test_a_topic_nobody_comes_back_to_is_resolved_until_somebody_does(
    log: ConversationLog, database: Database, anna: Person, clock: Clock
) -> None:
    await talk(log, anna, clock, *GARDEN)
    clock.later(hours=25)
    await log.tend()
    (topic,) = await topics_of(database, anna)
    assert (topic.state, topic.resolved_at) == ("resolved", clock.now)
    await talk(log, anna, clock, BACK)
    (topic,) = await topics_of(database, anna)
    assert (topic.state, topic.resolved_at, topic.exchanges) == ("active", None, 3)


async def test_small_talk_is_no_topic(log: ConversationLog, database: Database, anna: Person, clock: Clock) -> None:
    await talk(log, anna, clock, ("Hello", "Hello!"), ("Thank you.", "You are welcome."))
    assert await topics_of(database, anna) == []
    assert len(await log.recent(anna.id, 10)) == 4


@pytest.mark.parametrize("has_embedder", [False, True])
async def test_what_is_said_in_private_is_a_topic_of_its_own_that_nobody_else_reads(
    has_embedder: bool, database: Database, people: People, anna: Person, clock: Clock
) -> None:
    embedder = ScriptedEmbedder() if has_embedder else None
    log = ConversationLog(database, people, MemorySpool(), embedder=embedder, now=clock)
    log.start()
    await talk(log, anna, clock, *GARDEN)
    secret = "The tomatoes in my garden hide the diamonds, so they need water"
    log.record(said(anna.id, clock.later(minutes=1), secret, "Nobody will know of the tomatoes.", private=True))
    await talk(log, anna, clock, BACK)
    openly, privately = sorted(await topics_of(database, anna), key=lambda topic: topic.private)
    assert (openly.private, openly.state, openly.exchanges) == (False, "active", 3)
    assert (privately.private, privately.state, privately.exchanges) == (True, "switched", 1)
    assert "diamonds" in privately.terms
    assert "diamonds" not in openly.terms
    topics = Topics(database, now=clock)
    assert [card.id for card in (await topics.page(anna.id, heard_by_others=True)).topics] == [openly.id]
    assert len((await topics.page(anna.id)).topics) == 2
    privacy = Privacy(database, people, now=clock)
    assert len((await privacy.known(anna)).topics) == 2
    assert (await privacy.known(anna, heard_by_others=True)).topics == (openly.label,)
    told = "".join([piece async for piece in privacy.export_pieces(anna.id, heard_by_others=True)])
    assert "tomatoes" in told
    assert "diamonds" not in told


async def test_topics_are_ones_own(
    log: ConversationLog, database: Database, anna: Person, ben: Person, clock: Clock
) -> None:
    await talk(log, anna, clock, *GARDEN)
    await talk(log, ben, clock, *GARDEN)
    assert (len(await topics_of(database, anna)), len(await topics_of(database, ben))) == (1, 1)


async def test_when_the_model_fails_words_tell_the_topic(
    database: Database, people: People, anna: Person, clock: Clock
) -> None:
    embedder = ScriptedEmbedder()
    log = ConversationLog(database, people, MemorySpool(), embedder=embedder, now=clock)
    log.start()
    await talk(log, anna, clock, GARDEN[0])
    embedder.is_broken = True
    await talk(log, anna, clock, GARDEN[1])
    (topic,) = await topics_of(database, anna)
    assert (topic.exchanges, topic.last_said_at) == (2, clock.now + timedelta(seconds=2))
    assert not log.standing().degraded
    await log.close()
