"""A whole talk while one of its parts fails, in virtual time: the speaker soon hears something, and nothing sticks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from mumble_ai.conversation.ports import MindUnavailable, Participant, Utterance
from mumble_ai.conversation.speaking.mouth import EngineMouth
from mumble_ai.conversation.talk import Talk
from mumble_ai.conversation.turn import Outcome, Part
from mumble_ai.llm.chain import LlmChain
from mumble_ai.llm.contract import LlmError, Message, Sampling
from mumble_ai.llm.rung import Deadlines
from mumble_ai.resilience.breaker import BreakerPolicy, CircuitBreaker
from mumble_ai.services.bot.service import talk_policy
from mumble_ai.settings import load_settings
from mumble_ai.speech.contract import SttEngine, TtsEngine
from mumble_ai.speech.fallback import Spare
from mumble_ai.speech.guarded_stt import GuardedStt
from mumble_ai.speech.guarded_tts import GuardedTts
from mumble_ai.testkit import LOUD, Records, ScriptedActivity, ScriptedDoor, in_virtual_time
from tests.unit.faults.parts import FAULTS, Fault, Faulty, FaultyModel, FaultyStt, FaultyTts

SOON_S = 2.0
PARTS = (Part.STT, Part.TTS, Part.LLM)


class ChainMind:
    """Asks the models, and remembers nothing."""

    def __init__(self, chain: LlmChain) -> None:
        self._chain = chain

    def expect(self, participant: Participant) -> None:
        pass

    async def answer(self, utterance: Utterance) -> AsyncGenerator[str, None]:
        try:
            async with aclosing(self._chain.stream([Message("user", utterance.text)])) as pieces:
                async for piece in pieces:
                    yield piece
        except LlmError as error:
            raise MindUnavailable(str(error)) from error

    def never_mind(self, participant: Participant) -> None: ...

    def remember(self, utterance: Utterance, heard: str, *, interrupted: bool) -> None:
        pass


@dataclass
class Scene:
    """A running talk whose parts can be made ill."""

    door: ScriptedDoor
    records: Records
    ill: dict[Part, Faulty]
    upkeep: tuple[Callable[[], Awaitable[object]], ...]

    async def ask(self) -> float:
        """Asks, and returns how long the speaker waits until something is heard or read."""
        frames, texts = len(self.door.frames), len(self.door.texts)
        end_s = await self.door.say(1.5)
        at_s = await self.door.until(lambda: len(self.door.frames) > frames or len(self.door.texts) > texts)
        return at_s - end_s

    async def over(self, turns: int) -> Outcome | None:
        await self.door.until(lambda: len(self.records.turns) >= turns, within_s=60.0)
        return self.records.turns[-1].outcome

    async def revive(self) -> None:
        for part in self.ill.values():
            part.fault = Fault.NONE
        for step in self.upkeep:
            await step()


@asynccontextmanager
async def scene(*, spares: bool) -> AsyncGenerator[Scene]:
    door = ScriptedDoor()
    records = Records(door)
    hears, speaks = FaultyStt("service"), FaultyTts("service", level=LOUD)
    models = [FaultyModel("first"), *([FaultyModel("second")] if spares else [])]

    async def ready(engine: Any) -> Any:
        await asyncio.sleep(0.3)
        return engine

    stt_spare = Spare[SttEngine]("inside", lambda: ready(FaultyStt("inside", streams=False)))
    tts_spare = Spare[TtsEngine]("inside", lambda: ready(FaultyTts("inside", level=LOUD)))
    stt = GuardedStt(hears, CircuitBreaker("stt", BreakerPolicy()), stt_spare if spares else None)
    tts = GuardedTts(speaks, CircuitBreaker("tts", BreakerPolicy()), tts_spare if spares else None)
    chain = LlmChain(models, Deadlines(), Sampling(), BreakerPolicy(), is_first_wanted=True)
    policy = talk_policy(load_settings({}, None))
    talk = Talk(door, stt, ChainMind(chain), EngineMouth(tts), ScriptedActivity, records, policy)
    running = asyncio.create_task(talk.run())
    await stt.warm_up()
    await asyncio.sleep(10.0)  # apologies and fillers are made
    try:
        ill = {Part.STT: hears, Part.TTS: speaks, Part.LLM: models[0]}
        yield Scene(door, records, ill, (stt.probe, tts.probe, chain.probe, chain.check))
    finally:
        door.close()
        async with asyncio.timeout(20):
            await running
        for part in (stt, tts, chain):
            await part.close()


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("part", PARTS)
@in_virtual_time
async def test_a_spare_answers_soon_and_the_part_itself_when_it_is_well(part: Part, fault: Fault) -> None:
    async with scene(spares=True) as talk:
        await talk.ask()
        assert await talk.over(1) is Outcome.ANSWERED
        talk.ill[part].fault = fault
        for turn in range(2, 9):
            waited_s = await talk.ask()
            assert waited_s < SOON_S
            assert await talk.over(turn) is Outcome.ANSWERED
        await talk.revive()
        calls = talk.ill[part].calls
        await talk.ask()
        assert await talk.over(9) is Outcome.ANSWERED
        assert talk.ill[part].calls > calls, "the part is well but nobody asks it"


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("part", PARTS)
@in_virtual_time
async def test_without_a_spare_the_speaker_is_told_soon_and_answered_later(part: Part, fault: Fault) -> None:
    async with scene(spares=False) as talk:
        await talk.ask()
        await talk.over(1)
        talk.ill[part].fault = fault
        for turn in range(2, 9):
            waited_s = await talk.ask()
            assert waited_s < SOON_S
            outcome = await talk.over(turn)
            waited_for = part is Part.LLM and fault is Fault.SLOW
            assert outcome is (Outcome.ANSWERED if waited_for else Outcome.FAILED)
            if outcome is Outcome.FAILED:
                assert talk.records.turns[-1].failed is part
        await talk.revive()
        await talk.ask()
        assert await talk.over(9) is Outcome.ANSWERED
