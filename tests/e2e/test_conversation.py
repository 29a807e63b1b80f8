"""What a stranger does after `./mumble-ai up`: joins with a client of their own, asks, and is answered."""

from __future__ import annotations

import asyncio
import re
import time
from pathlib import Path

import numpy as np
import pytest

from tests.e2e.conftest import ANSWER, BOT
from tests.support.desktop import DesktopClient
from tests.support.peer import Peer
from tests.support.scripted_llm import ScriptedLlm, last_said
from tests.support.sound import recorded, spoken, words
from tests.support.stack import Stack

QUESTION = "Good evening. Is the garden gate open?"
LONG_ANSWER = " ".join(
    f"This is sentence number {count} of a long story about the old garden." for count in range(1, 21)
)

pytestmark = pytest.mark.timeout(240)


async def test_a_spoken_question_is_answered_aloud(stack: Stack, llm: ScriptedLlm, ann: Peer) -> None:
    await ann.say(spoken(QUESTION))
    heard = await ann.hear(BOT)
    assert words("garden gate open") <= words(last_said(llm.requests[-1]["messages"]))
    assert words("garden gate open close") <= words(await asyncio.to_thread(stack.transcribe, heard.pcm))


async def test_a_recorded_person_is_understood(stack: Stack, llm: ScriptedLlm, ann: Peer, speech_data: Path) -> None:
    await ann.say(recorded(speech_data / "sns_0880.wav"))
    await ann.hear(BOT)
    assert words("not young man") <= words(last_said(llm.requests[-1]["messages"]))


async def test_a_client_that_never_marks_the_end_of_speech_is_answered(llm: ScriptedLlm, ann: Peer) -> None:
    await ann.say(spoken(QUESTION), end=False)
    heard = await ann.hear(BOT)
    assert heard.duration_s > 1
    assert words("garden gate open") <= words(last_said(llm.requests[-1]["messages"]))


async def test_the_desktop_client_asks_and_hears_the_answer(stack: Stack, llm: ScriptedLlm, ann: Peer) -> None:
    async with DesktopClient(stack.mumble_port, "Dora") as dora:
        await ann.expect("joined", name="Dora", timeout_s=20)
        # One sentence: this client closes its gate between two, and how late its sound comes then differs.
        await dora.say(np.concatenate([spoken("Is the garden gate open this evening?"), np.zeros(4800, np.int16)]))
        heard = await dora.hear()
        assert words("garden gate") <= words(last_said(llm.requests[-1]["messages"]))
        # The recording went through a sound server and the client's own processing: most words come through.
        said = words(await asyncio.to_thread(stack.transcribe, heard.pcm))
        assert len(words(ANSWER) & said) >= len(words(ANSWER)) / 2


async def test_a_text_is_answered_with_text(llm: ScriptedLlm, ann: Peer) -> None:
    await ann.text("Is the <b>garden gate</b> open?")
    answer = await ann.expect("text", sender=BOT)
    assert words(answer["text"]) == words(ANSWER)
    assert not answer["private"]
    assert "Is the garden gate open?" in last_said(llm.requests[-1]["messages"])
    assert not any(packet.speaker == BOT for packet in ann.voice)


async def test_a_private_text_is_answered_in_private(llm: ScriptedLlm, ann: Peer) -> None:
    await ann.text("Is the garden gate open?", to=BOT)
    answer = await ann.expect("text", sender=BOT)
    assert words(answer["text"]) == words(ANSWER)
    assert answer["private"]


async def test_speaking_over_an_answer_stops_it(llm: ScriptedLlm, ann: Peer) -> None:
    llm.answer = lambda messages: LONG_ANSWER
    await ann.say(spoken("Tell me a long story."))
    await ann.first_audible(BOT)
    llm.answer = lambda messages: ANSWER
    started_s = time.monotonic()
    await ann.say(spoken("Stop now please. Is the garden gate open?"))
    await asyncio.to_thread(llm.wait_for, lambda server: len(server.requests) >= 2, timeout_s=15)
    await ann.hear(BOT, after=len(ann.voice))
    story = [packet for packet in ann.voice if packet.speaker == BOT and packet.at_s > started_s]
    gaps_s = np.diff([packet.at_s for packet in story])
    silence = int(np.argmax(gaps_s > 0.3))
    assert gaps_s[silence] > 0.3, "the story went on while somebody spoke over it"
    assert story[silence].at_s - started_s < 1.5
    assert words("garden gate") <= words(last_said(llm.requests[-1]["messages"]))
    told = next(str(m["content"]) for m in reversed(llm.requests[-1]["messages"]) if m["role"] == "assistant")
    assert "number 20" not in told, "words that nobody heard are remembered as said"


async def test_noise_is_not_answered(llm: ScriptedLlm, ann: Peer, speech_data: Path) -> None:
    await ann.say(recorded(speech_data / "noise1.wav"))
    await ann.say(spoken(QUESTION))
    await ann.hear(BOT)
    asked = set().union(*(words(last_said(request["messages"])) for request in llm.requests))
    assert words("garden gate") <= asked <= words(QUESTION), "the noise holds no word"


async def test_a_failing_language_model_is_apologised_for(stack: Stack, llm: ScriptedLlm, ann: Peer) -> None:
    llm.status = 500
    await ann.say(spoken(QUESTION))
    heard = await ann.hear(BOT, timeout_s=20)
    assert heard.duration_s > 0.5
    await ann.expect("text", sender=BOT)
    llm.status = 200
    mark = len(ann.voice)
    await ann.say(spoken(QUESTION))
    answer = await ann.hear(BOT, after=mark)
    assert words("garden gate open close") <= words(await asyncio.to_thread(stack.transcribe, answer.pcm))


async def test_health_and_stage_times_are_told(stack: Stack, ann: Peer) -> None:
    await ann.say(spoken(QUESTION))
    await ann.hear(BOT)
    health = await asyncio.to_thread(stack.health)
    assert health.status_code == 200
    assert {"mumble", "stt", "tts", "llm"} <= set(health.json()["checks"])
    metrics = await asyncio.to_thread(stack.metrics)
    for stage in ("endpointing", "speech_to_text", "first_token", "text_to_speech", "voice_to_voice"):
        count = re.search(rf'_count\{{stage="{stage}"\}} (\S+)', metrics)
        assert count, f"{stage} is not told"
        assert float(count.group(1)) > 0
