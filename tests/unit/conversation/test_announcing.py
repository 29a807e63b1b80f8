"""Reminders and the like: said once, not over anybody's words, in virtual time."""

from __future__ import annotations

import asyncio

from mumble_ai.conversation.turn import Outcome
from mumble_ai.testkit.scene import talking
from mumble_ai.testkit.scripted import ALICE, BOB, ScriptedMind, ScriptedStt
from mumble_ai.testkit.virtual_time import in_virtual_time

REMINDER = "It is time to water the plants."


@in_virtual_time
async def test_what_nobody_asked_for_is_said_to_somebody_who_is_here() -> None:
    async with talking() as scene:
        scene.door.join(ALICE)
        await asyncio.sleep(0.1)
        assert await scene.talk.announce(ALICE, REMINDER) == REMINDER
        turn = scene.records.turns[0]
        assert turn.outcome is Outcome.ANSWERED
        assert [d.what for d in turn.decisions] == ["announced"]
        assert scene.mind.asked == []


@in_virtual_time
async def test_nothing_is_said_to_somebody_who_is_not_here() -> None:
    async with talking() as scene:
        assert await scene.talk.announce(ALICE, REMINDER) == ""
        assert scene.mouth.spoken == []


@in_virtual_time
async def test_it_waits_until_everybody_has_spoken_and_is_answered() -> None:
    mind = ScriptedMind([1.0, "Here is a long answer for you."])
    async with talking(stt=ScriptedStt("tell me"), mind=mind) as scene:
        scene.door.join(ALICE)
        speaking = asyncio.create_task(scene.door.say(2.0, who=BOB))
        await asyncio.sleep(0.5)
        announcing = asyncio.create_task(scene.talk.announce(ALICE, REMINDER))
        await speaking
        assert await announcing == REMINDER
        assert [text for text, _ in scene.mouth.spoken][-1:] == [REMINDER]
        assert [turn.speaker for turn in scene.records.turns] == [BOB, ALICE]


@in_virtual_time
async def test_where_it_never_becomes_quiet_nothing_is_said() -> None:
    async with talking() as scene:
        scene.door.join(ALICE)
        speaking = asyncio.create_task(scene.door.say(20.0, who=BOB))
        await asyncio.sleep(0.5)
        assert await scene.talk.announce(ALICE, REMINDER, within_s=5.0) == ""
        assert scene.mouth.spoken == []
        await speaking


@in_virtual_time
async def test_among_others_it_begins_with_the_name_of_whom_it_is_for() -> None:
    async with talking() as scene:
        scene.door.join(ALICE)
        scene.door.join(BOB)
        await asyncio.sleep(0.1)
        await scene.talk.announce(ALICE, REMINDER)
        assert [text for text, _ in scene.mouth.spoken] == ["Alice,", REMINDER]


@in_virtual_time
async def test_stop_ends_it_and_the_words_heard_are_told() -> None:
    async with talking(stt=ScriptedStt("stop", word_s=0.2)) as scene:
        scene.door.join(ALICE)
        await asyncio.sleep(0.1)
        announcing = asyncio.create_task(scene.talk.announce(ALICE, REMINDER))
        await scene.door.until(lambda: len(scene.door.frames) >= 40)
        await scene.door.say(0.4)
        heard = await announcing
        assert heard
        assert REMINDER.startswith(heard.rstrip("."))
        assert len(heard) < len(REMINDER)
        assert scene.records.turns[0].outcome is Outcome.INTERRUPTED


@in_virtual_time
async def test_whoever_leaves_meanwhile_ends_it() -> None:
    async with talking() as scene:
        scene.door.join(ALICE)
        await asyncio.sleep(0.1)
        announcing = asyncio.create_task(scene.talk.announce(ALICE, REMINDER))
        await scene.door.until(lambda: len(scene.door.frames) >= 10)
        scene.door.leave(ALICE)
        async with asyncio.timeout(2.0):
            assert len(await announcing) < len(REMINDER)
        assert scene.records.turns[0].outcome is Outcome.LEFT
