"""The two contracts of speech: what an engine that hears and an engine that speaks must do.

An engine holds one loaded model that serves many callers; what belongs to one utterance lives in a stream object.
The HTTP clients in `mumble_ai.speech.client` implement the same contracts, so a caller cannot tell an engine inside its
own process from one behind a service.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Protocol

from mumble_ai.audio.pcm import Float32, Int16


class SpeechError(Exception):
    """Something a caller can act on; the message says what and how."""


class UnknownVoice(SpeechError):
    """The voice does not exist here; the message lists those that do."""


class UnknownModel(SpeechError):
    """The model does not exist here; the message lists those that do."""


class UnsupportedLanguage(SpeechError):
    """The engine does not know this language; the message lists those it knows."""


class Busy(SpeechError):
    """The queue in front of the model is full.

    Attributes:
        retry_after_s: When it is worth trying again, in seconds.
    """

    def __init__(self, message: str, retry_after_s: float) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class EngineUnavailable(SpeechError):
    """The engine is loading, has failed, or cannot be reached in time."""


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word; times in seconds from the start of the audio."""

    text: str
    start_s: float
    end_s: float
    probability: float


@dataclass(frozen=True, slots=True)
class Segment:
    """One stretch of recognised speech; times in seconds from the start of the audio.

    Attributes:
        no_speech_probability: How likely this stretch holds no speech at all, 0 to 1.
    """

    text: str
    start_s: float
    end_s: float
    words: tuple[Word, ...] = ()
    no_speech_probability: float = 0.0
    average_log_probability: float = 0.0


@dataclass(frozen=True, slots=True)
class Transcript:
    """What was heard; `text` is empty when nothing was said.

    Attributes:
        language: ISO 639-1 code of the spoken language.
        no_speech_probability: How likely the audio holds no speech at all, 0 to 1.
    """

    text: str
    segments: tuple[Segment, ...]
    language: str
    language_probability: float
    duration_s: float
    no_speech_probability: float = 0.0


@dataclass(frozen=True, slots=True)
class SttInfo:
    """What an STT engine can do.

    Attributes:
        languages: ISO 639-1 codes it knows.
        streams: True where partial results cost less than recognising everything again.
    """

    engine: str
    model: str
    languages: tuple[str, ...]
    streams: bool
    word_times: bool


class SttStream(Protocol):
    """One utterance being heard. Feed it, read `partial` as often as wanted, finish or abandon it."""

    async def feed(self, audio: Float32) -> str:
        """Takes the next `(n,) float32` mono samples at 16 000 Hz; returns the text so far, which may still change."""
        ...

    async def finish(self) -> Transcript:
        """Recognises what is left and returns the whole utterance."""
        ...

    async def abandon(self) -> None:
        """Frees the stream without a result; safe to call twice and after `finish`."""
        ...


class SttEngine(Protocol):
    """Speech to text."""

    @property
    def info(self) -> SttInfo: ...

    async def transcribe(self, audio: Float32, *, language: str | None = None, words: bool = False) -> Transcript:
        """Recognises `(n,) float32` mono samples at 16 000 Hz.

        Args:
            language: ISO 639-1 code, or None to detect it.
            words: Whether segments carry word times.

        Raises:
            Busy, EngineUnavailable, UnsupportedLanguage.
        """
        ...

    def stream(self, *, language: str | None = None) -> SttStream:
        """Opens one utterance."""
        ...

    async def close(self) -> None:
        """Frees the model; calls in flight end first or fail with EngineUnavailable."""
        ...


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice that can be asked for by `id`."""

    id: str
    engine: str
    language: str
    description: str = ""
    gender: str = ""
    quality: str = ""
    sample_rate_hz: int = 24_000
    tags: tuple[str, ...] = field(default=())


class TtsEngine(Protocol):
    """Text to speech."""

    async def voices(self) -> tuple[Voice, ...]:
        """The voices that can be asked for right now; the first one is the default."""
        ...

    def synthesize(self, text: str, *, voice: str | None = None, speed: float = 1.0) -> AsyncIterator[Int16]:
        """Speaks `text`, yielding `(n,) int16` mono chunks at the voice's own rate as they are made.

        Closing the iterator early stops the work. The rate is `Voice.sample_rate_hz` of the voice asked for.

        Args:
            voice: A voice id, or None for the default voice.
            speed: 0.5 (half) to 2.0 (double).

        Raises:
            UnknownVoice, Busy, EngineUnavailable.
        """
        ...

    async def close(self) -> None: ...
