"""Moonshine (MIT): a small and quick English recogniser that runs on any processor.

Its own voice activity detection carries over from one call to the next and turns silence into "You", so it is switched
off: stretches of speech are cut by Silero VAD and each one is recognised as a whole. It gives neither word times nor
probabilities of words.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, Final, Protocol, cast

from mumble_ai.audio.pcm import SPEECH_RATE_HZ, Float32
from mumble_ai.speech.contract import (
    EngineUnavailable,
    Segment,
    SttInfo,
    SttStream,
    Transcript,
    UnsupportedLanguage,
)
from mumble_ai.speech.queue import ModelQueue
from mumble_ai.speech.segmenter import SegmenterConfig, speech_stretches
from mumble_ai.speech.status import EngineStatus
from mumble_ai.speech.utterance import Heard, PartialPolicy, UtteranceStream, moved
from mumble_ai.speech.vad import CHUNK_S, CHUNK_SAMPLES, VadModel

LANGUAGE: Final = "en"
_OPTIONS: Final = {
    "vad_threshold": "0",
    "vad_max_segment_duration": "60",
    "return_audio_data": "false",
    "identify_speakers": "false",
    "word_timestamps": "false",
}


class _Transcriber(Protocol):
    def transcribe_without_streaming(self, audio_data: list[float]) -> Any: ...
    def close(self) -> None: ...


class MoonshineStt:
    """An `SttEngine` over one loaded Moonshine model; make it with `open`."""

    def __init__(self, transcriber: _Transcriber, model: str, vad: VadModel, queue: ModelQueue) -> None:
        self._transcriber = transcriber
        self._vad = vad
        self._queue = queue
        self._config = SegmenterConfig()
        self._info = SttInfo("moonshine", model, (LANGUAGE,), streams=True, word_times=False)

    @classmethod
    async def open(cls, folder: Path, vad: VadModel, *, capacity: int = 8) -> MoonshineStt:
        """Loads the model from its folder.

        Raises:
            EngineUnavailable: The folder holds no such model.
        """
        queue = ModelQueue("moonshine", capacity=capacity, seconds_a_unit=0.1)
        try:
            transcriber = await queue.run(0, _load, folder)
        except EngineUnavailable:
            await queue.close()
            raise
        return cls(transcriber, folder.name, vad, queue)

    @property
    def info(self) -> SttInfo:
        return self._info

    def status(self) -> EngineStatus:
        return self._queue.status()

    async def transcribe(self, audio: Float32, *, language: str | None = None, words: bool = False) -> Transcript:
        """See `SttEngine.transcribe`; `words` has no effect, as `info.word_times` says."""
        _check_language(language)
        length_s = len(audio) / SPEECH_RATE_HZ
        segments: list[Segment] = []
        async with self._queue.admit(length_s) as ticket:
            probabilities = await asyncio.to_thread(self._vad.probabilities, audio)
            for stretch in speech_stretches(probabilities.tolist(), self._config):
                piece = audio[stretch.start * CHUNK_SAMPLES : stretch.end * CHUNK_SAMPLES]
                found = await ticket.run(len(piece) / SPEECH_RATE_HZ, self._recognise, piece)
                segments += [moved(s, stretch.start * CHUNK_S, length_s) for s in found]
        return Transcript(
            text=" ".join(s.text for s in segments),
            segments=tuple(segments),
            language=LANGUAGE,
            language_probability=1.0 if segments else 0.0,
            duration_s=length_s,
            no_speech_probability=1.0 - float(probabilities.max(initial=0.0)),
        )

    def stream(self, *, language: str | None = None) -> SttStream:
        """See `SttEngine.stream`."""
        _check_language(language)
        return UtteranceStream(
            self._hear,
            self._vad,
            model_is_free=lambda: self._queue.idle,
            config=self._config,
            partials=PartialPolicy(),
            language=LANGUAGE,
        )

    async def close(self) -> None:
        await self._queue.close()
        self._transcriber.close()

    async def _hear(self, audio: Float32) -> Heard:
        length_s = len(audio) / SPEECH_RATE_HZ
        async with self._queue.admit(length_s) as ticket:
            segments = await ticket.run(length_s, self._recognise, audio)
        return Heard(tuple(segments), LANGUAGE, 1.0)

    def _recognise(self, audio: Float32) -> list[Segment]:
        lines = self._transcriber.transcribe_without_streaming(audio.tolist()).lines
        return [
            Segment(text, float(line.start_time), float(line.start_time + line.duration))
            for line in lines
            if (text := str(line.text).strip())
        ]


def _check_language(language: str | None) -> None:
    if language not in (None, LANGUAGE):
        raise UnsupportedLanguage(f"Moonshine knows {LANGUAGE} only, not {language}; set STT_ENGINE=faster-whisper")


def _load(folder: Path) -> _Transcriber:
    if not (folder / "encoder_model.ort").is_file():
        raise EngineUnavailable(f"no Moonshine model in {folder}; fetch it with: mumble-ai models pull")
    from moonshine_voice.moonshine_api import ModelArch
    from moonshine_voice.transcriber import Transcriber

    return cast("_Transcriber", Transcriber(folder, ModelArch.TINY, options=dict(_OPTIONS)))
