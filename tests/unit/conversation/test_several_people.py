"""Who is answered, how, and what is nobody's question, in virtual time."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from mumble_ai.conversation.turn import Outcome
from mumble_ai.testkit.scene import talking
from mumble_ai.testkit.scripted import ALICE, BOB, ScriptedMind, ScriptedStt
from mumble_ai.testkit.virtual_time import in_virtual_time


@in_virtual_time
async def test_two_who_ask_at_once_are_both_answered_in_order_and_by_name() -> None:
    stt = ScriptedStt("first", "second")
    mind = ScriptedMind(["One two three four."], ["Five six seven."])
    async with talking(stt=stt, mind=mind) as scene:
        await asyncio.gather(scene.door.say(0.5), scene.door.say(0.7, who=BOB))
        await scene.finished(2)
        spoken = [text for text, _ in scene.mouth.spoken]
        assert spoken == ["Alice,", "One two three four.", "Bob,", "Five six seven."]
        assert [(t.speaker.name, t.heard) for t in scene.records.turns] == [
            ("Alice", "One two three four."),
            ("Bob", "Five six seven."),
        ], "the name is no part of the answer"


@in_virtual_time
async def test_one_alone_is_not_called_by_name() -> None:
    async with talking(stt=ScriptedStt("one", "two")) as scene:
        await scene.door.say(0.5)
        await scene.finished(1)
        await scene.door.say(0.5)
        await scene.finished(2)
        assert [text for text, _ in scene.mouth.spoken] == ["Fine.", "Fine."]


@in_virtual_time
async def test_somebody_who_comes_back_is_the_same_person() -> None:
    again = replace(ALICE, id="7")
    async with talking(stt=ScriptedStt("one", "two")) as scene:
        await scene.door.say(0.5)
        await scene.finished(1)
        scene.door.leave(ALICE)
        await scene.door.say(0.5, who=again)
        await scene.finished(2)
        assert [text for text, _ in scene.mouth.spoken] == ["Fine.", "Fine."]


@in_virtual_time
async def test_a_whispered_question_is_answered_by_whisper_and_in_private() -> None:
    async with talking() as scene:
        await scene.door.say(0.5, whispered=True)
        await scene.finished(1)
        assert set(scene.door.whispered) == {"Alice"}
        assert scene.mind.asked[0].private


@in_virtual_time
async def test_what_may_not_be_whispered_is_written_and_never_said_aloud() -> None:
    async with talking() as scene:
        scene.door.forbids_whispers = True
        await scene.door.say(0.5, whispered=True)
        await scene.finished(1)
        assert not scene.door.frames
        assert [(text, to) for text, to, _ in scene.door.texts] == [("Fine.", "Alice")]
        assert scene.mind.remembered == [("hello", "Fine.", False)]
        assert scene.records.turns[0].outcome is Outcome.ANSWERED


@in_virtual_time
async def test_its_own_words_from_a_loudspeaker_get_no_answer() -> None:
    said = "The weather is fine and mild today."
    stt = ScriptedStt("tell me", "the weather is fine and mild today")
    async with talking(stt=stt, mind=ScriptedMind([said])) as scene:
        await scene.door.say(0.5)
        await scene.door.until(lambda: bool(scene.door.frames))
        await scene.door.say(1.2, who=BOB)
        await scene.finished(2)
        assert {t.speaker: t.outcome for t in scene.records.turns} == {
            ALICE: Outcome.ANSWERED,
            BOB: Outcome.OWN_VOICE,
        }


@in_virtual_time
async def test_whoever_repeats_its_words_afterwards_is_answered() -> None:
    stt = ScriptedStt("is the gate open", "the garden gate is open")
    async with talking(stt=stt, mind=ScriptedMind(["The garden gate is open."], ["Yes, it is."])) as scene:
        await scene.door.say(0.5)
        await scene.finished(1)
        await asyncio.sleep(1.6)
        await scene.door.say(1.2)
        await scene.finished(2)
        assert scene.records.turns[1].heard == "Yes, it is."


@in_virtual_time
async def test_somebody_who_joins_or_begins_to_speak_is_expected() -> None:
    async with talking() as scene:
        scene.door.join(BOB)
        await scene.door.say(0.3)
        await scene.finished(1)
        assert scene.mind.expected == [BOB, ALICE]
