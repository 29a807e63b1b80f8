"""Searching events by words, meaning and time."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, TypeAlias
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import structlog

from mumble_ai.calendar.event import Event, Occurrence
from mumble_ai.calendar.expansion import next_occurrence, occurrences
from mumble_ai.calendar.searching import ENOUGH, likeness, wording, words_of
from mumble_ai.resilience.standing import Standing

Meaning: TypeAlias = Callable[[Sequence[str]], Awaitable[npt.NDArray[np.float32]]]
"""Texts to vectors: (n, d) float32, each of length one."""
CLOSE: Final = 0.5
"""Cosine from which two texts mean the same here."""
MEANING_TIMEOUT_S: Final = 2.0
MAX_KEPT_VECTORS: Final = 4096
MAX_MEANT: Final = 300
"""Events compared by meaning: the nearest in time."""
_LOOK_BACK: Final = timedelta(days=731)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Found:
    """An event that may be meant.

    Attributes:
        occurrence: The time of it that is meant.
        score: 0 to 1; equal scores are equally likely meant.
        why: `words`, `meaning` or `time`.
    """

    occurrence: Occurrence
    score: float
    why: str


class Search:
    """Finds events; keeps the vectors of titles it has seen."""

    def __init__(self, meaning: Meaning | None) -> None:
        self._meaning = meaning
        self._vectors: OrderedDict[str, npt.NDArray[np.float32]] = OrderedDict()
        self._trouble = ""

    async def find(
        self,
        events: Sequence[Event],
        words: str,
        zone: ZoneInfo,
        *,
        start: datetime | None,
        end: datetime | None,
        now: datetime,
    ) -> list[Found]:
        """Those that are meant, best first, the nearer time first among equals."""
        asked = words_of(words)
        found = await asyncio.to_thread(_by_words, events, asked, zone, start, end, now)
        if not found and asked and self._meaning is not None:
            placed = await asyncio.to_thread(_placed, events, zone, start, end, now)
            found = await self._by_meaning(placed, words)
        return sorted(found, key=lambda f: (-round(f.score, 2), *_nearness(f.occurrence, now)))

    def standing(self) -> Standing:
        """For health."""
        if self._trouble:
            return Standing(f"searches events by words only: {self._trouble}", degraded=True)
        return Standing("searches events by words and meaning" if self._meaning else "searches events by words")

    async def _by_meaning(self, placed: list[Occurrence], words: str) -> list[Found]:
        nearest = placed[:MAX_MEANT]
        texts = [f"{occurrence.title}. {occurrence.description[:200]}".strip() for occurrence in nearest]
        try:
            async with asyncio.timeout(MEANING_TIMEOUT_S):
                vectors = await self._embed([words, *texts])
        except Exception as error:
            self._trouble = str(error) or type(error).__name__
            log.warning("events are searched by words only", reason=self._trouble)
            return []
        self._trouble = ""
        scores = vectors[1:] @ vectors[0]
        return [
            Found(occurrence, float(score), "meaning")
            for occurrence, score in zip(nearest, scores, strict=True)
            if score >= CLOSE
        ]

    async def _embed(self, texts: list[str]) -> npt.NDArray[np.float32]:
        assert self._meaning is not None
        new = list(dict.fromkeys(text for text in texts if text not in self._vectors))
        if new:
            self._vectors.update(zip(new, await self._meaning(new), strict=True))
        vectors = np.stack([self._vectors[text] for text in texts])
        while len(self._vectors) > MAX_KEPT_VECTORS:
            self._vectors.popitem(last=False)
        return vectors


def _by_words(
    events: Sequence[Event],
    asked: Sequence[str],
    zone: ZoneInfo,
    start: datetime | None,
    end: datetime | None,
    now: datetime,
) -> list[Found]:
    scored = [(event, likeness(asked, wording(event))) for event in events]
    meant = {event.id: score for event, score in scored if score >= ENOUGH}
    wanted = [event for event, _ in scored if event.id in meant]
    why = "words" if asked else "time"
    return [Found(o, meant[o.event.id], why) for o in _placed(wanted, zone, start, end, now)]


def _placed(
    events: Sequence[Event], zone: ZoneInfo, start: datetime | None, end: datetime | None, now: datetime
) -> list[Occurrence]:
    """Each event at the time that is meant, nearest first."""
    if start is not None and end is not None:
        every = [occurrences(event, start, end, zone) for event in events]
        placed = [occurrence for some in every for occurrence in some]
    else:
        after = start or now
        placed = [o for event in events if (o := _coming(event, after, zone))]
        if not placed and start is None:
            placed = [o for event in events if (o := _last(event, now, zone))]
    return sorted(placed, key=lambda occurrence: _nearness(occurrence, now))


def _coming(event: Event, after: datetime, zone: ZoneInfo) -> Occurrence | None:
    """The next time, or the one under way."""
    under_way = occurrences(event, after, after + timedelta(seconds=1), zone)
    return under_way[0] if under_way else next_occurrence(event, after, zone)


def _last(event: Event, now: datetime, zone: ZoneInfo) -> Occurrence | None:
    past = occurrences(event, now - _LOOK_BACK, now, zone)
    return past[-1] if past else None


def _nearness(occurrence: Occurrence, now: datetime) -> tuple[bool, float]:
    """What is to come before what is over, the nearer first."""
    start = occurrence.start.astimezone(UTC)
    return occurrence.end.astimezone(UTC) <= now, abs((start - now).total_seconds())
