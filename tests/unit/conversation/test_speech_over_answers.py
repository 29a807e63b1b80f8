"""Speech over an answer, in virtual time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace

import pytest

from mumble_ai.conversation.ports import Utterance
from mumble_ai.conversation.turn import Outcome, Part, Stage
from mumble_ai.speech.contract import EngineUnavailable
from mumble_ai.testkit.scene import FAST, talking
from mumble_ai.testkit.scripted import ScriptedMind, ScriptedMouth, ScriptedStt
from mumble_ai.testkit.virtual_time import in_virtual_time

from .moments import answer_begun, now_s

LONG = ["One two three four five six. ", "Seven eight nine ten eleven twelve thirteen fourteen."]


@pytest.mark.parametrize("said", ["mhm", "yeah", "ha ha ha", ""])
@in_virtual_time
async def test_a_sign_of_listening_lets_the_answer_go_on_at_the_word(said: str) -> None:
    stt = ScriptedStt("tell me", said, word_s=0.2)
    async with talking(stt=stt, mind=ScriptedMind(LONG)) as scene:
        await answer_begun(scene)
        await scene.door.say(0.3, terminator=False)
        await scene.door.say(1.5, terminator=False, level=0)
        await scene.finished(2)
        answer = next(turn for turn in scene.records.turns if turn.text == "tell me")
        assert answer.outcome is Outcome.ANSWERED
        assert answer.heard == "".join(LONG)
        assert scene.mind.remembered == [("tell me", "".join(LONG), False)]
        gaps = [b - a for a, b in zip(scene.door.frames, scene.door.frames[1:], strict=False)]
        assert max(gaps) < 0.8, "it is silent only until the sign of listening is known for what it is"
        assert [d.what for d in answer.decisions if d.what in ("paused", "resumed")] == ["paused", "resumed"]


@in_virtual_time
async def test_a_breath_after_the_first_word_does_not_let_the_answer_talk_over_the_rest() -> None:
    """The recogniser is late: when the speaker takes a breath after "no", it knows no word yet."""
    stt = ScriptedStt("tell me", "no I want to hear about cats instead", word_s=0.9)
    async with talking(stt=stt, mind=ScriptedMind(LONG, ["Okay."])) as scene:
        await answer_begun(scene)
        began_s = now_s()
        await scene.door.say(0.3, terminator=False)
        await scene.door.say(0.7, terminator=False, level=0)
        went_on_s = now_s()
        await scene.door.say(1.5)
        await scene.finished(2)
        talked_over = [f for f in scene.door.frames if began_s + 0.3 < f < went_on_s + 1.5 and f > went_on_s + 0.15]
        assert talked_over == []
        assert scene.records.turns[0].outcome is Outcome.INTERRUPTED


@in_virtual_time
async def test_without_partial_text_a_short_sound_lets_the_answer_go_on() -> None:
    async with talking(stt=ScriptedStt("tell me", "mhm"), mind=ScriptedMind(LONG)) as scene:
        await answer_begun(scene)
        await scene.door.say(0.3)
        await scene.finished(2)
        assert scene.mind.remembered == [("tell me", "".join(LONG), False)]


@in_virtual_time
async def test_words_that_come_late_stop_it_all_the_same() -> None:
    stt = ScriptedStt("tell me", "no I mean the other one")
    async with talking(stt=stt, mind=ScriptedMind(LONG, ["Okay."])) as scene:
        await answer_begun(scene)
        await scene.door.say(0.5)
        await scene.finished(2)
        assert [t.outcome for t in scene.records.turns] == [Outcome.INTERRUPTED, Outcome.ANSWERED]
        _, heard, interrupted = scene.mind.remembered[0]
        assert interrupted
        assert heard == "One two three"


@in_virtual_time
async def test_a_recogniser_that_fails_in_mid_interruption_does_not_kill_the_answer() -> None:
    stt = ScriptedStt("tell me", EngineUnavailable("gone"))
    async with talking(stt=stt, mind=ScriptedMind(LONG)) as scene:
        await answer_begun(scene)
        await scene.door.say(0.4)
        await scene.finished(2)
        assert {t.outcome for t in scene.records.turns} == {Outcome.FAILED, Outcome.ANSWERED}
        assert scene.mind.remembered == [("tell me", "".join(LONG), False)]
        assert not scene.door.texts, "nobody is told about a sound that may have been a cough"


@in_virtual_time
async def test_an_answer_that_is_never_judged_goes_on_by_itself() -> None:
    """The speaker's link dies in mid-interruption: no frame, no terminator, and the recogniser hangs."""
    stt = ScriptedStt("tell me", "hang", word_s=0.2)
    policy = replace(FAST, hearing_deadline_s=1000.0)
    async with talking(stt=stt, mind=ScriptedMind(LONG), policy=policy) as scene:
        await answer_begun(scene)
        await scene.door.say(0.4, terminator=False)
        await scene.finished(1, within_s=60)
        assert scene.records.turns[0].text == "tell me"


@in_virtual_time
async def test_a_part_that_will_not_be_cancelled_holds_nobody_up() -> None:
    class Stubborn(ScriptedMind):
        async def answer(self, utterance: Utterance) -> AsyncGenerator[str, None]:
            if not self.asked:
                self.asked.append(utterance)
                try:
                    await asyncio.sleep(1000)
                except asyncio.CancelledError:
                    await asyncio.sleep(50)
                    raise
            async for piece in super().answer(utterance):
                yield piece

    async with talking(stt=ScriptedStt("one", "two", word_s=0.2), mind=Stubborn()) as scene:
        await scene.door.say(0.5)
        await asyncio.sleep(0.2)
        await scene.door.say(0.5)
        end_s = now_s()
        await scene.finished(1)
        assert scene.records.turns[0].times[Stage.FIRST_PACKET] - end_s < 1.0
        await asyncio.sleep(60)


@in_virtual_time
async def test_a_voice_that_hangs_after_the_name_was_called_ends_in_an_apology() -> None:
    mouth = ScriptedMouth()
    async with talking(mouth=mouth) as scene:
        mouth.hangs = True
        await scene.door.say(0.5)
        await scene.finished(1)
        assert scene.records.turns[0].failed is Part.TTS
        assert scene.door.texts
