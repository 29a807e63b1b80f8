"""Deeds wait until the words are final, in virtual time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

from mumble_ai.audio.pcm import Float32
from mumble_ai.conversation.ports import Utterance
from mumble_ai.conversation.turn import Outcome
from mumble_ai.conversation.turn_taking.endpointing import Endpointing
from mumble_ai.testkit.scene import FAST, talking
from mumble_ai.testkit.scripted import ScriptedMind, ScriptedMouth, ScriptedStt
from mumble_ai.testkit.virtual_time import in_virtual_time

JUDGED = replace(FAST, endpointing=Endpointing(judged_by_s=0.5))


class PerhapsDone:
    """Every sentence sounds as if it may be complete: it is answered ahead, and more may come."""

    async def probability(self, audio: Float32) -> float:
        return 0.6


class ActingMind(ScriptedMind):
    """Does something for every question, then says so.

    Attributes:
        done: What was done, with the time.
    """

    def __init__(self, *, takes_s: float = 0.0) -> None:
        super().__init__()
        self.done: list[tuple[str, float]] = []
        self.takes_s = takes_s

    async def answer(self, utterance: Utterance) -> AsyncIterator[str]:
        self.asked.append(utterance)
        await utterance.settled()
        self.done.append((utterance.text, asyncio.get_running_loop().time()))
        await asyncio.sleep(self.takes_s)
        yield f"Done: {utterance.text}."


@in_virtual_time
async def test_nothing_is_done_for_words_that_turn_out_to_be_half_a_sentence() -> None:
    mind = ActingMind()
    stt = ScriptedStt("set a timer for ten minutes", "and twenty seconds")
    async with talking(stt=stt, mind=mind, policy=JUDGED, turn_ends=PerhapsDone()) as scene:
        await scene.door.say(1.0, terminator=False)
        await scene.door.say(0.7, terminator=False, level=0)
        assert [asked.text for asked in mind.asked] == ["set a timer for ten minutes"], "it is answered ahead"
        await scene.door.say(0.8, terminator=False)
        await scene.door.say(3.0, terminator=False, level=0)
        await scene.finished(1)
        assert [text for text, _ in mind.done] == ["set a timer for ten minutes and twenty seconds"]


@in_virtual_time
async def test_released_push_to_talk_settles_at_once() -> None:
    mind = ActingMind()
    async with talking(stt=ScriptedStt("add milk"), mind=mind) as scene:
        await scene.door.say(0.5)
        ended_s = asyncio.get_running_loop().time()
        await scene.finished(1)
        assert mind.done[0][1] - ended_s < 0.3
        turn = scene.records.turns[0]
        assert turn.outcome is Outcome.ANSWERED
        assert "settled" in [decision.what for decision in turn.decisions]


@in_virtual_time
async def test_what_is_said_after_the_deed_is_a_new_question() -> None:
    mind = ActingMind()
    stt, mouth = ScriptedStt("add milk", "no not milk I meant bread please"), ScriptedMouth(takes_s=1.0)
    async with talking(stt=stt, mind=mind, mouth=mouth) as scene:
        await scene.door.say(0.5)
        await scene.door.until(lambda: bool(mind.done))
        await scene.door.say(1.5)
        await scene.finished(2)
        assert [text for text, _ in mind.done] == ["add milk", "no not milk I meant bread please"]
        assert [turn.outcome for turn in scene.records.turns] == [Outcome.INTERRUPTED, Outcome.ANSWERED]
        assert mind.remembered[0] == ("add milk", "", True), "what was done is remembered, though nobody heard of it"


@in_virtual_time
async def test_what_is_written_is_final() -> None:
    mind = ActingMind()
    async with talking(mind=mind) as scene:
        scene.door.write("add bread")
        await scene.finished(1)
        assert [text for text, _ in mind.done] == ["add bread"]
