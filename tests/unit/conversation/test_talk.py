"""A whole talk with scripted parts, in virtual time."""

from __future__ import annotations

import asyncio

import pytest

from mumble_ai.conversation.ports import MindUnavailable
from mumble_ai.conversation.speaking.apology import apology, busy
from mumble_ai.conversation.talk import TalkPolicy
from mumble_ai.conversation.turn import Outcome, Part, Stage
from mumble_ai.conversation.turn_taking.endpointing import Endpointing
from mumble_ai.speech.contract import EngineUnavailable
from mumble_ai.testkit import ALICE, BOB, FAST, SOFT, ScriptedMind, ScriptedMouth, ScriptedStt, in_virtual_time, talking


@in_virtual_time
async def test_a_push_to_talk_question_is_answered_at_once() -> None:
    async with talking(stt=ScriptedStt("how are you"), mind=ScriptedMind(["I am fine."])) as scene:
        end_s = await scene.door.say(1.0)
        first_s = await scene.door.until(lambda: bool(scene.door.frames))
        assert first_s - end_s == pytest.approx(0.05 + 0.03, abs=0.005)  # speech to text, text to speech; nothing else
        await scene.finished(1)
        assert scene.mind.asked[0].text == "how are you"
        assert scene.mind.remembered == [("how are you", "I am fine.", False)]
        assert len(scene.door.frames) == pytest.approx(3 * 15, abs=1)
        assert len(scene.door.ends) == 1
        turn = scene.records.turns[0]
        assert turn.outcome is Outcome.ANSWERED
        assert list(turn.times) == list(Stage), "every stage is marked, in order"
        assert sorted(turn.times.values()) == list(turn.times.values())


@in_virtual_time
async def test_silence_ends_a_turn_of_open_microphone() -> None:
    async with talking() as scene:
        end_s = await scene.door.say(1.0, terminator=False)
        await scene.door.say(2.0, terminator=False, level=0)
        await scene.finished(1)
        decided = scene.records.turns[0].times[Stage.END_DECIDED]
        assert decided - end_s == pytest.approx(Endpointing().silence_s, abs=0.07)


@in_virtual_time
async def test_a_turn_ends_although_the_terminator_is_lost() -> None:
    async with talking() as scene:
        end_s = await scene.door.say(1.0, terminator=False)
        await scene.finished(1)
        assert scene.records.turns[0].times[Stage.END_DECIDED] - end_s == pytest.approx(
            Endpointing().silence_s, abs=0.07
        )


@in_virtual_time
async def test_the_first_clause_plays_while_the_rest_is_written() -> None:
    slow = ScriptedMind(
        ["Well, I think so. ", 0.5, "The second sentence is rather longer than the first. ", 1.0, "End."]
    )
    async with talking(mind=slow) as scene:
        await scene.door.say(0.5)
        first_s = await scene.door.until(lambda: bool(scene.door.frames))
        assert first_s < scene.mind.given[0][1] + 0.05
        await scene.finished(1)
        assert scene.mouth.spoken[0][0] == "Well, I think so."
        gaps = [b - a for a, b in zip(scene.door.frames, scene.door.frames[1:], strict=False)]
        assert max(gaps) < 0.021, "no gap between the clauses"


@in_virtual_time
async def test_a_slow_voice_ends_the_spurt_in_a_gap_and_goes_on() -> None:
    mind = ScriptedMind(["One two. ", 3.0, "Three four five six seven eight."])
    async with talking(mind=mind) as scene:
        await scene.door.say(0.5)
        await scene.finished(1)
        assert len(scene.door.ends) == 2
        assert scene.records.turns[0].heard == "One two. Three four five six seven eight."


@in_virtual_time
async def test_new_speech_stops_the_answer_and_only_played_words_are_remembered() -> None:
    answer = ["One two three four five. ", "Six seven eight nine ten eleven twelve. ", 1.0, "Thirteen. ", 50.0, "No."]
    stt = ScriptedStt("count", "tell me about cats", word_s=0.2)
    async with talking(stt=stt, mind=ScriptedMind(answer, ["Okay."])) as scene:
        await scene.door.say(0.5)
        await scene.door.until(lambda: len(scene.door.frames) >= 40)
        started_s = asyncio.get_running_loop().time()
        await scene.door.say(0.8)
        stopped_s = scene.door.ends[0]
        assert stopped_s - started_s < 0.064 + 0.032 + 0.045, "two chunks of speech, then one frame"
        await scene.finished(2)
        assert scene.mind.cancelled == 1
        text, heard, interrupted = scene.mind.remembered[0]
        assert (text, interrupted) == ("count", True)
        assert heard == "One two three"  # 0.3 s a word, stopped after about 0.9 s
        assert [t.outcome for t in scene.records.turns] == [Outcome.INTERRUPTED, Outcome.ANSWERED]
        assert scene.mind.asked[1].text == "tell me about cats"


@in_virtual_time
async def test_a_click_or_a_bystander_does_not_stop_the_answer() -> None:
    async with talking(stt=ScriptedStt("go", "aside"), mind=ScriptedMind(["One two three four five six."])) as scene:
        await scene.door.say(0.5)
        await scene.door.until(lambda: len(scene.door.frames) >= 10)
        await scene.door.say(0.1)
        await scene.door.say(0.8, who=BOB)
        await scene.finished(2)
        assert scene.records.turns[0].outcome is Outcome.ANSWERED
        assert scene.mind.remembered[0] == ("go", "One two three four five six.", False)


@in_virtual_time
async def test_two_speakers_are_answered_one_after_the_other_in_order() -> None:
    stt = ScriptedStt("first", "second")
    mind = ScriptedMind(["One two three four."], ["Five six seven."])
    async with talking(stt=stt, mind=mind) as scene:
        await asyncio.gather(scene.door.say(0.5), scene.door.say(0.7, who=BOB))
        await scene.finished(2)
        assert [u.speaker.name for u in mind.asked] == ["Alice", "Bob"]
        first, second = scene.records.turns
        assert second.times[Stage.FIRST_PACKET] >= first.times[Stage.DONE]
        assert [u.text for u in mind.asked] == ["first", "second"]


@in_virtual_time
async def test_speech_after_a_terminator_joins_the_turn_while_nothing_is_audible() -> None:
    stt = ScriptedStt("what is", "the time")
    mind = ScriptedMind([1.0, "Wrong."], ["It is noon."])
    async with talking(stt=stt, mind=mind) as scene:
        await scene.door.say(0.6)
        await asyncio.sleep(0.25)
        await scene.door.say(0.6)
        await scene.finished(1)
        assert mind.asked[-1].text == "what is the time"
        assert mind.cancelled == 1
        assert "Wrong." not in [text for text, _ in scene.mouth.spoken]
        assert [(t.revision, t.outcome) for t in scene.records.turns] == [(1, Outcome.ANSWERED)]
        assert mind.remembered == [("what is the time", "It is noon.", False)]


@in_virtual_time
async def test_a_breath_between_two_sentences_does_not_let_a_quick_answer_in() -> None:
    stt = ScriptedStt("good evening", "is it late")
    mind = ScriptedMind(["Good evening."], ["It is noon."])
    async with talking(stt=stt, mind=mind) as scene:
        await scene.door.say(0.6, terminator=False)
        await scene.door.say(0.2, level=0)  # the hold of a voice-activated client, then its terminator
        await asyncio.sleep(0.25)
        await scene.door.say(0.6)
        await scene.finished(1)
        assert mind.remembered == [("good evening is it late", "It is noon.", False)]
        assert [t.revision for t in scene.records.turns] == [1]


@in_virtual_time
async def test_the_answer_to_a_voice_activated_client_is_ready_when_the_silence_is_long_enough() -> None:
    async with talking(mind=ScriptedMind([0.3, "Here you are."])) as scene:
        spoken_s = await scene.door.say(0.6, terminator=False)
        await scene.door.say(0.2, level=0)
        first_s = await scene.door.until(lambda: bool(scene.door.frames))
        assert first_s - spoken_s == pytest.approx(Endpointing().silence_s, abs=0.05)
        assert scene.records.turns == []


@in_virtual_time
async def test_a_cough_before_the_answer_only_delays_it() -> None:
    mind = ScriptedMind([0.3, "Here you are."])
    async with talking(stt=ScriptedStt("question"), mind=mind) as scene:
        await scene.door.say(0.6)
        await asyncio.sleep(0.3)
        await scene.door.say(0.06, terminator=False)
        await scene.door.say(1.0, terminator=False, level=0)
        await scene.finished(1)
        assert len(mind.asked) == 1
        assert mind.remembered == [("question", "Here you are.", False)]


@pytest.mark.parametrize(("level", "seconds"), [(0, 5.0), (SOFT, 5.0), (9000, 0.04)])
@in_virtual_time
async def test_silence_noise_and_clicks_get_no_answer(level: int, seconds: float) -> None:
    async with talking() as scene:
        await scene.door.say(seconds, level=level)
        await asyncio.sleep(5)
        assert scene.stt.heard_s == []
        assert (scene.door.frames, scene.door.texts) == ([], [])


@pytest.mark.parametrize("text", ["", "(noise)", " . "])
@in_virtual_time
async def test_a_transcript_without_words_gets_no_answer(text: str) -> None:
    async with talking(stt=ScriptedStt(text)) as scene:
        await scene.door.say(1.0)
        await scene.finished(1)
        assert scene.records.turns[0].outcome is Outcome.NOTHING_SAID
        assert (scene.door.frames, scene.door.texts, scene.mind.asked) == ([], [], [])


@in_virtual_time
async def test_the_first_word_is_not_clipped() -> None:
    async with talking() as scene:
        await scene.door.say(1.0, terminator=False, level=SOFT)
        await scene.door.say(0.5)
        await scene.finished(1)
        assert scene.stt.heard_s[0] >= 0.5 + 0.25, "the sound before speech was noticed is there too"


@in_virtual_time
async def test_a_streaming_engine_hears_while_the_speaker_speaks() -> None:
    async with talking(stt=ScriptedStt("hi", streams=True)) as scene:
        end_s = await scene.door.say(2.0)
        await scene.finished(1)
        assert len([at for at in scene.stt.fed if at < end_s]) > 10
        assert scene.stt.heard_s[0] == pytest.approx(2.0, abs=0.1)


def _failing(part: Part, *, hangs: bool) -> tuple[ScriptedStt, ScriptedMind, ScriptedMouth]:
    stt, mind, mouth = ScriptedStt("first", "second"), ScriptedMind(["One."], ["Two."]), ScriptedMouth()
    if part is Part.STT:
        stt.texts[0] = "hang" if hangs else EngineUnavailable("down")
    elif part is Part.LLM:
        mind.answers[0] = [3000.0] if hangs else [MindUnavailable("down")]
    return stt, mind, mouth


@pytest.mark.parametrize("hangs", [False, True])
@pytest.mark.parametrize("part", [Part.STT, Part.LLM, Part.TTS])
@in_virtual_time
async def test_a_failing_part_is_heard_and_read_and_the_next_turn_works(part: Part, hangs: bool) -> None:
    stt, mind, mouth = _failing(part, hangs=hangs)
    async with talking(stt=stt, mind=mind, mouth=mouth) as scene:
        if part is Part.TTS:
            mouth.broken, mouth.hangs = EngineUnavailable("down"), hangs
        end_s = await scene.door.say(0.5)
        failed_after_s = {Part.STT: 10.0, Part.LLM: 5.05, Part.TTS: 3.05}[part] if hangs else 0.1
        await scene.door.until(lambda: bool(scene.door.frames))
        assert scene.door.frames[0] - end_s < failed_after_s + 2.0
        await scene.finished(1)
        assert scene.records.turns[0].failed is part
        assert [(text, to) for text, to, _ in scene.door.texts] == [(apology(part), "Alice")]
        mouth.broken, mouth.hangs = None, False
        await scene.door.say(0.5)
        await scene.finished(2)
        assert scene.records.turns[1].outcome is Outcome.ANSWERED


@in_virtual_time
async def test_without_any_voice_the_apology_is_read() -> None:
    mouth = ScriptedMouth()
    mouth.broken = EngineUnavailable("down")
    async with talking(mouth=mouth) as scene:
        await scene.door.say(0.5)
        await scene.finished(1)
        assert [text for text, _, _ in scene.door.texts] == [apology(Part.TTS)]


@in_virtual_time
async def test_an_answer_that_breaks_off_is_played_so_far_and_apologised_for() -> None:
    mind = ScriptedMind(["The first sentence is whole. And then", MindUnavailable("cut")])
    async with talking(mind=mind) as scene:
        await scene.door.say(0.5)
        await scene.finished(1)
        assert scene.mind.remembered == [("hello", "The first sentence is whole. And then", True)]
        assert scene.records.turns[0].failed is Part.LLM


@in_virtual_time
async def test_a_stuck_door_does_not_stick_the_talk() -> None:
    async with talking(stt=ScriptedStt("a", "b")) as scene:
        scene.door.stuck = True
        await scene.door.say(0.5)
        await scene.finished(1)
        assert scene.records.turns[0].failed is Part.DOOR
        scene.door.stuck = False
        await scene.door.say(0.5)
        await scene.finished(2)
        assert scene.records.turns[1].outcome is Outcome.ANSWERED


@in_virtual_time
async def test_text_is_answered_with_text_and_private_text_in_private() -> None:
    async with talking(mind=ScriptedMind(["Public."], ["Secret."])) as scene:
        scene.door.write("hello all")
        await scene.finished(1)
        scene.door.write("between us", private=True)
        await scene.finished(2)
        assert [(text, to) for text, to, _ in scene.door.texts] == [("Public.", None), ("Secret.", "Alice")]
        assert scene.door.frames == []
        assert [u.private for u in scene.mind.asked] == [False, True]


@in_virtual_time
async def test_texts_of_one_person_are_answered_in_order_and_a_flood_is_refused() -> None:
    mind = ScriptedMind(*[[0.5, f"Answer {n}."] for n in range(30)])
    async with talking(mind=mind) as scene:
        for number in range(24):
            scene.door.write(f"question {number}")
        await scene.finished(24)
        texts = [text for text, _, _ in scene.door.texts]
        assert [t for t in texts if t != busy()] == [f"Answer {n}." for n in range(16)]
        assert texts.count(busy()) == 8


@pytest.mark.parametrize("script", [[MindUnavailable("down")], [3000.0], []])
@in_virtual_time
async def test_a_failing_mind_is_read_in_a_text_answer(script: list[str | float | Exception]) -> None:
    async with talking(mind=ScriptedMind(script)) as scene:
        scene.door.write("hello", private=True)
        await scene.finished(1)
        assert [(text, to) for text, to, _ in scene.door.texts] == [(apology(Part.LLM), "Alice")]


@in_virtual_time
async def test_who_leaves_gets_no_answer() -> None:
    async with talking(mind=ScriptedMind([1.0, "Too late."])) as scene:
        await scene.door.say(0.5)
        scene.door.leave(ALICE)
        await scene.finished(1)
        assert scene.records.turns[0].outcome is Outcome.LEFT
        await asyncio.sleep(3)
        assert scene.door.frames == []


@in_virtual_time
async def test_endless_speech_is_bounded_and_joined() -> None:
    stt = ScriptedStt(*"abcdef")
    async with talking(stt=stt) as scene:
        await scene.door.say(100.0)
        await scene.finished(1)
        assert scene.mind.asked[-1].text == "a b c"
        assert max(stt.heard_s) <= 45.5


@in_virtual_time
async def test_the_number_of_ears_is_bounded() -> None:
    policy = TalkPolicy(reply=FAST.reply, ears=1)
    async with talking(stt=ScriptedStt("bob"), policy=policy) as scene:
        await scene.door.say(0.5, terminator=False)
        await scene.door.say(0.5, who=BOB)
        await scene.finished(1)
        assert [u.speaker.name for u in scene.mind.asked] == ["Bob"]


@in_virtual_time
async def test_closing_the_door_in_the_middle_of_everything_leaves_nothing_running() -> None:
    async with talking(mind=ScriptedMind(["One two three four five six seven."])) as scene:
        await scene.door.say(0.5)
        await scene.door.until(lambda: len(scene.door.frames) >= 5)
        scene.door.write("and a text")
        await scene.door.say(0.3, who=BOB, terminator=False)


@in_virtual_time
async def test_everybody_is_answered_in_the_voice_of_their_choice() -> None:
    async with talking(stt=ScriptedStt("one", "two"), voice_of={ALICE: "deep", BOB: ""}.__getitem__) as scene:
        scene.mouth.voices.clear()
        await scene.door.say(0.5)
        await scene.finished(1)
        await scene.door.say(0.5, who=BOB)
        await scene.finished(2)
        assert set(scene.mouth.voices[:1]) == {"deep"}
        assert set(scene.mouth.voices[1:]) == {""}
