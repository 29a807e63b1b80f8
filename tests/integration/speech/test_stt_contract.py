"""What every engine that hears must do, inside the process and behind a service alike."""

from __future__ import annotations

import asyncio
import itertools
import re

import jiwer
import numpy as np
import pytest

from mumble_ai.audio.pcm import Float32
from mumble_ai.speech.contract import Busy, EngineUnavailable, SttEngine, SttStream, Transcript, UnsupportedLanguage

from .conftest import SENTENCES, read, stt_behind

MAX_WORD_ERROR_RATE = 0.15
PARTIAL_DEADLINE_S = 10.0


def plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z ]", "", text.lower().replace("-", " ").replace("mr.", "mister")).split())


async def say(stream: SttStream, audio: Float32, *, step: int = 3200) -> list[str]:
    """Feeds a clip in pieces; returns the partial results in between."""
    shown: list[str] = []
    for begin in range(0, len(audio), step):
        shown.append(await stream.feed(audio[begin : begin + step]))
        await asyncio.sleep(0.02)
    return shown


def check_times(heard: Transcript) -> None:
    before_s = 0.0
    for segment in heard.segments:
        assert before_s <= segment.start_s < segment.end_s <= heard.duration_s + 1e-3
        before_s = segment.start_s
        for word in segment.words:
            assert segment.start_s - 0.5 <= word.start_s <= word.end_s <= segment.end_s + 0.5
            assert 0 < word.probability <= 1


async def test_real_speech_is_understood(stt: SttEngine) -> None:
    heard = {name: await stt.transcribe(read(name), language="en") for name in SENTENCES}
    said = [plain(SENTENCES[name]) for name in heard]
    assert jiwer.wer(said, [plain(t.text) for t in heard.values()]) <= MAX_WORD_ERROR_RATE
    for name, transcript in heard.items():
        check_times(transcript)
        assert transcript.language == "en"
        assert transcript.duration_s == pytest.approx(len(read(name)) / 16000, abs=0.01)
        assert transcript.no_speech_probability < 0.2


async def test_a_live_utterance_is_understood_and_shows_partials(stt: SttEngine) -> None:
    stream = stt.stream(language="en")
    partials = await say(stream, read("sns_0920.wav"))
    if stt.info.streams:
        async with asyncio.timeout(PARTIAL_DEADLINE_S):  # the clip came faster than anybody speaks
            while not any(plain(p).startswith("had he") for p in partials):
                partials += await say(stream, np.zeros(800, np.float32))
    heard = await stream.finish()
    assert jiwer.wer(plain(SENTENCES["sns_0920.wav"]), plain(heard.text)) <= MAX_WORD_ERROR_RATE
    check_times(heard)


async def test_utterances_leave_no_trace_in_the_next_one(stt: SttEngine) -> None:
    audio = read("sns_0930.wav")
    first = await stt.transcribe(audio, language="en")
    for _ in range(4):
        stream = stt.stream(language="en")
        await stream.feed(audio)
        again = await stream.finish()
        assert plain(again.text).split()[:2] == ["he", "might"]
        assert plain(again.text) == plain(first.text)


@pytest.mark.parametrize("sound", ["noise", "silence", "hum", "clicks", "white noise"])
async def test_no_words_where_nobody_speaks(stt: SttEngine, sound: str) -> None:
    random = np.random.default_rng(5)
    clicks = np.zeros(160_000, np.float32)
    clicks[::8000] = 0.9
    audio = {
        "noise": lambda: read("noise1.wav"),
        "silence": lambda: np.zeros(160_000, np.float32),
        "hum": lambda: np.sin(2 * np.pi * 50 * np.arange(160_000) / 16000).astype(np.float32) * 0.3,
        "clicks": lambda: clicks,
        "white noise": lambda: (random.standard_normal(160_000) * 0.05).astype(np.float32),
    }[sound]()
    heard = await stt.transcribe(audio)
    assert heard.text == ""
    assert heard.segments == ()
    stream = stt.stream()
    assert set(await say(stream, audio, step=16_000)) == {""}
    assert (await stream.finish()).text == ""


async def test_word_times_are_real_where_the_engine_has_them(stt: SttEngine) -> None:
    heard = await stt.transcribe(read("jfk.wav"), language="en", words=True)
    words = [word for segment in heard.segments for word in segment.words]
    if not stt.info.word_times:
        assert words == []
        return
    check_times(heard)
    assert len(words) == len(heard.text.split())
    assert all(a.start_s <= b.start_s for a, b in itertools.pairwise(words))
    country = [w.start_s for w in words if "country" in w.text.lower()]
    assert country[0] == pytest.approx(6.4, abs=1.0)
    assert country[1] == pytest.approx(9.9, abs=1.0)


async def test_an_unknown_language_is_refused(stt: SttEngine) -> None:
    with pytest.raises(UnsupportedLanguage, match="xx"):
        await stt.transcribe(np.zeros(16_000, np.float32), language="xx")


async def test_an_abandoned_utterance_frees_everything_and_stays_over(stt: SttEngine) -> None:
    stream = stt.stream(language="en")
    await stream.feed(read("sns_0880.wav"))
    await stream.abandon()
    await stream.abandon()
    with pytest.raises(EngineUnavailable, match="over"):
        await stream.feed(np.zeros(320, np.float32))
    with pytest.raises(EngineUnavailable, match="over"):
        await stream.finish()
    assert (await stt.transcribe(read("sns_0880.wav"), language="en")).text


@pytest.mark.parametrize("where", ["in-process", "service"])
async def test_a_full_queue_refuses_at_once_and_says_when(where: str, settings) -> None:
    async with stt_behind(where, "moonshine", settings, capacity=2) as engine:
        long = np.tile(read("jfk.wav"), 6)
        results = await asyncio.gather(*(engine.transcribe(long) for _ in range(6)), return_exceptions=True)
        refused = [r for r in results if isinstance(r, Busy)]
        served = [r for r in results if isinstance(r, Transcript)]
        assert len(refused) + len(served) == 6
        assert refused
        assert len(served) >= 2
        assert all(r.retry_after_s >= 1 for r in refused)
        assert (await engine.transcribe(read("sns_0880.wav"))).text
