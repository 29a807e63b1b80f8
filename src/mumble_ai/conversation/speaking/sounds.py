"""Phrases whose sound is made ahead, to be played at once or when the voice itself has failed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Hashable, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

import numpy as np

from mumble_ai.audio.pcm import Int16
from mumble_ai.conversation.phrases.phrasebook import Phrasebook, phrasebook
from mumble_ai.conversation.ports import Mouth

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Sound:
    """A phrase and its sound, `(n,) int16` mono at 48 000 Hz."""

    text: str
    pcm: Int16


class Sounds(Generic[Key]):
    """Phrases in the language of the voice, or in English where that language has no phrasebook.

    Args:
        phrases: Picks the phrases of a language.
    """

    def __init__(self, mouth: Mouth, phrases: Callable[[Phrasebook], Mapping[Key, str]]) -> None:
        self._mouth = mouth
        self._phrases = phrases
        self._made: dict[Key, Sound] = {}
        self._stale: set[Key] = set()

    def get(self, key: Key) -> Sound | None:
        """One phrase, or None while its sound is not made."""
        return self._made.get(key)

    def renew(self) -> None:
        """Has the next `prepare` make all of them again, for another voice; until then those of before serve."""
        self._stale.update(self._made)

    async def prepare(self, *, retry_s: float = 10.0, deadline_s: float = 30.0) -> None:
        """Makes the sounds, again and again until the voice works."""
        while True:
            try:
                async with asyncio.timeout(deadline_s):
                    await self._make()
                return
            except Exception:  # the voice is down; the health check says so, and what is said is text until it is back
                await asyncio.sleep(retry_s)

    async def _make(self) -> None:
        phrases = self._phrases(phrasebook(await self._mouth.language()))
        for key, text in phrases.items():
            if key not in self._made or key in self._stale:
                self._made[key] = Sound(text, await self._speak(text))
                self._stale.discard(key)
        # Another language may have fewer of them.
        for key in self._stale:
            del self._made[key]
        self._stale.clear()

    async def _speak(self, text: str) -> Int16:
        async with aclosing(cast("AsyncGenerator[Int16, None]", self._mouth.speak(text))) as chunks:
            pcm = np.concatenate([np.zeros(0, np.int16), *[chunk async for chunk in chunks]])
        if not pcm.size:
            raise ValueError("the voice made no sound")
        return pcm
