"""Settings change in the middle of a talk: nobody is cut off, and what comes next follows them. In virtual time."""

from __future__ import annotations

import asyncio
import math
from dataclasses import replace

import pytest

from mumble_ai.audio.pcm import Float32
from mumble_ai.conversation.phrases.phrasebook import phrasebook
from mumble_ai.conversation.ports import Participant
from mumble_ai.conversation.speaking.filler import FillerPolicy
from mumble_ai.conversation.turn import Outcome, Part, Stage
from mumble_ai.conversation.turn_taking.endpointing import Endpointing
from mumble_ai.speech.contract import EngineUnavailable, Transcript
from mumble_ai.testkit import ALICE, BOB, FAST, Scene, ScriptedMind, ScriptedStt, in_virtual_time, talking

from .moments import answer_begun

PATIENT = replace(FAST, endpointing=Endpointing(silence_s=1.2, silence_max_s=2.0))


class Polyglot(ScriptedStt):
    """Remembers in which language it was to hear."""

    def __init__(self, *texts: str) -> None:
        super().__init__(*texts)
        self.languages: list[str | None] = []

    async def transcribe(self, audio: Float32, *, language: str | None = None, words: bool = False) -> Transcript:
        self.languages.append(language)
        return await super().transcribe(audio, language=language, words=words)


async def pause_of(scene: Scene, who: Participant = ALICE) -> float:
    """How much silence ends the turn of somebody with an open microphone."""
    count = len(scene.records.turns)
    end_s = await scene.door.say(1.0, who=who, terminator=False)
    await scene.door.say(2.5, who=who, terminator=False, level=0)
    await scene.finished(count + 1)
    return scene.records.turns[count].times[Stage.END_DECIDED] - end_s


@in_virtual_time
async def test_longer_pauses_hold_for_who_is_there_and_for_who_comes() -> None:
    async with talking(stt=ScriptedStt("one", "two", "three")) as scene:
        assert await pause_of(scene) == pytest.approx(0.8, abs=0.07)
        scene.talk.adopt(PATIENT)
        assert await pause_of(scene) == pytest.approx(1.2, abs=0.07)
        assert await pause_of(scene, BOB) == pytest.approx(1.2, abs=0.07)


@in_virtual_time
async def test_an_answer_under_way_goes_on_and_waits_are_no_longer_filled() -> None:
    mind = ScriptedMind(["One two three four five. ", 2.0, "Six seven."], [4.0, "Late."])
    async with talking(stt=ScriptedStt("go on", "and now"), mind=mind) as scene:
        await answer_begun(scene)
        scene.talk.adopt(replace(FAST, filling=FillerPolicy(wait_s=math.inf, long_s=math.inf)))
        await scene.finished(1)
        assert scene.records.turns[0].heard == "One two three four five. Six seven."
        await scene.door.say(0.5)
        await scene.finished(2)
        late = scene.records.turns[1]
        assert (late.outcome, late.heard) == (Outcome.ANSWERED, "Late.")
        assert "filler" not in [decision.what for decision in late.decisions]


@in_virtual_time
async def test_the_next_answer_has_the_new_deadline() -> None:
    mind = ScriptedMind([3.0, "In time."], [3.0, "Too late."])
    async with talking(stt=ScriptedStt("one", "two"), mind=mind) as scene:
        await scene.door.say(0.5)
        await scene.finished(1)
        scene.talk.adopt(replace(FAST, reply=replace(FAST.reply, first_text_s=1.0)))
        await scene.door.say(0.5)
        await scene.finished(2)
        assert [turn.outcome for turn in scene.records.turns] == [Outcome.ANSWERED, Outcome.FAILED]


@in_virtual_time
async def test_the_language_is_another_for_whoever_listens_already() -> None:
    stt = Polyglot("hello", "hallo")
    async with talking(stt=stt) as scene:
        await scene.door.say(0.5)
        await scene.finished(1)
        scene.talk.adopt(replace(FAST, language="de"))
        await scene.door.say(0.5)
        await scene.finished(2)
        assert stt.languages == [None, "de"]


@in_virtual_time
async def test_what_is_spoken_ahead_is_spoken_again_by_another_voice() -> None:
    async with talking() as scene:
        assert scene.mouth.spoken == [], "the scene forgets what was spoken at first"
        scene.talk.renew_sounds()
        scene.talk.renew_sounds()
        await asyncio.sleep(1.0)
        book = phrasebook("en")
        assert sorted(text for text, _ in scene.mouth.spoken) == sorted(
            [*(book.apologies[part.value] for part in Part), *book.fillers]
        )


@in_virtual_time
async def test_the_sounds_of_before_serve_until_the_new_voice_works() -> None:
    async with talking(mind=ScriptedMind([EngineUnavailable("gone")])) as scene:
        scene.mouth.broken = EngineUnavailable("it is being started")
        scene.talk.renew_sounds()
        await scene.door.say(0.5)
        await scene.finished(1)
        assert scene.records.turns[0].outcome is Outcome.FAILED
        assert scene.door.frames, "the apology is heard, in the voice of before"
