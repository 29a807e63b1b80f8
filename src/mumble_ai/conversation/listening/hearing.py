"""Recognises one utterance, while it is spoken where the engine can."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Final

import numpy as np

from mumble_ai.audio.pcm import SPEECH_RATE_HZ, Float32
from mumble_ai.conversation.turn import Part, Trouble
from mumble_ai.speech.contract import SpeechError, SttEngine, Transcript

CANCEL_DEADLINE_S: Final = 1.0


class Hearing:
    """One utterance on its way to text. Feed it, `finish` or `abandon` it, await `transcript`.

    An engine that streams works while the speaker speaks; what it can't keep up with waits here, bounded by the longest
    utterance. If its stream breaks, the whole utterance is recognised at the end instead.
    """

    def __init__(self, engine: SttEngine, *, language: str | None, deadline_s: float, slice_s: float = 0.096) -> None:
        self._engine = engine
        self._language = language
        self._deadline_s = deadline_s
        self._slice_samples = round(slice_s * SPEECH_RATE_HZ)
        self.partial = ""
        """The text so far, where the engine gives one while it listens; it may still change."""
        self._audio: list[Float32] = []
        self._fed = 0
        self._waiting_samples = 0
        self._is_finished = False
        self._more = asyncio.Event()
        self._answered = asyncio.Event()
        self._alarm: asyncio.TimerHandle | None = None
        self._task = asyncio.create_task(self._recognise(), name="hearing")
        self._task.add_done_callback(_note_failure)

    @property
    def has_partials(self) -> bool:
        """Whether there is text before the utterance is complete."""
        return self._engine.info.streams

    @property
    def audio(self) -> Float32:
        """Everything heard so far, `(n,) float32` mono at 16 000 Hz."""
        return np.concatenate(self._audio) if self._audio else np.zeros(0, np.float32)

    async def next_partial(self, deadline_s: float) -> str:
        """The text so far, once it changes, or after the deadline."""
        before = self.partial
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(deadline_s):
                while self.partial == before:
                    self._answered.clear()
                    await self._answered.wait()
        return self.partial

    def feed(self, audio: Float32) -> None:
        """Takes the next `(n,) float32` mono samples at 16 000 Hz."""
        self._audio.append(audio)
        self._waiting_samples += audio.size
        if self._waiting_samples >= self._slice_samples:
            self._more.set()

    def finish(self) -> None:
        """The utterance is complete; its text must be there within the deadline."""
        if self._is_finished:
            return
        self._is_finished = True
        self._more.set()
        self._alarm = asyncio.get_running_loop().call_later(self._deadline_s, self._task.cancel)

    async def transcript(self) -> Transcript:
        """Waits for the text.

        Raises:
            Trouble: The engine failed or took too long.
        """
        await asyncio.wait((self._task,))
        if self._task.cancelled():
            raise Trouble(Part.STT, f"no text after {self._deadline_s:g} s")
        error = self._task.exception()
        if error is not None:
            raise Trouble(Part.STT, str(error) or type(error).__name__) from error
        return self._task.result()

    async def abandon(self) -> None:
        """Stops the work."""
        self._task.cancel()
        await asyncio.wait((self._task,), timeout=CANCEL_DEADLINE_S)

    async def _recognise(self) -> Transcript:
        try:
            if self._engine.info.streams:
                with contextlib.suppress(SpeechError):
                    return await self._stream()
            while not self._is_finished:
                await self._next()
            return await self._engine.transcribe(np.concatenate(self._audio), language=self._language)
        finally:
            if self._alarm is not None:
                self._alarm.cancel()

    async def _stream(self) -> Transcript:
        stream = self._engine.stream(language=self._language)
        try:
            while not self._is_finished:
                await self._next()
                if (audio := self._take()) is not None:
                    self.partial = await stream.feed(audio)
                    self._answered.set()
            if (audio := self._take()) is not None:
                await stream.feed(audio)
            return await stream.finish()
        finally:
            await stream.abandon()

    async def _next(self) -> None:
        await self._more.wait()
        self._more.clear()

    def _take(self) -> Float32 | None:
        new = self._audio[self._fed :]
        self._fed = len(self._audio)
        self._waiting_samples = 0
        return np.concatenate(new) if new else None


def _note_failure(task: asyncio.Task[Transcript]) -> None:
    """Nobody may ask for the text of an utterance any more when its recognition fails."""
    if not task.cancelled():
        task.exception()
