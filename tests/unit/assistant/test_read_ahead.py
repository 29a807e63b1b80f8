"""What is known of a prompt is read before the question is there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from mumble_ai.assistant.history import ShortTermMemory
from mumble_ai.assistant.mind import Assistant
from mumble_ai.llm.brief import Brief
from mumble_ai.llm.chain import Deadlines, LlmChain
from mumble_ai.llm.contract import LlmUnreachable, Message, Sampling, Tool
from mumble_ai.testkit.virtual_time import in_virtual_time
from tests.unit.assistant.test_memory_and_prompt import ALICE, BOB, Person, Question, ask

NOON = datetime(2026, 11, 23, 12, 5, tzinfo=ZoneInfo("Europe/Berlin"))


class ReadingModel:
    """Notes what it reads ahead and what it is asked."""

    name = "reading"

    is_capable = False

    def __init__(self, *, takes_s: float = 0.2) -> None:
        self.takes_s = takes_s
        self.begun: list[list[Message]] = []
        self.read: list[list[Message]] = []
        self.asked: list[list[Message]] = []
        self.cancelled = 0
        self.broken = False

    async def stream(
        self, messages: Sequence[Message], sampling: Sampling, tools: Sequence[Tool] = ()
    ) -> AsyncGenerator[str, None]:
        self.asked.append(list(messages))
        yield "Fine."

    async def read_ahead(self, messages: Sequence[Message], tools: Sequence[Tool] = ()) -> None:
        self.begun.append(list(messages))
        try:
            await asyncio.sleep(self.takes_s)
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        if self.broken:
            raise LlmUnreachable("gone")
        self.read.append(list(messages))

    async def check(self) -> None: ...

    async def close(self) -> None: ...


class Scene:
    def __init__(self, model: ReadingModel | None = None) -> None:
        self.model = model or ReadingModel()
        self.now = NOON
        chain = LlmChain([Brief(self.model, most_sentences=3)], Deadlines(), Sampling())
        self.ada = Assistant(chain, ShortTermMemory(10), "You are Ada.", lambda: self.now)

    async def turn(self, who: Person, text: str) -> None:
        question = Question(who, text)
        self.ada.remember(question, await ask(self.ada, question), interrupted=False)

    def unread(self) -> list[Message]:
        """Messages of the last question that stood in no prompt read ahead."""
        asked = self.model.asked[-1]
        known = max(
            (sum(1 for _ in _common(read, asked)) for read in self.model.read),
            default=0,
        )
        return asked[known:]


def _common(read: list[Message], asked: list[Message]) -> list[Message]:
    count = 0
    while count < min(len(read), len(asked)) and read[count] == asked[count]:
        count += 1
    return asked[:count]


@in_virtual_time
async def test_only_the_question_is_left_to_read() -> None:
    scene = Scene()
    scene.ada.expect(ALICE)
    await asyncio.sleep(1)
    await scene.turn(ALICE, "Who are you?")
    assert [m.content for m in scene.unread()] == ["Who are you?"]
    await asyncio.sleep(1)  # after an answer the next question is expected
    await scene.turn(ALICE, "And then?")
    assert [m.content for m in scene.unread()] == ["And then?"]
    await scene.ada.close()


@in_virtual_time
async def test_the_talk_reads_the_same_whoever_asks() -> None:
    scene = Scene()
    for who in (ALICE, BOB, ALICE):
        scene.ada.expect(who)
        await asyncio.sleep(1)
        await scene.turn(who, "Well?")
        assert [m.content for m in scene.unread()] == ["Well?"]
        await asyncio.sleep(1)
    before, last = scene.model.asked[-2], scene.model.asked[-1]
    assert len(_common(before, last)) >= len(before) - 3, "all but who is asking, the time and the question"
    await scene.ada.close()


@in_virtual_time
async def test_the_time_that_was_read_ahead_is_told_for_a_while_and_then_anew() -> None:
    scene = Scene()
    scene.ada.expect(ALICE)
    await asyncio.sleep(1)
    scene.now += timedelta(seconds=70)
    await scene.turn(ALICE, "What time is it?")
    assert [m.content for m in scene.unread()] == ["What time is it?"]
    scene.now += timedelta(minutes=10)
    await scene.turn(ALICE, "And now?")
    assert "12:16" in str(scene.model.asked[-1][-2])
    await scene.ada.close()


@in_virtual_time
async def test_one_is_read_at_a_time_and_only_the_newest_of_those_that_wait() -> None:
    scene = Scene(ReadingModel(takes_s=2.0))
    for number in range(20):
        scene.ada.expect(Person(str(number), f"Guest {number}"))
        await asyncio.sleep(0.01)
    await asyncio.sleep(10)
    names = [messages[-3].content.split('"')[1] for messages in scene.model.begun]
    assert names == ["Guest 0", "Guest 19"]
    await scene.ada.close()


@in_virtual_time
async def test_what_is_read_already_is_not_read_again() -> None:
    scene = Scene()
    for _ in range(5):
        scene.ada.expect(ALICE)
        await asyncio.sleep(1)
    assert len(scene.model.read) == 1
    await scene.ada.close()


@in_virtual_time
async def test_a_question_ends_the_reading() -> None:
    scene = Scene(ReadingModel(takes_s=5.0))
    scene.ada.expect(BOB)
    await asyncio.sleep(0.1)
    await ask(scene.ada, Question(ALICE, "Now?"))
    await asyncio.sleep(0)
    assert scene.model.cancelled == 1
    await scene.ada.close()


@in_virtual_time
async def test_a_server_that_is_gone_holds_nothing_up() -> None:
    scene = Scene()
    scene.model.broken = True
    scene.ada.expect(ALICE)
    await asyncio.sleep(1)
    assert await ask(scene.ada, Question(ALICE, "Hello?")) == "Fine."
    scene.model.broken = False
    scene.ada.expect(ALICE)
    await asyncio.sleep(1)
    assert len(scene.model.read) == 1
    await scene.ada.close()


@in_virtual_time
async def test_what_is_private_is_never_read_ahead() -> None:
    scene = Scene()
    scene.ada.remember(Question(ALICE, "my secret", spoken=False, private=True), "Kept.", interrupted=False)
    scene.ada.expect(ALICE)
    await asyncio.sleep(1)
    assert "secret" not in str(scene.model.begun)
    await scene.ada.close()
