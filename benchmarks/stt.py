"""Speech to text: word error rate, real-time factor and the wait after the last word, an engine a row.

The wait is that of a live utterance: the clip is fed at the pace of speech and then ended, as a push-to-talk key does.
"""

from __future__ import annotations

import asyncio
import os
import re
import time
import wave
from pathlib import Path
from typing import Any

import jiwer
import numpy as np

from benchmarks.report import arguments, conditions, emit, summary_ms
from mumble_ai.audio.pcm import SPEECH_RATE_HZ, Float32
from mumble_ai.services.engines import load_stt
from mumble_ai.settings import EMBEDDED, Settings, load_settings
from mumble_ai.speech.contract import SttEngine

ENGINES = (("moonshine", "base"), ("faster-whisper", "base"), ("faster-whisper", "tiny.en"))
SILENT_CLIP = "noise1.wav"


def main(argv: list[str] | None = None) -> None:
    parser = arguments(__doc__)
    parser.add_argument("--engine", choices=sorted({name for name, _ in ENGINES}), help="measure this engine only")
    options = parser.parse_args(argv)
    clips = load_clips()
    rows = [
        asyncio.run(measure(settings_for(name, model), clips))
        for name, model in ENGINES
        if options.engine in (None, name)
    ]
    audio_s = round(sum(len(a) for a, _ in clips.values()) / SPEECH_RATE_HZ, 1)
    emit("stt", rows, conditions(clips=len(clips), audio_s=audio_s), as_json=options.json)


def settings_for(engine: str, model: str) -> Settings:
    chosen = {"STT_ENGINE": engine, "WHISPER_MODEL": model, "WHISPER_URL": EMBEDDED}
    return load_settings({**os.environ, **chosen})


def load_clips() -> dict[str, tuple[Float32, str]]:
    """Clip name to `(n,) float32` sound at 16 000 Hz and what is said in it, from the data folder and its README."""
    folder = Path(os.environ.get("MUMBLE_AI_DATA") or Path(__file__).parents[2] / "shared" / "data")
    if not (folder / "speech").is_dir():
        raise SystemExit(f"no recorded speech at {folder}: set MUMBLE_AI_DATA to the folder that holds speech/")
    readme = (folder / "README.md").read_text("utf-8")
    said = dict(re.findall(r"(?:sns_\*\.wav.*?)?\b(\d{4}) \"([^\"]+)\"", readme))
    whole = dict(re.findall(r"`speech/([\w-]+\.wav)` \| \"([^\"]+)\"", readme))
    clips: dict[str, tuple[Float32, str]] = {}
    for path in sorted((folder / "speech").glob("*.wav")):
        text = whole.get(path.name) or said.get(path.stem.removeprefix("sns_"))
        if text or path.name == SILENT_CLIP:
            with wave.open(str(path)) as clip:
                pcm = np.frombuffer(clip.readframes(clip.getnframes()), np.int16)
            clips[path.name] = (pcm.astype(np.float32) / 32768, text or "")
    return clips


async def measure(settings: Settings, clips: dict[str, tuple[Float32, str]]) -> dict[str, Any]:
    """Everything about one engine."""
    began_s = time.perf_counter()
    engine = await load_stt(settings)
    load_s = time.perf_counter() - began_s
    spoken = {name: clip for name, clip in clips.items() if clip[1]}
    await engine.transcribe(next(iter(spoken.values()))[0])
    began_s = time.perf_counter()
    heard = [(await engine.transcribe(audio, language="en")).text for audio, _ in spoken.values()]
    took_s = time.perf_counter() - began_s
    waits_s = [await live_wait_s(engine, audio) for audio, _ in spoken.values()]
    noise = await engine.transcribe(clips[SILENT_CLIP][0]) if SILENT_CLIP in clips else None
    await engine.close()
    audio_s = sum(len(audio) for audio, _ in spoken.values()) / SPEECH_RATE_HZ
    wait = summary_ms(waits_s)
    return {
        "engine": engine.info.engine,
        "model": engine.info.model,
        "word_error_rate": round(jiwer.wer([plain(t) for _, t in spoken.values()], [plain(t) for t in heard]), 4),
        "words_on_noise": len(noise.text.split()) if noise else None,
        "real_time_factor": round(took_s / audio_s, 3),
        "wait_p50_ms": wait["p50_ms"],
        "wait_p95_ms": wait["p95_ms"],
        "load_s": round(load_s, 2),
    }


async def live_wait_s(engine: SttEngine, audio: Float32) -> float:
    """Time from the end of a live utterance to its transcript."""
    step = SPEECH_RATE_HZ // 50
    loop = asyncio.get_running_loop()
    stream = engine.stream(language="en")
    due_s = loop.time()
    for begin in range(0, len(audio), step):
        await stream.feed(audio[begin : begin + step])
        due_s += step / SPEECH_RATE_HZ
        await asyncio.sleep(max(0.0, due_s - loop.time()))
    ended_s = time.perf_counter()
    await stream.finish()
    return time.perf_counter() - ended_s


def plain(text: str) -> str:
    """Lower case words without punctuation, as word error rates are taken."""
    text = text.lower().replace("-", " ").replace("mr.", "mister")
    return " ".join(re.sub(r"[^a-z' ]", "", text).split())


if __name__ == "__main__":
    main()
