"""What every engine that speaks must do, inside the process and behind a service alike."""

from __future__ import annotations

import asyncio
from contextlib import aclosing

import jiwer
import numpy as np
import pytest

from mumble_ai.audio.pcm import Float32, Int16, to_float
from mumble_ai.audio.resample import resample_float
from mumble_ai.settings import Settings
from mumble_ai.speech.contract import Busy, TtsEngine, UnknownVoice
from mumble_ai.speech.router import TtsRouter
from mumble_ai.stack.environments import piper_python

from .conftest import load_stt_engine, load_tts_engine, tts_serving, until
from .test_stt_contract import plain

TEXT = (
    "The meeting begins early in the morning. Please bring your notes and a pen. "
    "We will talk about the garden and the weather."
)


async def spoken(tts: TtsEngine, text: str, **more: object) -> Int16:
    return np.concatenate([c async for c in tts.synthesize(text, **more)])  # type: ignore[arg-type]


def as_speech(pcm: Int16, rate_hz: int) -> Float32:
    return resample_float(to_float(pcm), rate_hz, 16_000)


async def test_what_is_said_is_understood_by_a_recogniser(tts: TtsEngine, settings: Settings) -> None:
    voice = (await tts.voices())[0]
    pcm = await spoken(tts, TEXT)
    assert pcm.dtype == np.int16
    stt = await load_stt_engine("moonshine", settings)
    heard = await stt.transcribe(as_speech(pcm, voice.sample_rate_hz))
    await stt.close()
    assert jiwer.wer(plain(TEXT), plain(heard.text)) <= 0.2


async def test_the_first_sentence_comes_before_the_last_is_made(tts: TtsEngine) -> None:
    chunks = tts.synthesize(" ".join([TEXT] * 10))
    loop = asyncio.get_running_loop()
    began_s = loop.time()
    async with aclosing(chunks):
        await anext(chunks)
        first_s = loop.time() - began_s
        async for _ in chunks:
            pass
    assert first_s < (loop.time() - began_s) / 2


async def test_speed_changes_the_length(tts: TtsEngine) -> None:
    slow, fast = await spoken(tts, TEXT, speed=0.7), await spoken(tts, TEXT, speed=1.6)
    assert len(slow) > 1.5 * len(fast)


async def test_an_unknown_voice_is_an_error_that_lists_the_voices(tts: TtsEngine) -> None:
    known = (await tts.voices())[0].id
    for name in ("alloy", "", "../../etc/passwd", known.upper()):
        with pytest.raises(UnknownVoice, match=known):
            await spoken(tts, "Hello.", voice=name)


async def test_text_without_words_is_silence_not_an_error(tts: TtsEngine) -> None:
    assert sum([len(c) async for c in tts.synthesize("... !?")]) < 24_000


async def test_the_same_words_sound_the_same(settings: Settings) -> None:
    engine = await load_tts_engine("hibari", settings)
    assert np.array_equal(await spoken(engine, TEXT), await spoken(engine, TEXT))
    await engine.close()


async def test_a_listener_who_leaves_stops_the_work(tts: TtsEngine) -> None:
    chunks = tts.synthesize(" ".join([TEXT] * 25))
    await anext(chunks)
    await chunks.aclose()

    async def free() -> bool:
        check = getattr(tts, "health", None)
        status = await check() if check else tts.status()  # type: ignore[attr-defined]
        return status.waiting == 0

    await until(free, 3.0)
    assert len(await spoken(tts, "Still here.")) > 0


async def test_a_full_queue_refuses_at_once(settings: Settings) -> None:
    engine = await load_tts_engine("hibari", settings, capacity=1)
    held = engine.synthesize(TEXT)
    await anext(held)
    with pytest.raises(Busy) as refused:
        await spoken(engine, "Hello.")
    assert refused.value.retry_after_s >= 1
    await held.aclose()
    assert len(await spoken(engine, "Hello.")) > 0
    await engine.close()


async def test_a_full_queue_is_503_with_retry_after(settings: Settings) -> None:
    import httpx

    async with tts_serving("hibari", settings, capacity=1) as service, httpx.AsyncClient(base_url=service.url) as http:
        body = {"input": " ".join([TEXT] * 30), "response_format": "wav"}
        answers = await asyncio.gather(*(http.post("/v1/audio/speech", json=body, timeout=60) for _ in range(3)))
        assert sorted({a.status_code for a in answers}) == [200, 503]
        refused = next(a for a in answers if a.status_code == 503)
        assert int(refused.headers["retry-after"]) >= 1
        assert refused.json()["error"]["code"] == "busy"


async def test_each_voice_is_spoken_by_the_engine_that_has_it(settings: Settings) -> None:
    if not piper_python(settings).exists():
        pytest.skip("no Piper environment")
    router = TtsRouter([await load_tts_engine("hibari", settings), await load_tts_engine("piper", settings)])
    voices = await router.voices()
    assert {v.engine for v in voices} == {"hibari", "piper"}
    assert voices[0].engine == "hibari"
    for voice in voices:
        assert len(await spoken(router, "Good evening.", voice=voice.id)) > voice.sample_rate_hz / 3
    with pytest.raises(UnknownVoice, match=r"heart.*en_US-joe-medium"):
        await spoken(router, "Hello.", voice="alloy")
    await router.close()
