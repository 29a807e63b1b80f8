"""One utterance being heard, for engines that recognise a stretch of speech at a time.

Speech is recognised while it is spoken: closed stretches once and for all, the open one again and again when the model
has nothing else to do, and at once when the speaker pauses. So `finish` mostly finds its result already made.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from mumble_ai.audio.pcm import SPEECH_RATE_HZ, Float32
from mumble_ai.speech.contract import EngineUnavailable, Segment, SpeechError, Transcript
from mumble_ai.speech.segmenter import Segmenter, SegmenterConfig, Stretch, chunks
from mumble_ai.speech.vad import CHUNK_S, CHUNK_SAMPLES, VadModel

PAUSE_S: Final = 0.16
"""Silence after which the open stretch is recognised at once, since the speaker may be done."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A recognised stretch, times from the start of the stretch."""

    segments: tuple[Segment, ...]
    language: str
    language_probability: float


Recognise = Callable[[Float32], Awaitable[Heard]]


@dataclass(frozen=True, slots=True)
class PartialPolicy:
    """When the open stretch is worth recognising again.

    Attributes:
        every_s: New sound between two partial results while somebody talks.
        rest: The model rests this many times as long as the newest result took, so that the end of the utterance
            seldom finds it busy with a result nobody needs any more.
    """

    every_s: float = 0.5
    rest: float = 3.0

    def due(
        self, stretch: Stretch, position: int, covered_speech: int, covered_position: int, took_s: float = 0.0
    ) -> bool:
        """Decides by audio time alone.

        Args:
            position: Chunks heard so far.
            covered_speech: Last chunk of speech in the newest result of this stretch.
            covered_position: Chunks heard when that result was asked for.
            took_s: How long the newest result took.
        """
        if stretch.last_speech <= covered_speech:
            return False
        paused = position - stretch.last_speech >= chunks(PAUSE_S)
        return paused or position - covered_position >= chunks(max(self.every_s, (1 + self.rest) * took_s))


class UtteranceStream:
    """An `SttStream` over a function that recognises one stretch.

    Args:
        recognise: Recognises a stretch and may have to wait for its turn.
        model_is_free: Whether a partial result would keep nobody waiting.
        partials: When to recognise the open stretch, or None to wait for pauses and ends.
        language: What is reported when nothing was said.
        max_utterance_s: Longer utterances are refused.
    """

    def __init__(
        self,
        recognise: Recognise,
        vad: VadModel,
        *,
        model_is_free: Callable[[], bool],
        config: SegmenterConfig,
        partials: PartialPolicy,
        language: str = "",
        max_utterance_s: float = 600.0,
    ) -> None:
        self._recognise = recognise
        self._vad = vad.session()
        self._segmenter = Segmenter(config)
        self._model_is_free = model_is_free
        self._partials = partials
        self._language = language
        self._max_samples = int(max_utterance_s * SPEECH_RATE_HZ)
        self._audio = np.empty(0, np.float32)
        self._audio_from = 0
        self._samples = 0
        self._scanned = 0
        self._peak = 0.0
        self._closed: list[tuple[Stretch, asyncio.Task[Heard]]] = []
        self._open: tuple[Stretch, asyncio.Task[Heard]] | None = None
        self._open_asked_at = 0
        self._text_open = ""
        self._took_s = 0.0
        self._over = False

    async def feed(self, audio: Float32) -> str:
        """See `SttStream.feed`; returns at once, recognition goes on behind."""
        if self._over:
            raise EngineUnavailable("this utterance is over; open another stream")
        if self._samples + len(audio) > self._max_samples:
            raise SpeechError(f"an utterance may last {self._max_samples // SPEECH_RATE_HZ} s; finish this one")
        self._samples += len(audio)
        self._audio = np.concatenate([self._audio, audio.astype(np.float32, copy=False)])
        self._scan()
        self._ask_for_partial()
        self._forget_old_audio()
        return self.partial

    @property
    def partial(self) -> str:
        """The text so far; it may still change."""
        done = [_text(task) for _, task in self._closed]
        if self._open is not None and self._open[1].done():
            self._text_open = _text(self._open[1])
        return " ".join(filter(None, [*done, self._text_open]))

    async def finish(self) -> Transcript:
        """See `SttStream.finish`."""
        if self._over:
            raise EngineUnavailable("this utterance is over; open another stream")
        self._over = True
        self._scan(last=True)
        stretch = self._segmenter.open_stretch()
        if stretch is not None:
            self._closed.append((stretch, self._task_for(stretch)))
        elif self._open is not None:
            self._open[1].cancel()
        self._open = None
        try:
            heard = [(s, await task) for s, task in self._closed]
        finally:
            await self.abandon()
        return self._transcript(heard)

    async def abandon(self) -> None:
        """See `SttStream.abandon`."""
        self._over = True
        tasks = [task for _, task in self._closed] + ([self._open[1]] if self._open else [])
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _scan(self, *, last: bool = False) -> None:
        while self._samples - self._scanned >= CHUNK_SAMPLES:
            begin = self._scanned - self._audio_from
            self._hear(self._audio[begin : begin + CHUNK_SAMPLES])
        if last and self._samples > self._scanned:
            rest = self._audio[self._scanned - self._audio_from :]
            self._hear(np.pad(rest, (0, CHUNK_SAMPLES - len(rest))))

    def _hear(self, chunk: Float32) -> None:
        probability = self._vad.probability(chunk)
        self._peak = max(self._peak, probability)
        self._scanned += CHUNK_SAMPLES
        closed = self._segmenter.feed(probability)
        if closed is not None:
            self._closed.append((closed, self._task_for(closed)))
            self._open, self._text_open = None, ""

    def _task_for(self, stretch: Stretch) -> asyncio.Task[Heard]:
        """The recognition of a stretch: the newest one when it covers all speech, else a new one."""
        if self._open is not None:
            covered, task = self._open
            failed = task.done() and (task.cancelled() or task.exception() is not None)
            if covered.start == stretch.start and covered.last_speech >= stretch.last_speech and not failed:
                return task
            task.cancel()
        return self._start(stretch)

    def _ask_for_partial(self) -> None:
        stretch = self._segmenter.open_stretch()
        if stretch is None or not self._model_is_free() or (self._open is not None and not self._open[1].done()):
            return
        same = self._open is not None and self._open[0].start == stretch.start
        covered = self._open[0].last_speech if self._open is not None and same else stretch.start
        asked_at = self._open_asked_at if same else stretch.start
        if self._partials.due(stretch, self._segmenter.position, covered, asked_at, self._took_s):
            self._text_open = self.partial_of_open() if same else ""
            self._open = (stretch, self._start(stretch))
            self._open_asked_at = self._segmenter.position

    def partial_of_open(self) -> str:
        """Text of the newest finished recognition of the open stretch."""
        if self._open is not None and self._open[1].done():
            return _text(self._open[1])
        return self._text_open

    def _start(self, stretch: Stretch) -> asyncio.Task[Heard]:
        begin = stretch.start * CHUNK_SAMPLES - self._audio_from
        end = stretch.end * CHUNK_SAMPLES - self._audio_from
        # A result nobody collects any more must not be reported as an exception that was never retrieved.
        task = asyncio.ensure_future(self._timed(self._audio[begin:end].copy()))
        task.add_done_callback(lambda t: None if t.cancelled() else t.exception())
        return task

    async def _timed(self, audio: Float32) -> Heard:
        loop = asyncio.get_running_loop()
        began_s = loop.time()
        heard = await self._recognise(audio)
        self._took_s = loop.time() - began_s
        return heard

    def _forget_old_audio(self) -> None:
        keep_from = min(self._segmenter.oldest_needed() * CHUNK_SAMPLES, self._scanned)
        if keep_from - self._audio_from >= SPEECH_RATE_HZ:
            self._audio = self._audio[keep_from - self._audio_from :].copy()
            self._audio_from = keep_from

    def _transcript(self, heard: list[tuple[Stretch, Heard]]) -> Transcript:
        segments = tuple(
            moved(segment, stretch.start * CHUNK_S, self._samples / SPEECH_RATE_HZ)
            for stretch, result in heard
            for segment in result.segments
        )
        spoken = [result for _, result in heard if result.segments]
        return Transcript(
            text=" ".join(s.text for s in segments),
            segments=segments,
            language=spoken[0].language if spoken else self._language,
            language_probability=spoken[0].language_probability if spoken else 0.0,
            duration_s=self._samples / SPEECH_RATE_HZ,
            no_speech_probability=1.0 - self._peak,
        )


def moved(segment: Segment, by_s: float, limit_s: float) -> Segment:
    """The segment on a clock that starts `by_s` earlier; no time goes beyond `limit_s`."""

    def at(time_s: float) -> float:
        return min(limit_s, max(0.0, time_s + by_s))

    words = tuple(replace(w, start_s=at(w.start_s), end_s=at(w.end_s)) for w in segment.words)
    return replace(segment, start_s=at(segment.start_s), end_s=at(segment.end_s), words=words)


def _text(task: asyncio.Task[Heard]) -> str:
    if not task.done() or task.cancelled() or task.exception() is not None:
        return ""
    return " ".join(s.text for s in task.result().segments)
