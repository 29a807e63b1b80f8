"""A few words while the answer takes long, made ahead and never part of the history."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from statistics import median
from typing import Final

from mumble_ai.conversation.phrases.phrasebook import Phrasebook
from mumble_ai.conversation.ports import Mouth
from mumble_ai.conversation.speaking.sounds import Sound, Sounds


@dataclass(frozen=True, slots=True)
class FillerPolicy:
    """When words fill a wait, in seconds from the end of speech.

    Attributes:
        wait_s: A wait up to this long is never filled, unless it is sure to become long.
        long_s: A wait that is expected to be at least this long is filled early. A shorter guess may be a little wrong,
            and then the words would hold the answer back.
        early_s: That early: sooner, the words would cut the speaker short.
    """

    wait_s: float = 1.2
    long_s: float = 2.4
    early_s: float = 0.7


DEFAULT: Final = FillerPolicy()


def filler_due_after_s(expected_s: float | None, policy: FillerPolicy = DEFAULT) -> float:
    """How long after the end of speech a wait is filled, if nothing is audible by then.

    Args:
        expected_s: How long the whole wait will probably be; None when nothing is known.
    """
    return policy.early_s if expected_s is not None and expected_s >= policy.long_s else policy.wait_s


class RecentWaits:
    """How long people waited lately, from the end of speech to the first sound of the answer."""

    def __init__(self, *, remembered: int = 6) -> None:
        self._waits_s: deque[float] = deque(maxlen=remembered)

    def add(self, wait_s: float) -> None:
        self._waits_s.append(wait_s)

    @property
    def expected_s(self) -> float | None:
        """The usual wait; None before the first."""
        return median(self._waits_s) if self._waits_s else None


class Fillers:
    """The words as sound, once `prepare` has succeeded."""

    def __init__(self, mouth: Mouth) -> None:
        self._sounds: Sounds[int] = Sounds(mouth, _fillers)
        self._next = 0

    def next(self) -> Sound | None:
        """Other words than last time, in the language of the voice, or None while there are none."""
        sound = self._sounds.get(self._next)
        if sound is None and self._next:  # the last was the last of them
            self._next, sound = 0, self._sounds.get(0)
        if sound is not None:
            self._next += 1
        return sound

    def renew(self) -> None:
        """See `Sounds.renew`."""
        self._sounds.renew()

    async def prepare(self, *, retry_s: float = 10.0, deadline_s: float = 30.0) -> None:
        """Makes the sounds, again and again until the voice works."""
        await self._sounds.prepare(retry_s=retry_s, deadline_s=deadline_s)


def _fillers(book: Phrasebook) -> dict[int, str]:
    return dict(enumerate(book.fillers))
