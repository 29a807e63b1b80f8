"""A mouth whose speed is measured while it speaks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import cast

from mumble_ai.audio.pcm import VOICE_RATE_HZ, Int16
from mumble_ai.conversation.ports import Mouth
from mumble_ai.conversation.speaking.speed_meter import SpeedMeter


class MeasuredMouth:
    """Speaks with another mouth and tells the meter how long it took; time in which nobody took the sound is free."""

    def __init__(self, mouth: Mouth, meter: SpeedMeter) -> None:
        self._mouth = mouth
        self._meter = meter

    @property
    def speed(self) -> float:
        """See `Mouth.speed`."""
        return self._mouth.speed

    @speed.setter
    def speed(self, speed: float) -> None:
        self._mouth.speed = speed

    async def language(self) -> str:
        """See `Mouth.language`."""
        return await self._mouth.language()

    async def speak(self, clause: str, *, voice: str = "") -> AsyncGenerator[Int16, None]:
        """See `Mouth.speak`."""
        time = asyncio.get_running_loop().time
        first_s: float | None = None
        worked_s = sound_s = 0.0
        async with aclosing(cast("AsyncGenerator[Int16, None]", self._mouth.speak(clause, voice=voice))) as chunks:
            asked_s = time()
            async for pcm in chunks:
                worked_s += time() - asked_s
                first_s = worked_s if first_s is None else first_s
                sound_s += pcm.size / VOICE_RATE_HZ
                yield pcm
                asked_s = time()
            worked_s += time() - asked_s
        if first_s is not None:
            self._meter.clause_made(len(clause), first_s=first_s, whole_s=worked_s, sound_s=sound_s)
