"""Words on noise: what an assistant hears in minutes of keyboard, breath, coughs, laughter, hum and music.

Minutes of noise go through Opus into the ear, the voice activity model and the recogniser of a real talk, as fast as
the machine can; the same sound goes to a plain chain, voice activity over 0.5 and the recogniser's library as it comes.
Then sentences that begin with the first sample of a talk spurt: the first word must be there.
"""

from __future__ import annotations

import asyncio
import os
import re
import time
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.report import arguments, conditions, emit
from mumble_ai.audio.opus import OpusDecoder, OpusEncoder
from mumble_ai.audio.pcm import FRAME_SAMPLES, SPEECH_RATE_HZ, VOICE_RATE_HZ, Float32, Int16, to_float
from mumble_ai.audio.resample import resample_int16
from mumble_ai.conversation.listening.ear import (
    Ear,
    EarPolicy,
    SpeechContinued,
    SpeechDismissed,
    SpeechEnded,
    SpeechStarted,
)
from mumble_ai.conversation.listening.hearing import Hearing
from mumble_ai.conversation.ports import Participant, VoiceHeard
from mumble_ai.conversation.turn_taking.endpointing import Endpointing
from mumble_ai.services.engines import load_stt, open_vad
from mumble_ai.settings import EMBEDDED, Settings, load_settings
from mumble_ai.speech.contract import SttEngine
from mumble_ai.speech.vad import CHUNK_SAMPLES, VadModel
from mumble_ai.stack import models
from tests.support.noises import KINDS, minutes
from tests.support.sound import recorded, spoken

NO_SPEECH = 0.6
"""`Cast.no_speech_probability`."""
NAIVE_SILENCE_CHUNKS = 16
SENTENCES = (
    "What time is it in Tokyo?",
    "Tell me about the weather in Berlin.",
    "Please set a timer for ten minutes.",
    "Can you hear me now?",
    "Stop the music in the kitchen.",
    "Hello, who are you?",
)
RECORDED = {"jfk.wav": "and", "LJ050-0131.wav": "unless", "sns_0880.wav": "he", "sns_0890.wav": "unless"}


@dataclass
class Found:
    """What came out of some sound."""

    audio_s: float = 0.0
    utterances: int = 0
    texts: list[str] = field(default_factory=list)

    @property
    def words(self) -> int:
        return sum(len(re.findall(r"\w+", text)) for text in self.texts)


def main(argv: list[str] | None = None) -> None:
    parser = arguments(__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, help="how much noise (default 10)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other noise")
    options = parser.parse_args(argv)
    rows = asyncio.run(measure(options.minutes, options.seed))
    where = conditions(minutes=options.minutes, seed=options.seed, kinds=" ".join(KINDS))
    emit("noise", rows, where, as_json=options.json)


async def measure(length_min: float, seed: int) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for settings in settings_present():
        vad, stt = await open_vad(settings), await load_stt(settings)
        name = f"{stt.info.engine} {stt.info.model}"
        began_s = time.perf_counter()
        try:
            found = [await heard(vad, stt, sound) for sound in pieces(length_min, seed)]
            whole, said = await first_words(vad, stt)
        finally:
            await stt.close()
        took_s = time.perf_counter() - began_s
        rows.append({"chain": "Mumble-AI", **row(name, found, took_s), "first_words": f"{whole} of {said}"})
        began_s = time.perf_counter()
        recognise = await asyncio.to_thread(library, settings)
        plain = [await asyncio.to_thread(plainly, vad, recognise, sound) for sound in pieces(length_min, seed)]
        rows.append({"chain": "plain", **row(name, plain, time.perf_counter() - began_s), "first_words": None})
    return rows


def row(name: str, found: list[Found], took_s: float) -> dict[str, Any]:
    audio_s = sum(f.audio_s for f in found)
    return {
        "engine": name,
        "utterances": sum(f.utterances for f in found),
        "words": sum(f.words for f in found),
        "answers": sum(len(f.texts) for f in found),
        "texts": "; ".join(text for f in found for text in f.texts)[:120],
        "real_time_factor": round(took_s / audio_s, 3),
    }


def settings_present() -> Iterator[Settings]:
    """Moonshine, and Whisper base where it is on this machine."""
    for engine in ("moonshine", "faster-whisper"):
        settings = load_settings({**os.environ, "STT_ENGINE": engine, "WHISPER_MODEL": "base", "WHISPER_URL": EMBEDDED})
        if engine == "moonshine" or (settings.mumble_ai_home / "models" / "whisper-base").is_dir():
            yield settings


def pieces(length_min: float, seed: int) -> Iterator[Int16]:
    """The noise as an ear gets it, and half a minute of recorded noise where there is some."""
    for _, sound in minutes(length_min, seed):
        yield through_opus(sound)
    clip = speech_folder() / "noise1.wav"
    if clip.is_file():
        yield through_opus(recorded(clip))


def speech_folder() -> Path:
    return Path(os.environ.get("MUMBLE_AI_DATA") or Path(__file__).parents[2] / "shared" / "data") / "speech"


def through_opus(pcm: Int16) -> Int16:
    encoder, decoder = OpusEncoder(), OpusDecoder()
    frames = pcm[: pcm.size // FRAME_SAMPLES * FRAME_SAMPLES].reshape(-1, FRAME_SAMPLES)
    return np.concatenate([decoder.decode(encoder.encode(frame)) for frame in frames])


async def heard(vad: VadModel, stt: SttEngine, sound: Int16) -> Found:
    """What a talk hears in one talk spurt."""
    found = Found(sound.size / VOICE_RATE_HZ)
    async for hearing in utterances(vad, stt, sound):
        found.utterances += 1
        transcript = await hearing.transcript()
        if transcript.no_speech_probability <= NO_SPEECH and any(c.isalnum() for c in transcript.text):
            found.texts.append(transcript.text.strip())
    return found


async def utterances(vad: VadModel, stt: SttEngine, sound: Int16) -> AsyncIterator[Hearing]:
    """The utterances an ear finds, complete."""
    ear = Ear(Participant("1", "guest"), vad.session(), EarPolicy(), Endpointing())
    hearing: Hearing | None = None
    frames = sound.reshape(-1, FRAME_SAMPLES)
    for number, frame in enumerate(frames):
        for news in ear.hear(VoiceHeard(ear.speaker, frame, 100 + number * 0.02, number + 1 == len(frames))):
            match news:
                case SpeechStarted():
                    hearing = Hearing(stt, language=None, deadline_s=60)
                    hearing.feed(news.audio)
                case SpeechContinued() if hearing is not None:
                    hearing.feed(news.audio)
                case SpeechDismissed() if hearing is not None:
                    await hearing.abandon()
                    hearing = None
                case SpeechEnded() if hearing is not None:
                    hearing.finish()
                    yield hearing
                    hearing = None
                case _:
                    pass
    if hearing is not None:
        await hearing.abandon()


async def first_words(vad: VadModel, stt: SttEngine) -> tuple[int, int]:
    """How many sentences keep their first word when the talk spurt begins with it; and how many there were."""
    clips = [(without_quiet(spoken(text)), re.findall(r"[a-z']+", text.lower())[0]) for text in SENTENCES]
    for name, word in RECORDED.items():
        if (speech_folder() / name).is_file():
            clips.append((without_quiet(recorded(speech_folder() / name)), word))
    whole = 0
    for sound, word in clips:
        found = await heard(vad, stt, through_opus(np.concatenate([sound, np.zeros(VOICE_RATE_HZ, np.int16)])))
        whole += re.findall(r"[a-z']+", " ".join(found.texts).lower())[:1] == [word]
    return whole, len(clips)


def without_quiet(sound: Int16) -> Int16:
    """Begins with the first loud sample, as a client's gate does at best."""
    return sound[np.flatnonzero(np.abs(sound) > 300)[0] :]


def library(settings: Settings) -> Callable[[Float32], str]:
    """The recogniser's own library as its documentation uses it."""
    if settings.stt_engine == "moonshine":
        from moonshine_voice.moonshine_api import ModelArch
        from moonshine_voice.transcriber import Transcriber

        moonshine = Transcriber(models.ensure("moonshine-tiny-en", settings), ModelArch.TINY)
        return lambda audio: " ".join(
            line.text for line in moonshine.transcribe_without_streaming(audio.tolist()).lines if line.text
        )
    from faster_whisper import WhisperModel

    whisper = WhisperModel(str(models.ensure("whisper-base", settings)), device="cpu", compute_type="int8")
    return lambda audio: " ".join(segment.text for segment in whisper.transcribe(audio, language="en")[0])


def plainly(vad: VadModel, recognise: Callable[[Float32], str], sound: Int16) -> Found:
    """Cuts where voice activity is over 0.5, with half a second of silence, and recognises each stretch."""
    found = Found(sound.size / VOICE_RATE_HZ)
    audio = to_float(resample_int16(sound, VOICE_RATE_HZ, SPEECH_RATE_HZ))
    speech = np.flatnonzero(vad.probabilities(audio) >= 0.5)
    for stretch in np.split(speech, np.flatnonzero(np.diff(speech) > NAIVE_SILENCE_CHUNKS) + 1):
        if stretch.size:
            found.utterances += 1
            start, end = max(0, stretch[0] - 8), stretch[-1] + NAIVE_SILENCE_CHUNKS
            text = recognise(audio[start * CHUNK_SAMPLES : end * CHUNK_SAMPLES]).strip()
            if any(c.isalnum() for c in text):
                found.texts.append(text)
    return found
