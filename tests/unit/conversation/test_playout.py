"""Playing, pausing, going on at the word, and knowing what was heard."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import numpy as np
import pytest

from mumble_ai.audio.pcm import FRAME_SAMPLES, Int16
from mumble_ai.conversation.ports import Participant
from mumble_ai.conversation.speaking.playout import Playout, PlayoutPolicy
from mumble_ai.testkit.virtual_time import in_virtual_time


class Loudspeaker:
    """Takes frames like a sound card; each frame has its number as its loudest sample."""

    def __init__(self) -> None:
        self.frames: list[Int16] = []
        self.times: list[float] = []
        self.ends: list[float] = []
        self.said: list[str] = []
        self._time = asyncio.get_running_loop().time

    def saying(self, text: str) -> None:
        self.said.append(text)

    async def play(self, frame: Int16, *, to: Participant | None = None) -> None:
        self.frames.append(frame)
        self.times.append(self._time())
        await asyncio.sleep(0.02)

    async def end_playing(self) -> None:
        self.ends.append(self._time())


def words(count: int) -> Int16:
    """`count` words of 0.28 s with 0.02 s of silence after each."""
    word = np.concatenate((np.full(14 * FRAME_SAMPLES, 5000, np.int16), np.zeros(FRAME_SAMPLES, np.int16)))
    return np.tile(word, count)


@asynccontextmanager
async def playing(text: str) -> AsyncGenerator[tuple[Playout, Loudspeaker]]:
    speaker = Loudspeaker()
    gate = asyncio.Event()
    gate.set()
    playout = Playout(speaker, PlayoutPolicy(), gate, lambda: None)
    clause = playout.begin(text)
    running = asyncio.create_task(playout.run())
    await playout.put(clause, words(len(text.split())))
    playout.complete(clause)
    await playout.finish()
    try:
        yield playout, speaker
    finally:
        playout.resume()
        await running


@in_virtual_time
async def test_a_paused_answer_falls_silent_within_a_frame_and_goes_on_at_the_word() -> None:
    async with playing("one two three four five six") as (playout, speaker):
        await asyncio.sleep(0.3 * 3 + 0.11)
        playout.pause()
        paused_s = asyncio.get_running_loop().time()
        await asyncio.sleep(1.0)
        assert speaker.ends[0] - paused_s <= 0.021
        assert len(speaker.times) <= 52
        assert playout.heard == "one two three"
        playout.resume()
        await asyncio.sleep(0.3 * 3 + 0.1)
    assert playout.heard == "one two three four five six"
    loud = [bool(frame.any()) for frame in speaker.frames]
    cut = next(n for n, gap in enumerate(np.diff(speaker.times)) if gap > 0.5) + 1
    assert loud[cut:][:15] == [*[True] * 14, False], "the fourth word is said again, whole"
    assert speaker.said == ["one two three four five six"], "a clause is announced once"


@in_virtual_time
async def test_what_is_taken_back_does_not_count_as_heard_twice() -> None:
    async with playing("one two three four") as (playout, speaker):
        for _ in range(5):
            await asyncio.sleep(0.17)
            playout.pause()
            await asyncio.sleep(0.1)
            playout.resume()
        await asyncio.sleep(5)
        assert playout.heard == "one two three four"
        assert len(speaker.frames) > 60, "cut words are said again"


@in_virtual_time
async def test_what_was_not_heard_can_be_dropped_and_said_anew() -> None:
    async with playing("one two three four five six") as (playout, _):
        await asyncio.sleep(0.3 * 2 + 0.1)
        playout.pause()
        await asyncio.sleep(0.1)
        left = playout.unheard
        assert left == ["three four five six"]
        playout.drop_unplayed()
        assert playout.heard == "one two"
        clause = playout.begin(left[0])
        await playout.put(clause, words(4))
        playout.complete(clause)
        await playout.finish()
        playout.resume()
        await asyncio.sleep(5)
        assert playout.heard == "one two three four five six"


@in_virtual_time
async def test_an_empty_pause_before_the_first_frame_changes_nothing() -> None:
    speaker = Loudspeaker()
    gate = asyncio.Event()
    gate.set()
    playout = Playout(speaker, PlayoutPolicy(), gate, lambda: None)
    running = asyncio.create_task(playout.run())
    playout.pause()
    clause = playout.begin("hello")
    await playout.put(clause, words(1))
    playout.complete(clause)
    await playout.finish()
    await asyncio.sleep(1)
    assert not speaker.frames
    assert not playout.is_audible
    playout.resume()
    await running
    assert len(speaker.frames) == 15
    assert playout.heard == "hello"


@pytest.mark.parametrize("counts", [True, False])
@in_virtual_time
async def test_only_the_answer_itself_is_heard(counts: bool) -> None:
    speaker = Loudspeaker()
    gate = asyncio.Event()
    gate.set()
    playout = Playout(speaker, PlayoutPolicy(), gate, lambda: None)
    clause = playout.begin("One moment.", counts=counts)
    running = asyncio.create_task(playout.run())
    await playout.put(clause, words(2))
    playout.complete(clause)
    await playout.finish()
    await running
    assert playout.heard == ("One moment." if counts else "")
    assert playout.is_audible is counts
