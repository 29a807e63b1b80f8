"""What is said while there is no answer, in virtual time."""

from __future__ import annotations

import asyncio

import pytest

from mumble_ai.conversation.turn import Outcome, Stage
from mumble_ai.speech.contract import EngineUnavailable
from mumble_ai.testkit.scene import talking
from mumble_ai.testkit.scripted import ScriptedMind, ScriptedStt
from mumble_ai.testkit.virtual_time import in_virtual_time

from .moments import now_s


@in_virtual_time
async def test_a_long_wait_is_filled_once_and_the_filler_is_not_remembered() -> None:
    async with talking(mind=ScriptedMind([4.0, "Here it is."])) as scene:
        end_s = await scene.door.say(0.5)
        first_s = await scene.door.until(lambda: bool(scene.door.frames))
        assert first_s - end_s == pytest.approx(1.2, abs=0.05)
        await scene.finished(1)
        (turn,) = scene.records.turns
        assert turn.heard == "Here it is."
        assert scene.mind.remembered == [("hello", "Here it is.", False)]
        assert [d.what for d in turn.decisions].count("filler") == 1
        assert turn.between(Stage.SPEECH_END, Stage.FIRST_PACKET) == pytest.approx(4.1, abs=0.2)


@in_virtual_time
async def test_whoever_goes_on_during_the_filler_is_heard_to_the_end() -> None:
    stt = ScriptedStt("what is", "the time", word_s=0.2)
    async with talking(stt=stt, mind=ScriptedMind([4.0, "No."], ["Noon."])) as scene:
        await scene.door.say(0.5)
        await scene.door.until(lambda: bool(scene.door.frames))
        await scene.door.say(0.6)
        await scene.finished(1)
        assert scene.records.turns[0].text == "what is the time"
        assert scene.records.turns[0].heard == "Noon."


@in_virtual_time
async def test_speech_silences_the_filler_too() -> None:
    stt = ScriptedStt("what is", "the time", word_s=0.2)
    async with talking(stt=stt, mind=ScriptedMind([4.0, "No."], ["Noon."])) as scene:
        await scene.door.say(0.5)
        await scene.door.until(lambda: bool(scene.door.frames))
        began_s = now_s()
        await scene.door.say(0.6)
        assert scene.door.ends[0] - began_s < 0.15
        await scene.finished(1)


@in_virtual_time
async def test_a_question_after_an_apology_is_a_new_one() -> None:
    gone = EngineUnavailable("gone")  # the stream breaks, and so does the second try with all the sound
    stt = ScriptedStt(gone, gone, "what is the time", word_s=0.2)
    async with talking(stt=stt) as scene:
        await scene.door.say(0.5)
        await scene.door.until(lambda: len(scene.door.frames) > 20)
        await scene.door.say(0.8)
        await scene.finished(2)
        assert [(t.outcome, t.text) for t in scene.records.turns] == [
            (Outcome.FAILED, ""),
            (Outcome.ANSWERED, "what is the time"),
        ]


@in_virtual_time
async def test_words_that_were_understood_are_answered_though_others_were_not() -> None:
    stt = ScriptedStt("what is", EngineUnavailable("gone"))
    async with talking(stt=stt, mind=ScriptedMind([1.0, "No."], ["Noon."])) as scene:
        await scene.door.say(0.5)
        await asyncio.sleep(0.3)
        await scene.door.say(0.5)
        await scene.finished(1)
        assert [(t.outcome, t.text) for t in scene.records.turns] == [(Outcome.ANSWERED, "what is")]


@in_virtual_time
async def test_a_quick_answer_is_never_filled() -> None:
    async with talking(mind=ScriptedMind([0.8, "Here it is."])) as scene:
        await scene.door.say(0.5)
        await scene.finished(1)
        assert [text for text, _ in scene.mouth.spoken] == ["Here it is."]
        assert "filler" not in [d.what for d in scene.records.turns[0].decisions]
