"""A process and its settings while it runs: who is told, what a failure means, and when it may end."""

from __future__ import annotations

import pytest

from mumble_ai.settings import Settings
from mumble_ai.stack.saved.live import QUIET_WITHIN_S, LiveSettings, RestartNeeded

BEFORE, AFTER = Settings(tts_speed=1.0), Settings(tts_speed=1.5)
CHANGED = frozenset({"tts_speed"})


class Part:
    """Remembers what it was told; raises what it is given."""

    def __init__(self, error: Exception | None = None) -> None:
        self.told: list[tuple[float, frozenset[str]]] = []
        self.error = error

    async def take(self, settings: Settings, changed: frozenset[str]) -> None:
        self.told.append((settings.tts_speed, changed))
        if self.error is not None:
            raise self.error


async def test_every_part_is_told_in_order_and_the_settings_are_the_new_ones() -> None:
    live, parts = LiveSettings(BEFORE), [Part(), Part()]
    for part in parts:
        live.when_changed(part.take)
    assert await live.take(AFTER, CHANGED)
    assert [part.told for part in parts] == [[(1.5, CHANGED)]] * 2
    assert live.settings is AFTER


@pytest.mark.parametrize("error", [RestartNeeded("another engine"), ValueError("stumbled")])
async def test_what_one_part_can_not_take_needs_a_new_start_and_the_others_are_told_all_the_same(
    error: Exception,
) -> None:
    live, parts = LiveSettings(BEFORE), [Part(), Part(error), Part()]
    for part in parts:
        live.when_changed(part.take)
    assert not await live.take(AFTER, CHANGED)
    assert all(part.told == [(1.5, CHANGED)] for part in parts)
    assert live.settings is AFTER, "the next change is compared with these"


async def test_it_ends_only_when_every_part_is_quiet_however_long_that_takes() -> None:
    live = LiveSettings(BEFORE)
    answers = {"talk": [False, False, True], "jobs": [True]}
    asked: list[tuple[str, float]] = []

    def part(name: str) -> None:
        async def quiet(within_s: float) -> bool:
            asked.append((name, within_s))
            return answers[name].pop(0)

        live.end_only_when(quiet)

    part("talk")
    part("jobs")
    await live.quiet()
    assert asked == [("talk", QUIET_WITHIN_S)] * 3 + [("jobs", QUIET_WITHIN_S)]


async def test_a_process_without_parts_may_end_at_once() -> None:
    live = LiveSettings(BEFORE)
    assert await live.take(AFTER, CHANGED)
    await live.quiet()
