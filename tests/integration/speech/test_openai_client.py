"""Both services through OpenAI's own client."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import AsyncIterator

import av
import numpy as np
import openai
import pytest

from mumble_ai.settings import Settings

from .conftest import SPEECH, Service, read, stt_serving, tts_serving

KEY = "a-long-test-key"


@pytest.fixture(params=["moonshine", "faster-whisper"])
async def hearing(request: pytest.FixtureRequest, settings: Settings) -> AsyncIterator[openai.AsyncOpenAI]:
    read("jfk.wav")
    async with stt_serving(request.param, settings, api_key=KEY) as service:
        yield client_of(service)


@pytest.fixture
async def speaking(settings: Settings) -> AsyncIterator[openai.AsyncOpenAI]:
    async with tts_serving("hibari", settings, api_key=KEY) as service:
        yield client_of(service)


def client_of(service: Service, key: str = KEY) -> openai.AsyncOpenAI:
    return openai.AsyncOpenAI(base_url=f"{service.url}/v1", api_key=key, max_retries=0, timeout=60)


async def test_transcriptions_in_every_format(hearing: openai.AsyncOpenAI) -> None:
    model = (await hearing.models.list()).data[0]
    clip = SPEECH / "jfk.wav"
    make = hearing.audio.transcriptions.create
    words = "your country"
    assert words in (await make(file=clip, model=model.id, language="en")).text
    assert words in await make(file=clip, model=model.id, response_format="text")

    verbose = await make(file=clip, model=model.id, response_format="verbose_json")
    assert verbose.language == "en"
    assert verbose.duration == pytest.approx(11.0, abs=0.05)
    assert verbose.segments
    ends = [0.0] + [s.end for s in verbose.segments]
    assert all(e <= s.start + 0.35 for e, s in zip(ends, verbose.segments, strict=False))
    assert all(0 <= s.start < s.end <= 11.01 for s in verbose.segments)

    srt = await make(file=clip, model=model.id, response_format="srt")
    cues = re.findall(r"(\d\d):(\d\d):(\d\d),(\d{3}) --> (\d\d):(\d\d):(\d\d),(\d{3})\n(.+)\n", srt)
    assert len(cues) == len(verbose.segments)
    for cue, segment in zip(cues, verbose.segments, strict=True):
        start_s = int(cue[2]) + int(cue[3]) / 1000
        assert start_s == pytest.approx(segment.start, abs=0.01)
        assert cue[8] == segment.text
    vtt = await make(file=clip, model=model.id, response_format="vtt")
    assert vtt.startswith("WEBVTT\n\n00:00:0")


async def test_word_times_or_a_clear_refusal(hearing: openai.AsyncOpenAI) -> None:
    model = (await hearing.models.list()).data[0]
    ask = hearing.audio.transcriptions.create(
        file=SPEECH / "jfk.wav", model=model.id, response_format="verbose_json", timestamp_granularities=["word"]
    )
    if not model.word_times:  # type: ignore[attr-defined]
        with pytest.raises(openai.BadRequestError, match="no word times"):
            await ask
        return
    heard = await ask
    assert heard.words
    assert len(heard.words) > 15
    assert all(a.start <= b.start and a.end <= 11.01 for a, b in itertools.pairwise(heard.words))


async def test_an_unknown_model_and_a_wrong_key(hearing: openai.AsyncOpenAI) -> None:
    with pytest.raises(openai.NotFoundError) as unknown:
        await hearing.audio.transcriptions.create(file=SPEECH / "jfk.wav", model="whisper-1")
    assert unknown.value.code == "model_not_found"
    stranger = hearing.copy(api_key="wrong")
    with pytest.raises(openai.AuthenticationError):
        await stranger.models.list()


@pytest.mark.parametrize("form", ["wav", "mp3", "opus", "flac", "aac", "pcm"])
async def test_speech_in_every_format(speaking: openai.AsyncOpenAI, form: str) -> None:
    answer = await speaking.audio.speech.create(
        input="Good morning. It is nine o'clock.", model="hibari", voice="heart", response_format=form
    )
    if form == "pcm":
        pcm = np.frombuffer(answer.content, "<i2")
        assert 1.5 < len(pcm) / 24_000 < 6
        assert np.abs(pcm).max() > 2000
        return
    with av.open(io.BytesIO(answer.content)) as sound:
        frames = list(sound.decode(audio=0))
    length_s = sum(f.samples for f in frames) / frames[0].sample_rate
    assert 1.5 < length_s < 6


async def test_speech_is_streamed_as_it_is_made(speaking: openai.AsyncOpenAI) -> None:
    text = " ".join(["This is one sentence among many others of its kind."] * 60)
    async with speaking.audio.speech.with_streaming_response.create(
        input=text, model="hibari", voice="heart", response_format="wav"
    ) as answer:
        assert "content-length" not in answer.headers
        pieces = [piece async for piece in answer.iter_bytes()]
    assert pieces[0][:4] == b"RIFF"
    assert len(pieces) > 20


async def test_no_voice_is_ever_another_voice(speaking: openai.AsyncOpenAI) -> None:
    with pytest.raises(openai.BadRequestError, match="heart") as refused:
        await speaking.audio.speech.create(input="Hello.", model="hibari", voice="alloy")
    assert refused.value.code == "unknown_voice"
    with pytest.raises(openai.NotFoundError, match="hibari"):
        await speaking.audio.speech.create(input="Hello.", model="tts-1", voice="heart")


async def test_too_long_text_is_refused(speaking: openai.AsyncOpenAI) -> None:
    with pytest.raises(openai.BadRequestError, match="5000"):
        await speaking.audio.speech.create(input="a" * 5001, model="hibari", voice="heart")
