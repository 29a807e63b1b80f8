"""A day of a talk in virtual time: everything that people do and that fails, and nothing of it left at the end."""

from __future__ import annotations

import asyncio
import gc
import logging
import threading
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from mumble_ai.conversation.turn import Outcome
from mumble_ai.testkit.virtual_time import VirtualTimeLoop
from tests.soak.day import CROWD, Day, Weather

HOURS = 24
SETTLED_AFTER_H = 2
"""By then caches and histories of bounded length are full."""
GROWTH_LIMIT_BYTES = 250_000
"""From the settled hour to the last one, in over 1,800 turns and texts: a leak of 140 bytes each is seen. The last
answer to each of the newest thousand visitors is kept, and they are not a thousand before the end of the day."""
LIVELY = (
    *(Outcome.ANSWERED, Outcome.INTERRUPTED, Outcome.CONTROLLED),
    *(Outcome.NOTHING_SAID, Outcome.FAILED, Outcome.LEFT),
)


@dataclass(frozen=True)
class Sample:
    """What the process holds in a quiet moment."""

    memory_bytes: int
    tasks: int
    timers: int
    threads: int
    listeners: int
    waiting_events: int
    open_turns: int

    def beside_memory(self) -> tuple[int, ...]:
        return (self.tasks, self.threads, self.listeners, self.waiting_events, self.open_turns)


def look(day: Day, loop: VirtualTimeLoop) -> Sample:
    gc.collect()
    return Sample(
        memory_bytes=tracemalloc.get_traced_memory()[0],
        tasks=len(asyncio.all_tasks()),
        timers=len(loop._scheduled),  # type: ignore[attr-defined] - there is no other way to count them
        threads=threading.active_count(),
        listeners=day.talk.listeners,
        waiting_events=day.door.waiting,
        open_turns=len(day.open_turns),
    )


class Complaints(logging.Handler):
    """Keeps the words of errors, and nothing else of what is logged."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(self.format(record))


@contextmanager
def complaints() -> Iterator[list[str]]:
    """What is logged as an error; pytest would keep every record with all that it refers to."""
    kept = Complaints()
    loggers = [logging.getLogger(name) for name in ("mumble_ai", "asyncio")]
    before = [(logger, logger.handlers, logger.propagate) for logger in loggers]
    for logger in loggers:
        logger.handlers, logger.propagate = [kept], False
    try:
        yield kept.said
    finally:
        for logger, handlers, propagate in before:
            logger.handlers, logger.propagate = handlers, propagate


async def live(loop: VirtualTimeLoop) -> tuple[Day, list[Sample]]:
    async with Day(seed=7) as day:
        samples: list[Sample] = []
        for hour in range(HOURS):
            await day.hour(hour)
            await day.question_of_a_newcomer()
            day.forget_what_was_noted()
            samples.append(look(day, loop))
        return day, samples


@pytest.mark.timeout(300)
def test_a_day_of_talk_leaves_nothing_behind() -> None:
    loop = VirtualTimeLoop()
    tracemalloc.start()
    try:
        with complaints() as said, asyncio.Runner(loop_factory=lambda: loop) as runner:
            day, samples = runner.run(live(loop))
    finally:
        tracemalloc.stop()

    assert said == []
    settled, last = samples[SETTLED_AFTER_H - 1], samples[-1]
    growth_bytes = last.memory_bytes - settled.memory_bytes
    assert growth_bytes < GROWTH_LIMIT_BYTES, [sample.memory_bytes for sample in samples]
    assert {sample.beside_memory() for sample in samples} == {settled.beside_memory()}, samples
    assert settled.listeners == settled.waiting_events == settled.open_turns == 0
    assert max(sample.timers for sample in samples[SETTLED_AFTER_H:]) < 100

    assert day.outcomes.total() > CROWD + 700
    assert None not in day.outcomes, "a turn was over without an outcome"
    lively = {
        Outcome.ANSWERED,
        Outcome.INTERRUPTED,
        Outcome.CONTROLLED,
        Outcome.NOTHING_SAID,
        Outcome.FAILED,
        Outcome.LEFT,
    }
    assert all(day.outcomes[outcome] >= 5 for outcome in lively), day.outcomes
    assert set(day.weather_seen) == set(Weather), "not everything has failed once"
    assert day.newcomers_answered == HOURS, "after some hour nobody was answered any more"
