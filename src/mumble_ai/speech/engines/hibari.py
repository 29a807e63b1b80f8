"""Hibari (Apache-2.0, code and weights): a small English voice that travels in its package and needs no espeak."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any, Final, cast

import numpy as np

from mumble_ai.audio.pcm import Int16, to_int16
from mumble_ai.speech.contract import EngineUnavailable, UnknownVoice, Voice
from mumble_ai.speech.queue import ModelQueue
from mumble_ai.speech.sentences import digits_apart, short_pieces
from mumble_ai.speech.status import EngineStatus

SEED: Final = 7
"""The breath in the voice is drawn from this seed, so the same words always sound the same."""


class HibariTts:
    """A `TtsEngine` over the voices present on this machine; make it with `open`."""

    def __init__(self, models: dict[str, Any], voices: tuple[Voice, ...], queue: ModelQueue) -> None:
        self._models = models
        self._voices = voices
        self._queue = queue

    @classmethod
    async def open(cls, *, threads: int = 2, capacity: int = 8) -> HibariTts:
        """Loads every voice that is already on this machine; nothing is downloaded.

        Raises:
            EngineUnavailable: The package is broken.
        """
        queue = ModelQueue("hibari", capacity=capacity, seconds_a_unit=0.002)
        try:
            models, voices = await queue.run(0, _load, threads)
        except EngineUnavailable:
            await queue.close()
            raise
        return cls(models, voices, queue)

    def status(self) -> EngineStatus:
        return self._queue.status()

    async def voices(self) -> tuple[Voice, ...]:
        return self._voices

    async def synthesize(self, text: str, *, voice: str | None = None, speed: float = 1.0) -> AsyncIterator[Int16]:
        """See `TtsEngine.synthesize`; one chunk a sentence."""
        name = self._voices[0].id if voice is None else voice
        if name not in self._models:
            raise UnknownVoice(f"no voice {name!r}; there are: {', '.join(self._models)}")
        model = self._models[name]
        async with self._queue.admit(len(text)) as ticket:
            for sentence in [p for s in model.split_sentences(digits_apart(text)) for p in short_pieces(s)]:
                pieces: Iterator[Any] = model.stream(sentence, speed, SEED)
                units = len(sentence)
                while (piece := await ticket.run(units, next, pieces, None)) is not None:
                    units = 0
                    yield to_int16(np.asarray(piece, np.float32))

    async def close(self) -> None:
        await self._queue.close()


def _load(threads: int) -> tuple[dict[str, Any], tuple[Voice, ...]]:
    from hibari import SAMPLE_RATE, Hibari
    from hibari.voices import (
        DEFAULT,
        VOICES,
        voice_path,  # pyright: ignore[reportUnknownVariableType]
    )

    models: dict[str, Any] = {}
    voices: list[Voice] = []
    for name in sorted(VOICES, key=lambda n: n != DEFAULT):
        try:
            path = str(cast("Any", voice_path)(name, download_missing=False))
        except FileNotFoundError:
            continue
        facts = VOICES[name]
        models[name] = Hibari(voice=name, model=path, threads=threads)
        models[name].phonemize("Ready.")
        description = f"{facts['accent']} English"
        voices.append(Voice(name, "hibari", facts["language"], description, facts["gender"], "", SAMPLE_RATE))
    return models, tuple(voices)
