"""Keeps the parts of the bot ready: warms them up, watches them, tries again those that failed, and counts it all."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Final

import structlog
from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from mumble_ai.llm.chain import LlmChain
from mumble_ai.resilience.breaker import BreakerState, CircuitBreaker
from mumble_ai.services.freeing import give_back
from mumble_ai.services.health import Health
from mumble_ai.speech.contract import SttEngine, TtsEngine
from mumble_ai.speech.guarded_stt import GuardedStt, hush
from mumble_ai.speech.guarded_tts import GuardedTts

WORK_DEADLINE_S: Final = 30.0
"""For warming up, and for one probe."""
PROBE_EVERY_S: Final = 5.0
"""How often a part that is left alone is tried; a setting that checks more often makes this more often too."""
TIDY_EVERY_S: Final = 30.0

log = structlog.get_logger(__name__)


async def warm_up(stt: SttEngine, mind: Callable[[], Awaitable[object]]) -> None:
    """Makes every engine do its work once, so that the first question is not answered by cold ones."""
    hearing = stt.warm_up() if isinstance(stt, GuardedStt) else stt.transcribe(hush())
    await asyncio.gather(_try("speech to text", hearing), _try("language model", mind()))
    give_back()
    gc.freeze()  # what is loaded now stays; looking at it again and again would stall the voice


async def tidy(quiet: Callable[[float], Awaitable[bool]]) -> None:
    """Frees what nothing but itself refers to, such as requests that were cancelled, while nobody speaks; for ever.

    The interpreter does so by itself, but rarely looks at what has survived for a while: sound and connections of
    minutes, 20 MB of them, would wait for it.

    Args:
        quiet: Waits for a quiet moment of so many seconds at most.
    """
    while True:
        await asyncio.sleep(TIDY_EVERY_S)
        await quiet(TIDY_EVERY_S)
        gc.collect()


async def watch(health: Health, every_s: float) -> None:
    """Checks everything again and again, so that a part that comes or goes is known before a question; for ever."""
    before: dict[str, tuple[bool, bool]] = {}
    while True:
        report = await health.report()
        for name, result in report.checks.items():
            now = (result.ok, result.degraded)
            if before.get(name) != now:
                before[name] = now
                tell = log.info if now == (True, False) else log.warning
                tell("health", check=name, ok=result.ok, degraded=result.degraded, detail=result.detail)
        await asyncio.sleep(every_s)


async def revive(probes: Iterable[Callable[[], Awaitable[None]]], every_s: float) -> None:
    """Tries the parts that are left alone again and again, each on its own; for ever."""

    async def again_and_again(probe: Callable[[], Awaitable[None]]) -> None:
        while True:
            await asyncio.sleep(min(every_s, PROBE_EVERY_S))
            await _try("probe", probe())

    async with asyncio.TaskGroup() as tasks:
        for probe in probes:
            tasks.create_task(again_and_again(probe), name="probe")


def probes_of(stt: SttEngine, tts: TtsEngine, chain: LlmChain) -> list[Callable[[], Awaitable[None]]]:
    """What tries the parts that can be left alone."""
    return [*(engine.probe for engine in (stt, tts) if isinstance(engine, GuardedStt | GuardedTts)), chain.probe]


def show_breakers(registry: CollectorRegistry, stt: SttEngine, tts: TtsEngine, chain: LlmChain) -> None:
    """Shows each breaker and each spare in the metrics, as they are when somebody looks."""
    guards = {"stt": stt, "tts": tts}
    guarded = {part: e.guard for part, e in guards.items() if isinstance(e, GuardedStt | GuardedTts)}
    breakers = {part: guard.breaker for part, guard in guarded.items()}
    registry.register(_Breakers(breakers, chain))
    spares = {part: guard.spare for part, guard in guarded.items() if guard.spare is not None}
    registry.register(_SpareAnswers({part: (lambda spare=spare: spare.answers) for part, spare in spares.items()}))


class _Breakers(Collector):
    """The state of each breaker; the models of a chain may be others each time."""

    def __init__(self, breakers: Mapping[str, CircuitBreaker], chain: LlmChain) -> None:
        self._breakers = breakers
        self._chain = chain

    def describe(self) -> Iterable[GaugeMetricFamily]:
        return [self._family()]

    def collect(self) -> Iterable[GaugeMetricFamily]:
        family = self._family()
        models = {f"llm {place} {b.name}": b for place, b in enumerate(self._chain.breakers, start=1)}
        for part, breaker in {**self._breakers, **models}.items():
            for state in BreakerState:
                family.add_metric((part, state.value), float(_state(breaker) is state))
        yield family

    def _family(self) -> GaugeMetricFamily:
        text = "1 for the state each circuit breaker is in"
        return GaugeMetricFamily("mumble_ai_breaker", text, labels=("part", "state"))


class _SpareAnswers(Collector):
    """How often each spare did the work."""

    def __init__(self, answers: Mapping[str, Callable[[], int]]) -> None:
        self._answers = answers

    def collect(self) -> Iterable[CounterMetricFamily]:
        family = CounterMetricFamily("mumble_ai_spare_answers", "Work done by a spare engine", labels=("part",))
        for part, count in self._answers.items():
            family.add_metric((part,), count())
        yield family


def _state(breaker: CircuitBreaker) -> BreakerState:
    return breaker.state(asyncio.get_running_loop().time())


async def _try(what: str, work: Awaitable[object]) -> None:
    try:
        async with asyncio.timeout(WORK_DEADLINE_S):
            await work
    except Exception as error:  # cold is slower, not broken; the health check tells what is broken
        log.info("did not work", part=what, reason=str(error) or type(error).__name__)
