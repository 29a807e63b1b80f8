"""What is being said, as it can be shown at any moment."""

from __future__ import annotations

from mumble_ai.testkit import ALICE, ScriptedMind, ScriptedMouth, ScriptedStt, in_virtual_time, talking

ANSWER = "The garden gate is open. Shall I close it now?"


@in_virtual_time
async def test_a_question_and_the_answer_are_shown_while_they_are_said() -> None:
    async with talking(
        stt=ScriptedStt("is the garden gate open"), mind=ScriptedMind([ANSWER]), mouth=ScriptedMouth()
    ) as scene:
        assert scene.talk.captions() == []
        end_s = await scene.door.say(1.0)
        assert end_s
        await scene.door.until(lambda: len(scene.door.frames) > 40)
        said, told = scene.talk.captions()
        assert (said.participant, said.words, said.by_assistant, said.is_final) == (
            ALICE,
            "is the garden gate open",
            False,
            True,
        ), "the words stand, although the answer goes on"
        assert told.by_assistant
        assert told.words
        assert ANSWER.startswith(told.words)
        assert told.words != ANSWER, "only what has been played is shown"
        await scene.finished(1)
        assert scene.talk.captions() == []


@in_virtual_time
async def test_what_is_whispered_is_private_to_the_end() -> None:
    async with talking(stt=ScriptedStt("a secret"), mind=ScriptedMind([ANSWER])) as scene:
        await scene.door.say(1.0, whispered=True)
        await scene.door.until(lambda: len(scene.door.frames) > 20)
        captions = scene.talk.captions()
        assert captions
        assert all(caption.private for caption in captions)
        await scene.finished(1)
        assert scene.records.turns[0].private
