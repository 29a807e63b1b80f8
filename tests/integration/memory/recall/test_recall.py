"""Recall over a real PostgreSQL with the real embedding model."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import pytest
from sqlalchemy import func, select

from benchmarks.recall_methods.house import ExactIndex
from mumble_ai.memory.recall.embedding import EmbedderUnavailable, Encoding, MiniLm
from mumble_ai.memory.recall.index import EMBED_JOB, Indexer
from mumble_ai.memory.recall.recall import Recall, RecallPolicy
from mumble_ai.memory.recall.token_matrix import Float32
from mumble_ai.storage import outbox
from mumble_ai.storage.database import Database
from mumble_ai.storage.jobs import JobHandlers
from mumble_ai.storage.tables import Message, RecallEntry, RecallTokens, Vector
from mumble_ai.storage.vectors import Near, VectorsUnavailable
from tests.integration.memory.recall.conftest import ASSISTANT, NOW, make_person, say

PETS = ("What shall we feed the animals?", "> Which animals do you have?", "Rex likes beef, he is our terrier.")
TRAVEL = ("I took the night train to Vienna in April.", "> How was it?", "The opera was wonderful.")
WORK = ("My boss moved the review to Thursday.", "> Noted.", "The slides are still missing.")


class Lost:
    """A vector index that is away."""

    async def query(self, space: str, vector: Float32, person_id: UUID, limit: int) -> list[Near]:
        raise VectorsUnavailable("nobody is there")

    async def add(self, space: str, items: object) -> None: ...
    async def delete(self, person_id: UUID, item_ids: object = None, space: str = "") -> None: ...


class Broken:
    """An embedder that can't."""

    name, dimensions = "broken", 384

    async def encode(self, texts: Sequence[str]) -> list[Encoding]:
        raise EmbedderUnavailable("no model here")

    async def embed(self, texts: Sequence[str]) -> Float32:
        raise EmbedderUnavailable("no model here")

    async def close(self) -> None: ...


class Shapeless(MiniLm):
    """A model that gives whole texts only, as Ollama's do."""

    name = "whole"

    async def encode(self, texts: Sequence[str]) -> list[Encoding]:
        return [Encoding(e.vector, e.tokens[:0], ()) for e in await super().encode(texts)]


class Home:
    """One person's recall."""

    def __init__(self, db: Database, embedder: MiniLm) -> None:
        self.db, self.index = db, ExactIndex()
        self.indexer = Indexer(db, embedder, assistant_name=ASSISTANT)
        self.recall = Recall(db, embedder, self.index, assistant_name=ASSISTANT)

    async def hears(self, person_id: UUID, *lines: str, days_ago: float = 1, private: bool = False) -> list[UUID]:
        ids = await say(self.db, person_id, *lines, days_ago=days_ago, private=private)
        await self.indexer.work(str(person_id), [str(one) for one in ids])
        await outbox.deliver(self.db, self.index)
        return ids

    async def asked(self, person_id: UUID, text: str, **more: object) -> list[str]:
        found = await self.recall.recall(person_id, text, now=NOW, budget_tokens=600, **more)  # type: ignore[arg-type]
        return [one.text for one in found]


@pytest.fixture
def home(database: Database, minilm: MiniLm) -> Home:
    return Home(database, minilm)


async def test_the_line_that_answers_comes_first_with_who_and_why(home: Home, database: Database) -> None:
    anna = await make_person(database, "Anna")
    for days, talk in enumerate((PETS, TRAVEL, WORK), 1):
        await home.hears(anna, *talk, days_ago=days)
    first = (await home.recall.recall(anna, "When is my review?", now=NOW, budget_tokens=600))[0]
    assert (first.text, first.who, first.role) == (WORK[0], "Anna", "user")
    assert "says review" in first.why
    assert (await home.asked(anna, "Where did I go by rail?"))[0] == TRAVEL[0]
    assert PETS[2] in (await home.asked(anna, "what does our dog eat"))[:2]
    assert not home.recall.standing().degraded


async def test_nobody_recalls_what_another_said(home: Home, database: Database) -> None:
    anna, ben = await make_person(database, "Anna"), await make_person(database, "Ben")
    await home.hears(anna, *PETS)
    assert await home.asked(ben, "What does Rex like?") == []
    assert await home.asked(anna, "What does Rex like?") != []


async def test_what_is_in_the_prompt_and_what_is_private_stay_out_on_demand(home: Home, database: Database) -> None:
    anna = await make_person(database, "Anna")
    ids = await home.hears(anna, "My diary is under the red sofa.", private=True)
    assert await home.asked(anna, "where is my diary") != []
    assert await home.asked(anna, "where is my diary", heard_by_others=True) == []
    assert await home.asked(anna, "where is my diary", but=ids) == []


async def test_indexing_twice_changes_nothing_and_forgetting_leaves_nothing(home: Home, database: Database) -> None:
    anna = await make_person(database, "Anna")
    ids = await home.hears(anna, *PETS)
    await home.indexer.index(anna, ids)
    async with database.everybody("test") as session:
        assert await session.scalar(select(func.count()).select_from(RecallEntry)) == len(PETS)
        await outbox.remove(session, anna, ids)
        for message_id in ids:
            await session.delete(await session.get_one(Message, message_id))
    await outbox.deliver(database, home.index)
    assert await home.asked(anna, "What does Rex like?") == []
    async with database.everybody("test") as session:
        for table in (RecallEntry, RecallTokens, Vector):
            assert await session.scalar(select(func.count()).select_from(table)) == 0


async def test_without_index_or_model_lines_are_found_by_words_and_it_is_said(home: Home, database: Database) -> None:
    anna = await make_person(database, "Anna")
    await home.hears(anna, *TRAVEL)
    no_index = Recall(database, home.indexer._embedder, Lost(), assistant_name=ASSISTANT)
    no_model = Recall(database, Broken(), home.index, assistant_name=ASSISTANT)
    switched_off = Recall(database, None, None, assistant_name=ASSISTANT)
    for recall, why in ((no_index, "nobody is there"), (no_model, "no model here"), (switched_off, "switched off")):
        found = await recall.recall(anna, "How was the opera in Vienna?", now=NOW, budget_tokens=600)
        assert found[0].text in TRAVEL
        assert recall.standing().degraded
        assert why in recall.standing().detail


async def test_words_are_found_before_the_model_is_there_and_meaning_after_it(home: Home, database: Database) -> None:
    anna = await make_person(database, "Anna")
    ids = await say(database, anna, *PETS)
    wordy = Indexer(database, Broken(), assistant_name=ASSISTANT)
    with pytest.raises(EmbedderUnavailable):
        await wordy.index(anna, ids)
    assert (await home.asked(anna, "What does Rex like?"))[0] == PETS[2]
    await home.indexer.work()
    async with database.everybody("test") as session:
        spaces = set(await session.scalars(select(RecallTokens.space)))
    assert spaces == {MiniLm.name}


async def test_a_shelf_in_memory_follows_what_is_said_and_what_is_forgotten(home: Home, database: Database) -> None:
    anna = await make_person(database, "Anna")
    assert await home.asked(anna, "Who is Rex?") == []
    ids = await home.hears(anna, *PETS, days_ago=3)
    assert PETS[2] in await home.asked(anna, "Who is Rex?")
    await home.hears(anna, "Rex is the neighbour's parrot.", days_ago=2)
    assert {PETS[2], "Rex is the neighbour's parrot."} <= set(await home.asked(anna, "Who is Rex?"))
    async with database.everybody("test") as session:
        for message_id in ids:
            await session.delete(await session.get_one(Message, message_id))
    assert await home.asked(anna, "Who is Rex?") == ["Rex is the neighbour's parrot."]
    await home.hears(anna, "Rex eats beef again.", days_ago=1)
    assert "Rex eats beef again." in await home.asked(anna, "What does Rex eat?")


async def test_what_was_said_at_the_time_that_is_named_comes_first(home: Home, database: Database) -> None:
    anna = await make_person(database, "Anna")
    for days in (90, 60, 30):
        await home.hears(anna, f"I went hiking for {days} hours.", "> Well done.", days_ago=days)
    assert (await home.asked(anna, "How long did I hike in March?"))[0] == "I went hiking for 90 hours."
    assert (await home.asked(anna, "How long did I hike in May?"))[0] == "I went hiking for 30 hours."


async def test_another_model_has_everything_embedded_again(
    home: Home, database: Database, minilm_folder: object
) -> None:
    anna = await make_person(database, "Anna")
    await home.hears(anna, *TRAVEL)
    other = Shapeless(minilm_folder)  # type: ignore[arg-type]
    await Indexer(database, other, assistant_name=ASSISTANT).work()
    await outbox.deliver(database, home.index)
    async with database.everybody("test") as session:
        assert set(await session.scalars(select(RecallEntry.space))) == {"whole"}
    recall = Recall(database, other, home.index, assistant_name=ASSISTANT)
    assert (await recall.recall(anna, "How did I travel by rail?", now=NOW, budget_tokens=600))[0].text == TRAVEL[0]


async def test_the_plain_mix_can_be_chosen(home: Home, database: Database) -> None:
    anna = await make_person(database, "Anna")
    await home.hears(anna, *WORK)
    policy = RecallPolicy(ranking="mix", semantic_weight=0.0, most_lines=1)  # type: ignore[arg-type]
    recall = Recall(database, home.indexer._embedder, home.index, assistant_name=ASSISTANT, policy=policy)
    found = await recall.recall(anna, "slides", now=NOW, budget_tokens=600)
    assert [one.text for one in found] == [WORK[2]]


async def test_words_only_the_assistant_s_talk_is_looked_for_where_it_is_asked_for(
    home: Home, database: Database
) -> None:
    anna = await make_person(database, "Anna")
    await home.hears(
        anna, "Is there a train to Graz?", "> The train to Graz leaves at nine.", "I like the train to Graz."
    )
    assert (await home.asked(anna, "What did you tell me about the train to Graz?"))[0].startswith("The train")


async def test_nothing_said_nothing_recalled(home: Home, database: Database) -> None:
    anna = await make_person(database, "Anna")
    assert await home.asked(anna, "What is my dog called?") == []
    assert await home.asked(anna, "") == []


def test_the_job_is_there() -> None:
    handlers = JobHandlers()
    Indexer(None, None, assistant_name=ASSISTANT).register(handlers)  # type: ignore[arg-type]
    assert [one.name for one in handlers.all()] == [EMBED_JOB]
    assert handlers.all()[0].schedule
