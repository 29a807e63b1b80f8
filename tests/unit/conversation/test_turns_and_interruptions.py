"""Turns that are taken too early or interrupted, and what is said meanwhile, in virtual time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import replace

import pytest

from mumble_ai.audio.pcm import Float32
from mumble_ai.conversation.ports import Utterance
from mumble_ai.conversation.turn import Outcome, Part, Stage
from mumble_ai.conversation.turn_taking.endpointing import Endpointing
from mumble_ai.speech.contract import EngineUnavailable
from mumble_ai.testkit.scene import FAST, Scene, talking
from mumble_ai.testkit.scripted import ALICE, BOB, ScriptedMind, ScriptedMouth, ScriptedStt
from mumble_ai.testkit.virtual_time import in_virtual_time

LONG = ["One two three four five six. ", "Seven eight nine ten eleven twelve thirteen fourteen."]
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


def now_s() -> float:
    return asyncio.get_running_loop().time()


async def answer_begun(scene: Scene, frames: int = 40) -> None:
    """Alice asks, and has heard the beginning of the answer."""
    await scene.door.say(0.5)
    await scene.door.until(lambda: len(scene.door.frames) >= frames)


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


@in_virtual_time
async def test_stop_ends_the_answer_and_gets_none() -> None:
    stt = ScriptedStt("tell me", "stop", word_s=0.2)
    async with talking(stt=stt, mind=ScriptedMind(LONG)) as scene:
        await answer_begun(scene)
        await scene.door.say(0.4)
        await scene.finished(2)
        assert [t.outcome for t in scene.records.turns] == [Outcome.INTERRUPTED, Outcome.CONTROLLED]
        assert len(scene.mind.asked) == 1


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
