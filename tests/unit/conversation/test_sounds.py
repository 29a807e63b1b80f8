"""Apologies and fillers: what is said, in which language, and when."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.audio.pcm import Int16
from mumble_ai.conversation.phrases.phrasebook import phrasebook
from mumble_ai.conversation.speaking.apology import Apologies, apology, busy
from mumble_ai.conversation.speaking.filler import FillerPolicy, Fillers, RecentWaits, filler_due_after_s
from mumble_ai.conversation.turn import Part
from mumble_ai.speech.contract import EngineUnavailable
from mumble_ai.testkit.scripted import ScriptedMouth
from mumble_ai.testkit.virtual_time import in_virtual_time


class ForeignMouth(ScriptedMouth):
    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code

    async def language(self) -> str:
        return self.code


@pytest.mark.parametrize(("code", "expected"), [("en-US", "en"), ("de", "de"), ("de-AT", "de"), ("fi", "en")])
@in_virtual_time
async def test_phrases_are_spoken_in_the_language_of_the_voice(code: str, expected: str) -> None:
    mouth = ForeignMouth(code)
    await Apologies(mouth).prepare()
    await Fillers(mouth).prepare()
    book = phrasebook(expected)
    assert [text for text, _ in mouth.spoken] == [*(book.apologies[part.value] for part in Part), *book.fillers]


def test_phrases_are_written_in_the_language_of_the_reader() -> None:
    assert apology(Part.STT, "de").startswith("Entschuldigung")
    assert apology(Part.STT, "xx") == apology(Part.STT) == phrasebook("en").apologies["stt"]
    assert busy("de") != busy("en")


@in_virtual_time
async def test_a_voice_of_another_language_takes_the_place_of_all_that_was_made() -> None:
    mouth = ForeignMouth("en")
    fillers = Fillers(mouth)
    await fillers.prepare()
    mouth.code = "de"
    fillers.renew()
    first = fillers.next()
    assert first is not None
    assert first.text in phrasebook("en").fillers, "until the other voice has spoken"
    await fillers.prepare()
    told = {sound.text for _ in range(20) if (sound := fillers.next()) is not None}
    assert told == set(phrasebook("de").fillers)


@in_virtual_time
async def test_sounds_are_made_again_and_again_until_the_voice_works() -> None:
    mouth = ScriptedMouth()
    mouth.broken = EngineUnavailable("loading")
    apologies = Apologies(mouth)
    preparing = asyncio.create_task(apologies.prepare(retry_s=10.0))
    await asyncio.sleep(25)
    assert apologies.sound(Part.TTS) is None
    mouth.broken = None
    await preparing
    sound = apologies.sound(Part.TTS)
    assert sound is not None
    assert sound.size


@in_virtual_time
async def test_a_voice_that_hangs_is_asked_again() -> None:
    mouth = ScriptedMouth()
    mouth.hangs = True
    fillers = Fillers(mouth)
    preparing = asyncio.create_task(fillers.prepare(retry_s=1.0, deadline_s=5.0))
    await asyncio.sleep(20)
    assert fillers.next() is None
    mouth.hangs = False
    await preparing
    assert fillers.next() is not None


class MuteMouth(ScriptedMouth):
    async def speak(self, clause: str, *, voice: str = "") -> AsyncIterator[Int16]:
        self.spoken.append((clause, 0.0))
        yield np.zeros(0, np.int16)


@in_virtual_time
async def test_no_sound_is_no_apology() -> None:
    mouth = MuteMouth()
    apologies = Apologies(mouth)
    preparing = asyncio.create_task(apologies.prepare(retry_s=1.0))
    await asyncio.sleep(3.5)
    assert apologies.sound(Part.STT) is None
    assert len(mouth.spoken) > 1
    preparing.cancel()
    await asyncio.wait((preparing,))


@in_virtual_time
async def test_the_same_filler_is_not_heard_twice_in_a_row() -> None:
    fillers = Fillers(ScriptedMouth())
    await fillers.prepare()
    texts = [sound.text for _ in range(7) if (sound := fillers.next())]
    assert len(texts) == 7
    assert all(a != b for a, b in itertools.pairwise(texts))
    assert set(texts) == set(phrasebook("en").fillers)


def test_a_wait_is_filled_when_it_is_long_and_early_when_it_is_sure_to_be() -> None:
    policy = FillerPolicy()
    for expected_s in (None, 0.6, 1.3):
        assert filler_due_after_s(expected_s) == policy.wait_s
    assert filler_due_after_s(4.0) == policy.early_s


@given(st.floats(0, 60))
def test_only_a_wait_that_will_be_long_is_filled_early(expected_s: float) -> None:
    policy = FillerPolicy()
    assert filler_due_after_s(expected_s, policy) == (policy.early_s if expected_s >= policy.long_s else policy.wait_s)


def test_what_to_expect_follows_recent_waits_and_ignores_one_slow_answer() -> None:
    waits = RecentWaits()
    assert waits.expected_s is None
    for wait_s in (0.6, 0.7, 9.0, 0.6, 0.7):
        waits.add(wait_s)
    assert waits.expected_s == pytest.approx(0.7)
    for _ in range(6):
        waits.add(3.0)
    assert waits.expected_s == pytest.approx(3.0)
