"""What is said when a part fails. The sound is made ahead, since the voice itself may be what fails."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Final, cast

import numpy as np

from mumble_ai.audio.pcm import Int16
from mumble_ai.conversation.ports import Mouth
from mumble_ai.conversation.turn import Part

PHRASES: Final = {
    Part.STT: "Sorry, I could not make out what you said. Please try again.",
    Part.LLM: "Sorry, I cannot think of an answer right now. Please try again in a moment.",
    Part.TTS: "Sorry, my voice is failing me. Please try again in a moment.",
    Part.DOOR: "Sorry, the connection failed me. Please try again.",
}
BUSY: Final = "Sorry, too many people are waiting for an answer. Please ask again in a moment."


class Apologies:
    """The apologies as sound, once `prepare` has succeeded."""

    def __init__(self, mouth: Mouth) -> None:
        self._mouth = mouth
        self._sounds: dict[Part, Int16] = {}

    def sound(self, part: Part) -> Int16 | None:
        """`(n,) int16` mono at 48 000 Hz, or None while there is none."""
        return self._sounds.get(part)

    async def prepare(self, *, retry_s: float = 10.0, deadline_s: float = 30.0) -> None:
        """Makes the sounds, again and again until the voice works."""
        while len(self._sounds) < len(PHRASES):
            try:
                async with asyncio.timeout(deadline_s):
                    for part in PHRASES.keys() - self._sounds.keys():
                        self._sounds[part] = await self._speak(PHRASES[part])
            except Exception:  # the voice is down; the health check says so, and apologies are texts until it is back
                await asyncio.sleep(retry_s)

    async def _speak(self, phrase: str) -> Int16:
        chunks = self._mouth.speak(phrase)
        async with aclosing(cast("AsyncGenerator[Int16, None]", chunks)):
            sound = np.concatenate([chunk async for chunk in chunks])
        if not sound.size:
            raise ValueError("the voice made no sound")
        return sound
