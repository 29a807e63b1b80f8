"""Turns that are taken too early or just in time, in virtual time."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from mumble_ai.audio.pcm import Float32
from mumble_ai.conversation.turn import Outcome, Part, Stage
from mumble_ai.conversation.turn_taking.endpointing import Endpointing
from mumble_ai.testkit.scene import FAST, talking
from mumble_ai.testkit.scripted import ScriptedMind, ScriptedStt
from mumble_ai.testkit.virtual_time import in_virtual_time

JUDGED = replace(FAST, endpointing=Endpointing(judged_by_s=0.5))


class ScriptedTurnEnds:
    """Says of each pause what it is told."""

    def __init__(self, *verdicts: float) -> None:
        self.verdicts = list(verdicts)
        self.asked: list[float] = []

    async def probability(self, audio: Float32) -> float:
        self.asked.append(audio.size / 16_000)
        await asyncio.sleep(0.05)
        return self.verdicts.pop(0) if self.verdicts else 1.0


@in_virtual_time
async def test_a_speaker_who_thinks_in_mid_sentence_is_not_cut_off() -> None:
    stt, ends = ScriptedStt("I would like to know", "what time it is"), ScriptedTurnEnds(0.05, 0.95)
    async with talking(stt=stt, policy=JUDGED, turn_ends=ends) as scene:
        await scene.door.say(1.0, terminator=False)
        await scene.door.say(1.1, terminator=False, level=0)
        end_s = await scene.door.say(1.0, terminator=False)
        await scene.door.say(2.0, terminator=False, level=0)
        await scene.finished(1)
        assert len(scene.mind.asked) == 1
        turn = scene.records.turns[0]
        assert turn.times[Stage.FIRST_PACKET] - end_s < 0.55, "a complete sentence is answered soon"
        assert len(ends.asked) == 2


@in_virtual_time
async def test_a_number_is_not_cut_apart_though_its_words_are_known_only_after_the_end() -> None:
    stt, ends = ScriptedStt("my number is five five five", "one two three"), ScriptedTurnEnds(0.99, 0.99)
    async with talking(stt=stt, policy=JUDGED, turn_ends=ends) as scene:
        await scene.door.say(1.0, terminator=False)
        await scene.door.say(1.0, terminator=False, level=0)
        assert not scene.door.frames, "it sounds complete, but the words say that more comes"
        await scene.door.say(1.0, terminator=False)
        await scene.door.say(3.0, terminator=False, level=0)
        await scene.finished(1)
        (turn,) = scene.records.turns
        assert (turn.text, turn.revision) == ("my number is five five five one two three", 1)
        assert "put off" in [decision.what for decision in turn.decisions]


@in_virtual_time
async def test_letting_go_of_the_key_is_the_end_of_a_number_too() -> None:
    async with talking(stt=ScriptedStt("five five five"), policy=JUDGED) as scene:
        end_s = await scene.door.say(1.0)
        await scene.finished(1)
        assert scene.records.turns[0].times[Stage.FIRST_PACKET] - end_s < 0.2


@in_virtual_time
async def test_an_answer_made_too_early_is_dropped_unheard_and_its_waste_is_counted() -> None:
    stt, ends = ScriptedStt("how are you", "on Mondays"), ScriptedTurnEnds(0.7, 0.95)
    async with talking(stt=stt, policy=JUDGED, turn_ends=ends) as scene:
        await scene.door.say(1.0, terminator=False)
        await scene.door.say(0.4, terminator=False, level=0)
        await scene.door.say(0.6, terminator=False)
        await scene.door.say(2.0, terminator=False, level=0)
        await scene.finished(1)
        (turn,) = scene.records.turns
        assert (turn.text, turn.revision) == ("how are you on Mondays", 1)
        assert [u.text for u in scene.mind.asked] == ["how are you", "how are you on Mondays"]
        assert turn.wasted == {Part.STT: 1, Part.LLM: 1, Part.TTS: 1}
        assert scene.mind.remembered == [("how are you on Mondays", "Fine.", False)]


@in_virtual_time
async def test_a_judge_who_fails_or_hangs_leaves_silence_to_decide() -> None:
    class Broken:
        async def probability(self, audio: Float32) -> float:
            await asyncio.sleep(0.0 if audio.size % 2 else 1e6)
            raise ValueError("broken")

    async with talking(policy=JUDGED, turn_ends=Broken()) as scene:
        end_s = await scene.door.say(1.0, terminator=False)
        await scene.door.say(2.0, terminator=False, level=0)
        await scene.finished(1)
        decided_s = scene.records.turns[0].times[Stage.END_DECIDED]
        assert decided_s - end_s == pytest.approx(Endpointing().silence_s, abs=0.07)


@in_virtual_time
async def test_a_gate_that_closes_in_a_thinking_pause_ends_nothing() -> None:
    """A voice-activated client ends its talk spurt after 0.2 s of silence, in mid-sentence too."""
    stt, ends = ScriptedStt("what time is it"), ScriptedTurnEnds(0.05, 0.95)
    async with talking(stt=stt, policy=JUDGED, turn_ends=ends) as scene:
        for _ in range(2):
            await scene.door.say(0.8, terminator=False)
            await scene.door.say(0.2, level=0)
            await asyncio.sleep(0.8)
        await scene.finished(1)
        assert [(t.text, t.outcome) for t in scene.records.turns] == [("what time is it", Outcome.ANSWERED)]
        assert scene.stt.heard_s[0] > 1.6, "both halves are one utterance"


@in_virtual_time
async def test_being_cut_off_makes_the_assistant_wait_longer_for_this_person() -> None:
    stt = ScriptedStt(*(["well I"] * 40))
    pause_s = 1.0
    async with talking(stt=stt, mind=ScriptedMind(*(["Yes, go on, I am listening."] for _ in range(40)))) as scene:
        waits: list[float] = []
        for _ in range(12):
            end_s = await scene.door.say(0.6, terminator=False)
            await scene.door.say(pause_s, terminator=False, level=0)
            cut_off = any(f > end_s for f in scene.door.frames)
            await scene.door.say(0.6, terminator=False)
            await scene.door.say(4.0, terminator=False, level=0)
            waits.append(float(cut_off))
        assert waits[0] == 1.0, "the first pause of 1 s is taken for the end"
        assert waits[-1] == 0.0, "then this speaker's pauses are known"
