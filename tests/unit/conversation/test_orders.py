"""What the voice is told to do, in virtual time."""

from __future__ import annotations

import asyncio

import pytest

from mumble_ai.conversation.turn import Outcome
from mumble_ai.testkit.scene import talking
from mumble_ai.testkit.scripted import ALICE, BOB, ScriptedMind, ScriptedStt
from mumble_ai.testkit.virtual_time import in_virtual_time

from .moments import answer_begun

LONG = ["One two three four five six. ", "Seven eight nine ten eleven twelve thirteen fourteen."]


@in_virtual_time
async def test_stop_ends_the_answer_and_gets_none() -> None:
    stt = ScriptedStt("tell me", "stop", word_s=0.2)
    async with talking(stt=stt, mind=ScriptedMind(LONG)) as scene:
        await answer_begun(scene)
        await scene.door.say(0.4)
        await scene.finished(2)
        assert [t.outcome for t in scene.records.turns] == [Outcome.INTERRUPTED, Outcome.CONTROLLED]
        assert len(scene.mind.asked) == 1
        assert scene.mind.stopped == [ALICE], "what the mind has asked is open no more"


@in_virtual_time
async def test_anybody_who_hears_it_may_stop_it() -> None:
    stt = ScriptedStt("tell me", "stop")
    async with talking(stt=stt, mind=ScriptedMind(LONG)) as scene:
        await answer_begun(scene)
        await scene.door.say(0.4, who=BOB)
        await scene.finished(2)
        assert [(t.speaker, t.outcome) for t in scene.records.turns] == [
            (ALICE, Outcome.INTERRUPTED),
            (BOB, Outcome.CONTROLLED),
        ]


@in_virtual_time
async def test_stop_while_it_still_thinks_takes_the_question_back() -> None:
    async with talking(stt=ScriptedStt("tell me", "stop"), mind=ScriptedMind([5.0, "No."])) as scene:
        await scene.door.say(0.5)
        await asyncio.sleep(0.5)
        await scene.door.say(0.4)
        await scene.finished(1)
        assert scene.records.turns[0].outcome is Outcome.CONTROLLED
        assert not scene.door.frames


@in_virtual_time
async def test_louder_in_mid_answer_goes_on_at_the_word_and_louder() -> None:
    stt = ScriptedStt("tell me", "louder", word_s=0.2)
    async with talking(stt=stt, mind=ScriptedMind(LONG)) as scene:
        await answer_begun(scene)
        await scene.door.say(0.4)
        await scene.finished(2)
        answer = next(turn for turn in scene.records.turns if turn.text == "tell me")
        assert answer.heard == "".join(LONG)


@in_virtual_time
async def test_slower_in_mid_answer_says_the_rest_more_slowly() -> None:
    stt = ScriptedStt("tell me", "slower", word_s=0.2)
    async with talking(stt=stt, mind=ScriptedMind(LONG)) as scene:
        await answer_begun(scene)
        await scene.door.say(0.4)
        await scene.finished(2)
        answer = next(turn for turn in scene.records.turns if turn.text == "tell me")
        assert scene.mouth.speed == pytest.approx(1 / 1.2)
        assert answer.heard == "".join(LONG), "every word is heard once"
        assert "four five six." in [text for text, _ in scene.mouth.spoken], "what was not heard is made anew"


@in_virtual_time
async def test_repeat_says_the_last_answer_again_whole() -> None:
    stt = ScriptedStt("tell me", "say that again")
    async with talking(stt=stt, mind=ScriptedMind(["The code is blue."])) as scene:
        await scene.door.say(0.5)
        await scene.finished(1)
        await scene.door.say(0.5)
        await scene.finished(2)
        assert scene.records.turns[1].outcome is Outcome.CONTROLLED
        assert scene.records.turns[1].heard == "The code is blue."
        assert len(scene.mind.asked) == len(scene.mind.remembered) == 1


@in_virtual_time
async def test_a_repeat_never_tells_what_was_whispered_to_somebody_else() -> None:
    stt = ScriptedStt("my code", "repeat that")
    async with talking(stt=stt, mind=ScriptedMind(["The code is blue."])) as scene:
        await scene.door.say(0.5, whispered=True)
        await scene.finished(1)
        await scene.door.say(0.5, who=BOB)
        await scene.finished(2)
        assert set(scene.door.whispered) == {"Alice"}
