"""Text to speech: time to first audio, real-time factor, and how well a recogniser understands it, a voice a row."""

from __future__ import annotations

import asyncio
import os
import time
from typing import Any

import jiwer
import numpy as np

from benchmarks.report import arguments, conditions, emit, summary_ms
from benchmarks.stt import plain
from mumble_ai.audio.pcm import Int16, to_float
from mumble_ai.audio.resample import resample_float
from mumble_ai.services.engines import load_stt, load_tts
from mumble_ai.settings import EMBEDDED, load_settings
from mumble_ai.speech.contract import SttEngine, TtsEngine, Voice

SENTENCES = (
    "The kettle is on and the tea will be ready soon.",
    "Your brother called this morning and asked about the garden.",
    "It may rain in the afternoon, so take an umbrella with you.",
    "I could not find that song, but I found another one you like.",
    "The train leaves from the old station near the river.",
    "Please close the window before you go to sleep.",
    "There is enough bread for tomorrow, but no butter.",
    "She said the meeting was long and rather dull.",
)


def main(argv: list[str] | None = None) -> None:
    parser = arguments(__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how often each sentence is spoken")
    options = parser.parse_args(argv)
    rows = asyncio.run(measure_all(options.rounds))
    emit("tts", rows, conditions(sentences=len(SENTENCES), rounds=options.rounds), as_json=options.json)


async def measure_all(rounds: int) -> list[dict[str, Any]]:
    settings = load_settings({**os.environ, "WHISPER_URL": EMBEDDED, "PIPER_URL": EMBEDDED})
    tts, stt = await load_tts(settings), await load_stt(settings)
    try:
        return [await measure(tts, voice, stt, rounds) for voice in await tts.voices()]
    finally:
        await tts.close()
        await stt.close()


async def measure(tts: TtsEngine, voice: Voice, stt: SttEngine, rounds: int) -> dict[str, Any]:
    """Everything about one voice."""
    await speak(tts, voice, "Ready.")
    first_s: list[float] = []
    took_s = audio_s = 0.0
    heard: list[str] = []
    for turn in range(rounds):
        for sentence in SENTENCES:
            pcm, first, whole = await speak(tts, voice, sentence)
            first_s.append(first)
            took_s += whole
            audio_s += len(pcm) / voice.sample_rate_hz
            if turn == 0:
                sound = resample_float(to_float(pcm), voice.sample_rate_hz, 16_000)
                heard.append(plain((await stt.transcribe(sound)).text))
    first_audio = summary_ms(first_s)
    return {
        "engine": voice.engine,
        "voice": voice.id,
        "first_audio_p50_ms": first_audio["p50_ms"],
        "first_audio_p95_ms": first_audio["p95_ms"],
        "real_time_factor": round(took_s / audio_s, 4),
        "round_trip_word_error_rate": round(jiwer.wer([plain(s) for s in SENTENCES], heard), 4),
        "heard_by": stt.info.model,
    }


async def speak(tts: TtsEngine, voice: Voice, text: str) -> tuple[Int16, float, float]:
    """The sound, the time to its first chunk and to its last, in seconds."""
    began_s = time.perf_counter()
    chunks: list[Int16] = []
    first_s = 0.0
    async for chunk in tts.synthesize(text, voice=voice.id):
        first_s = first_s or time.perf_counter() - began_s
        chunks.append(chunk)
    return np.concatenate(chunks), first_s, time.perf_counter() - began_s


if __name__ == "__main__":
    main()
