"""Four people who keep one assistant busy for as long as told."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

import numpy as np

from mumble_ai.audio.pcm import VOICE_RATE_HZ
from tests.support.guest import Guest, NotHeard
from tests.support.sound import spoken

BOT: Final = "AI-Bot"
NAMES: Final = ("Ann", "Ben", "Cleo", "Dan")
QUESTIONS: Final = (
    "Good evening. How are you today?",
    "Tell me about the garden.",
    "What is a good name for a cat?",
    "Do you like the morning or the evening?",
)
TEXT_DEADLINE_S: Final = 90.0
"""A text is answered beside what is spoken, by the same small model."""
VOICE_DEADLINE_S: Final = 60.0
"""Until the bot is heard after a question, others who asked before included."""


STORY: Final = "Tell me a long story about the sea."
STOP: Final = "No, wait. What is your name?"


def rehearse() -> None:
    """Makes every sound ahead: while a voice is made, this process hears nothing."""
    for text in (*QUESTIONS, STORY, STOP):
        spoken(text)


class Person:
    """One of them, with certificate, so that the assistant knows who comes back.

    Attributes:
        asked: What was done, by kind.
        unheard: What nobody answered in time.
    """

    def __init__(self, port: int, name: str, seed: int, folder: Path) -> None:
        self._port, self.name = port, name
        self._random = random.Random(seed)
        self._certificate = folder / f"{name}.pem"
        self.asked: Counter[str] = Counter()
        self.unheard: list[str] = []

    async def live(self, until_s: float) -> None:
        """Comes and goes until a moment on the loop's clock."""
        loop = asyncio.get_running_loop()
        while loop.time() < until_s:
            async with Guest(self._port, self.name, certificate=self._certificate) as guest:
                await guest.meet(BOT)
                stay_s = loop.time() + self._random.uniform(40, 120)
                while loop.time() < min(stay_s, until_s):
                    await asyncio.sleep(self._random.uniform(0.5, 6))
                    await self._random.choice(self._actions)(guest)
                if self._random.random() < 0.5:
                    self.asked["left"] += 1
                    await guest.say(spoken(self._random.choice(QUESTIONS)))

    @property
    def _actions(self) -> list[Callable[[Guest], Awaitable[None]]]:
        return [self._ask, self._ask, self._ask, self._interrupt, self._whisper, self._write, self._be_noisy]

    async def _ask(self, guest: Guest) -> None:
        self.asked["voice"] += 1
        end_s = await guest.say(spoken(self._random.choice(QUESTIONS)), end=self._random.random() < 0.7)
        await self._answered(guest, "voice", end_s)
        with suppress(NotHeard):
            await guest.hear(BOT, after_s=end_s, within_s=0.1)

    async def _interrupt(self, guest: Guest) -> None:
        self.asked["voice"] += 2
        end_s = await guest.say(spoken(STORY))
        await self._answered(guest, "voice", end_s)
        end_s = await guest.say(spoken(STOP))
        await self._answered(guest, "interruption", end_s)

    async def _whisper(self, guest: Guest) -> None:
        self.asked["voice"] += 1
        end_s = await guest.say(spoken(self._random.choice(QUESTIONS)), whisper_to=BOT)
        await self._answered(guest, "whisper", end_s)

    async def _write(self, guest: Guest) -> None:
        self.asked["text"] += 1
        before = len(guest.texts)
        await guest.text("How are you today?", to=BOT)
        try:
            await guest.next_text(BOT, after=before, within_s=TEXT_DEADLINE_S)
        except NotHeard as problem:
            self.unheard.append(f"{self.name}, text: {problem}")

    async def _be_noisy(self, guest: Guest) -> None:
        self.asked["noise"] += 1
        hiss = np.random.default_rng(self.asked["noise"]).normal(0, 150, 2 * VOICE_RATE_HZ)
        await guest.say(hiss.astype(np.int16))

    async def _answered(self, guest: Guest, kind: str, end_s: float) -> None:
        """Waits until the bot speaks, or says in writing why it does not."""
        before = len(guest.texts)

        def heard() -> bool | None:
            texted = any(sender == BOT for sender, _, _ in guest.texts[before:])
            return texted or bool(guest.heard_between(BOT, end_s, float("inf"))) or None

        try:
            await guest.until(heard, VOICE_DEADLINE_S)
        except NotHeard as problem:
            self.unheard.append(f"{self.name}, {kind}: {problem}")
