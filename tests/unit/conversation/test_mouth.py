"""A text-to-speech engine as a mouth."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import numpy as np
import pytest

from mumble_ai.audio.pcm import Int16
from mumble_ai.conversation.speaking.loudness import Leveller, SilenceTrimmer
from mumble_ai.conversation.speaking.mouth import EngineMouth
from mumble_ai.resilience.standing import Standing
from mumble_ai.speech.contract import EngineUnavailable, UnknownVoice, Voice
from mumble_ai.speech.pronunciations import Pronunciations


def tone(seconds: float, rate_hz: int, level: int) -> Int16:
    return (np.sin(np.arange(round(seconds * rate_hz)) / rate_hz * 2 * np.pi * 300) * level).astype(np.int16)


class ToneEngine:
    def __init__(self, level: int) -> None:
        self.level = level
        self.closed = 0
        self.asked: list[tuple[str, float]] = []
        self.voices_asked: list[str | None] = []
        self.ids = ("a", "b")
        self.lost: set[str | None] = set()

    async def voices(self) -> tuple[Voice, ...]:
        return tuple(Voice(id, "tone", "en", sample_rate_hz=24_000) for id in self.ids)

    async def synthesize(self, text: str, *, voice: str | None = None, speed: float = 1.0) -> AsyncIterator[Int16]:
        self.asked.append((text, speed))
        self.voices_asked.append(voice)
        if voice in self.lost:
            raise UnknownVoice(f"no voice {voice!r}")
        silence = np.zeros(12_000, np.int16)
        whole = np.concatenate((silence, tone(1.0, 24_000, self.level), silence))
        try:
            for start in range(0, whole.size, 1000):
                yield whole[start : start + 1000]
        finally:
            self.closed += 1

    async def close(self) -> None:
        pass


@pytest.mark.parametrize("level", [2500, 8000, 30_000])
async def test_every_voice_is_equally_loud_at_48_khz_and_trimmed(level: int) -> None:
    pcm = np.concatenate([chunk async for chunk in EngineMouth(ToneEngine(level)).speak("x")])
    assert pcm.size / 48_000 == pytest.approx(1.0 + 0.02 + 0.12, abs=0.02)
    loudness = 20 * np.log10(np.sqrt(np.mean((pcm[5000:40_000] / 32768.0) ** 2)))
    assert loudness == pytest.approx(-20, abs=1.0)


async def test_what_is_spoken_is_said_as_the_owner_and_the_language_want(tmp_path: Path) -> None:
    path = tmp_path / "pronunciations.toml"
    path.write_text('[en]\nMumble = "mum bull"\n', "utf-8")
    engine = ToneEngine(8000)
    mouth = EngineMouth(engine, pronunciations=Pronunciations(path, pytest.fail))
    async for _ in mouth.speak("Mumble costs $5."):
        pass
    assert engine.asked == [("mum bull costs 5 dollars.", 1.0)]


async def test_the_speed_can_be_changed_at_any_moment_within_bounds() -> None:
    engine = ToneEngine(8000)
    mouth = EngineMouth(engine, speed=1.2)
    for speed in (1.5, 9.0, 0.1):
        async for _ in mouth.speak("x"):
            mouth.speed = speed
    async for _ in mouth.speak("x"):
        pass
    assert [speed for _, speed in engine.asked] == [1.2, 1.5, 2.0, 0.5]


async def test_closing_early_closes_the_engine() -> None:
    engine = ToneEngine(8000)
    speaking = EngineMouth(engine).speak("x")
    await anext(speaking)
    await speaking.aclose()
    assert engine.closed == 1


@pytest.mark.parametrize("size", [100, 960, 48_000])
def test_trimming_keeps_the_pause_inside(size: int) -> None:
    clause = np.concatenate(
        (np.zeros(9600, np.int16), tone(0.2, 48_000, 5000), np.zeros(4800, np.int16), tone(0.2, 48_000, 5000))
    )
    trimmer = SilenceTrimmer()
    kept = [trimmer.feed(clause[start : start + size]) for start in range(0, clause.size, size)]
    assert sum(k.size for k in kept) + trimmer.flush().size == pytest.approx(960 + 9600 + 4800 + 9600, abs=40)


def test_silence_alone_stays_silent() -> None:
    assert not Leveller().level(np.zeros(960, np.int16)).any()
    trimmer = SilenceTrimmer()
    assert trimmer.feed(np.zeros(96_000, np.int16)).size + trimmer.flush().size == 0


async def say(mouth: EngineMouth, *voices: str) -> None:
    for voice in voices:
        assert sum([chunk.size async for chunk in mouth.speak("x", voice=voice)]) > 0


async def test_somebody_may_have_a_voice_of_their_own_and_hears_the_usual_one_where_it_is_gone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    engine = ToneEngine(8000)
    mouth = EngineMouth(engine, voice="b")
    await say(mouth, "a", "", "sold", "sold", "a")
    assert engine.voices_asked == ["a", "b", "b", "b", "a"]
    assert await mouth.standing() == Standing("voice b")
    assert [record.message for record in caplog.records] == ["there is no voice 'sold' any more, b speaks instead"]


async def test_where_the_usual_voice_is_gone_the_first_one_speaks_until_it_is_back(
    caplog: pytest.LogCaptureFixture,
) -> None:
    engine = ToneEngine(8000)
    mouth = EngineMouth(engine, voice="sold")
    await say(mouth, "", "also sold")
    assert engine.voices_asked == ["a", "a"]
    standing = await mouth.standing()
    assert standing.degraded
    assert standing.detail == "there is no voice 'sold' now (TTS_VOICE), a speaks instead"
    assert await mouth.language() == "en"
    engine.ids = ("a", "sold")
    await say(mouth, "")
    assert engine.voices_asked[-1] == "sold"
    assert await mouth.standing() == Standing("voice sold")
    assert len(caplog.records) == 2


async def test_a_voice_that_is_lost_after_it_was_named_is_passed_over_in_the_same_clause() -> None:
    engine = ToneEngine(8000)
    mouth = EngineMouth(engine, voice="b")
    await say(mouth, "")
    engine.lost = {"b"}
    await say(mouth, "", "")
    assert engine.voices_asked == ["b", "b", "a", "a"], "the lost voice is asked for once more, not at each clause"
    assert (await mouth.standing()).degraded


async def test_an_engine_without_any_voice_says_so() -> None:
    engine = ToneEngine(8000)
    engine.lost = {"a", "b"}
    with pytest.raises(EngineUnavailable, match="no voice"):
        await say(EngineMouth(engine), "")
