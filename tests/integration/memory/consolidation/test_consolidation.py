"""Old talk is summed up beside its messages: once, with a log, and from where it was stopped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select

from mumble_ai.llm.contract import Message as LlmMessage
from mumble_ai.memory.consolidation.consolidation import Consolidation
from mumble_ai.memory.consolidation.finding import summaries_about
from mumble_ai.memory.consolidation.grouping import OldMessage
from mumble_ai.memory.consolidation.summarising import Summariser
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import Message, Summary, SummarySource
from tests.support.telling import ZONE, House

NOW = datetime(2026, 6, 30, 3, 0, tzinfo=ZONE)
OLD = NOW - timedelta(days=20)
TALK = (
    "Good morning.",
    "We planted tomatoes and basil in the garden today, next to the old shed.",
    "The tomatoes need a lot of water in this heat, and the basil too.",
    "How much water do tomatoes need?",
    "Okay.",
    "The neighbours gave us an old rain barrel for the garden.",
    "Now the garden gets its water from the rain barrel every evening.",
    "Good night.",
)


class Writing:
    """A model that writes a summary."""

    def __init__(self, text: str) -> None:
        self.text = text

    async def complete(
        self, messages: Sequence[LlmMessage], schema: Mapping[str, Any], *, model: str | None = None
    ) -> dict[str, Any]:
        return {"summary": self.text}


@pytest.fixture
async def house(database: Database) -> House:
    house = House(database)
    await house.moves_in("paul", OLD)
    for number, text in enumerate(TALK):
        await house.stores("paul", text, OLD + timedelta(minutes=number))
    await house.stores("paul", "This is new and stays as it is.", NOW - timedelta(days=1))
    return house


def consolidation(house: House, summariser: Summariser | None = None) -> Consolidation:
    return Consolidation(house.database, summariser or Summariser(), now=lambda: NOW)


async def summaries(house: House) -> list[Summary]:
    async with house.database.person(house.people["paul"].id) as session:
        return list((await session.scalars(select(Summary))).all())


async def test_old_talk_is_summed_up_and_kept(house: House) -> None:
    paul = house.people["paul"].id
    done = await consolidation(house).consolidate(paul)
    (summary,) = await summaries(house)
    assert "garden" in summary.text
    assert "Good morning" not in summary.text
    assert (summary.message_count, summary.made_by) == (len(TALK), "sentences")
    async with house.database.person(paul) as session:
        assert await session.scalar(select(func.count()).select_from(Message)) == len(TALK) + 1
        assert await session.scalar(select(func.count()).select_from(SummarySource)) == len(TALK)
    (run,) = await consolidation(house).log(paul)
    assert (run.messages, run.summaries, run.tokens_saved) == (done.messages, 1, summary.source_tokens - summary.tokens)
    assert run.tokens_saved > 0


async def test_the_second_run_finds_nothing_to_do(house: House) -> None:
    await consolidation(house).work()
    await consolidation(house).work()
    assert len(await summaries(house)) == 1
    assert len(await consolidation(house).log(house.people["paul"].id)) == 1


async def test_a_run_that_broke_goes_on_where_it_was(house: House) -> None:
    for number, text in enumerate(TALK):
        await house.stores("paul", text, OLD + timedelta(days=5, minutes=number))

    class Breaking(Summariser):
        calls = 0

        async def sum_up(self, messages: Sequence[OldMessage]) -> Any:
            Breaking.calls += 1
            if Breaking.calls == 2:
                raise RuntimeError("the lights went out")
            return await super().sum_up(messages)

    with pytest.raises(RuntimeError):
        await consolidation(house, Breaking()).consolidate(house.people["paul"].id)
    assert len(await summaries(house)) == 1
    await consolidation(house).consolidate(house.people["paul"].id)
    assert len(await summaries(house)) == 2
    after, broken = await consolidation(house).log(house.people["paul"].id)
    assert {after.problem, broken.problem} == {"", "the lights went out"}


async def test_a_summary_is_found_by_the_words_of_a_question(house: House) -> None:
    paul = house.people["paul"].id
    for number, text in enumerate(TALK):
        await house.stores("paul", f"Secretly: {text}", OLD + timedelta(minutes=number, seconds=30), private=True)
    await consolidation(house).consolidate(paul)

    async def found(person_id: UUID, text: str, *, heard_by_others: bool) -> list[str]:
        talks = await summaries_about(house.database, person_id, text, limit=3, heard_by_others=heard_by_others)
        return [talk.text for talk in talks]

    (told,) = await found(paul, "What did I say about the gardens?", heard_by_others=True)
    assert "garden" in told
    assert "Secretly" not in told
    assert len(await found(paul, "what about the garden", heard_by_others=False)) == 2
    assert await found(paul, "what about the submarine's \\ ' | & crew", heard_by_others=False) == []
    assert await found(new_id(), "what about the garden", heard_by_others=False) == []


async def test_what_was_private_is_summed_up_apart(house: House) -> None:
    for number, text in enumerate(TALK):
        await house.stores("paul", f"Secretly: {text}", OLD + timedelta(minutes=number, seconds=30), private=True)
    await consolidation(house).consolidate(house.people["paul"].id)
    assert {(one.private, "Secretly" in one.text) for one in await summaries(house)} == {(True, True), (False, False)}


async def test_a_model_writes_it_and_is_not_believed_what_was_not_said(house: House) -> None:
    paul = house.people["paul"].id
    true = Writing("They planted tomatoes and got a rain barrel.")
    await consolidation(house, Summariser(true, "capable")).consolidate(paul)
    (summary,) = await summaries(house)
    assert (summary.text, summary.made_by) == (true.text, "capable")


async def test_a_made_up_summary_gives_way_to_the_talks_own_sentences(house: House) -> None:
    false = Writing("They planted tomatoes with Angela in 1999.")
    await consolidation(house, Summariser(false, "capable")).consolidate(house.people["paul"].id)
    (summary,) = await summaries(house)
    assert summary.made_by == "sentences"
