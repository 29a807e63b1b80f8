"""faster-whisper (MIT): Whisper on CTranslate2; accurate, many languages, word times.

Whisper invents text where nobody speaks. Three gates stop that: sound without speech never reaches it, its own VAD
filter removes the silent parts of the rest, and segments it is unsure about are dropped.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, Literal, cast

from mumble_ai.audio.pcm import SPEECH_RATE_HZ, Float32
from mumble_ai.speech.contract import (
    EngineUnavailable,
    Segment,
    SttInfo,
    SttStream,
    Transcript,
    UnsupportedLanguage,
    Word,
)
from mumble_ai.speech.queue import ModelQueue
from mumble_ai.speech.segmenter import SegmenterConfig, speech_stretches
from mumble_ai.speech.status import EngineStatus
from mumble_ai.speech.utterance import Heard, PartialPolicy, UtteranceStream
from mumble_ai.speech.vad import VadModel

Device = Literal["auto", "cpu", "cuda"]

MAX_NO_SPEECH: Final = 0.6
MIN_LOG_PROBABILITY: Final = -1.0
HOPELESS_LOG_PROBABILITY: Final = -1.6
MAX_COMPRESSION: Final = 2.6
"""Text that compresses better than this is one phrase over and over."""


class FasterWhisperStt:
    """An `SttEngine` over one loaded Whisper model; make it with `open`."""

    def __init__(self, model: Any, name: str, vad: VadModel, queue: ModelQueue) -> None:
        self._model = model
        self._vad = vad
        self._queue = queue
        self._stream_config = SegmenterConfig(max_segment_s=27.0)
        languages = tuple(sorted(str(code) for code in model.supported_languages))
        self._info = SttInfo("faster-whisper", name, languages, streams=False, word_times=True)

    @classmethod
    async def open(cls, folder: Path, vad: VadModel, *, device: Device = "auto", capacity: int = 8) -> FasterWhisperStt:
        """Loads a CTranslate2 Whisper model from its folder.

        Raises:
            EngineUnavailable: The folder holds no such model, or the device cannot run it.
        """
        queue = ModelQueue("faster-whisper", capacity=capacity, seconds_a_unit=0.4)
        try:
            model = await queue.run(0, _load, folder, device)
        except EngineUnavailable:
            await queue.close()
            raise
        return cls(model, folder.name, vad, queue)

    @property
    def info(self) -> SttInfo:
        return self._info

    def status(self) -> EngineStatus:
        return self._queue.status()

    async def transcribe(self, audio: Float32, *, language: str | None = None, words: bool = False) -> Transcript:
        """See `SttEngine.transcribe`."""
        self._check_language(language)
        length_s = len(audio) / SPEECH_RATE_HZ
        async with self._queue.admit(length_s) as ticket:
            probabilities = await asyncio.to_thread(self._vad.probabilities, audio)
            heard = Heard((), language or "", 0.0)
            if speech_stretches(probabilities.tolist()):
                found, info = await ticket.run(0, self._begin, audio, language, words, True)
                segments: list[Segment] = []
                before_s = 0.0
                while (raw := await ticket.run(length_s - before_s, _next, found)) is not None:
                    before_s = min(length_s, float(raw.end))
                    if (segment := _segment(raw, length_s)) is not None:
                        segments.append(segment)
                heard = Heard(tuple(segments), str(info.language), float(info.language_probability))
        return Transcript(
            text=" ".join(s.text for s in heard.segments),
            segments=heard.segments,
            language=heard.language,
            language_probability=heard.language_probability,
            duration_s=length_s,
            no_speech_probability=1.0 - float(probabilities.max(initial=0.0)),
        )

    def stream(self, *, language: str | None = None) -> SttStream:
        """See `SttEngine.stream`; every partial result costs a whole recognition, so they come seldom."""
        self._check_language(language)

        async def hear(audio: Float32) -> Heard:
            length_s = len(audio) / SPEECH_RATE_HZ
            async with self._queue.admit(length_s) as ticket:
                return await ticket.run(length_s, self._recognise, audio, language)

        return UtteranceStream(
            hear,
            self._vad,
            model_is_free=lambda: self._queue.idle,
            config=self._stream_config,
            partials=PartialPolicy(every_s=2.0),
            language=language or "",
        )

    async def close(self) -> None:
        await self._queue.close()

    def _recognise(self, audio: Float32, language: str | None) -> Heard:
        length_s = len(audio) / SPEECH_RATE_HZ
        found, info = self._begin(audio, language, False, False)
        segments = tuple(s for raw in found if (s := _segment(raw, length_s)) is not None)
        return Heard(segments, str(info.language), float(info.language_probability))

    def _begin(self, audio: Float32, language: str | None, words: bool, vad: bool) -> tuple[Iterator[Any], Any]:
        found, info = self._model.transcribe(
            audio,
            language=language,
            word_timestamps=words,
            vad_filter=vad,
            temperature=(0.0, 0.2, 0.4),
            condition_on_previous_text=False,
        )
        return iter(found), info

    def _check_language(self, language: str | None) -> None:
        if language is not None and language not in self._info.languages:
            known = ", ".join(self._info.languages)
            raise UnsupportedLanguage(f"{self._info.model} does not know {language!r}; it knows {known}")


def _next(found: Iterator[Any]) -> Any:
    return next(found, None)


def _segment(raw: Any, length_s: float) -> Segment | None:
    """The segment in our terms, or None for one that is noise rather than words."""
    text = str(raw.text).strip()
    unsure = raw.no_speech_prob > MAX_NO_SPEECH and raw.avg_logprob < MIN_LOG_PROBABILITY
    if not text or unsure or raw.avg_logprob < HOPELESS_LOG_PROBABILITY or raw.compression_ratio > MAX_COMPRESSION:
        return None
    start_s, end_s = min(float(raw.start), length_s), min(float(raw.end), length_s)
    words = tuple(
        Word(str(w.word).strip(), min(float(w.start), end_s), min(float(w.end), end_s), float(w.probability))
        for w in raw.words or ()
    )
    return Segment(text, start_s, end_s, words, float(raw.no_speech_prob), float(raw.avg_logprob))


def _load(folder: Path, device: Device) -> Any:
    if not (folder / "model.bin").is_file():
        raise EngineUnavailable(f"no Whisper model in {folder}; fetch it with: mumble-ai models pull")
    from faster_whisper import WhisperModel

    compute = "int8" if device == "cpu" else "default"
    if device == "auto":
        import ctranslate2

        gpus: int = cast("Any", ctranslate2).get_cuda_device_count()
        device = "cuda" if gpus else "cpu"
        compute = "int8" if device == "cpu" else "float16"
    threads = min(8, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
    return WhisperModel(str(folder), device=device, compute_type=compute, cpu_threads=threads, local_files_only=True)
