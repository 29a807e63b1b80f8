"""Guarded engines: who does the work while a service is dead, frozen, slow or talks rubbish. In virtual time."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from typing import Any, cast

import numpy as np
import pytest

from mumble_ai.audio.pcm import SPEECH_RATE_HZ, Int16
from mumble_ai.resilience.breaker import BreakerPolicy, BreakerState, CircuitBreaker
from mumble_ai.speech.contract import EngineUnavailable, SttEngine, TtsEngine, UnknownVoice
from mumble_ai.speech.fallback import KEPT_S, Spare
from mumble_ai.speech.guarded_stt import GuardedStt, hush
from mumble_ai.speech.guarded_tts import GuardedTts
from mumble_ai.testkit.virtual_time import in_virtual_time
from tests.unit.faults.parts import FAULTS, Fault, FaultyStt, FaultyTts

SOUND = np.ones(SPEECH_RATE_HZ, np.float32)
OPEN_S = 0.4
"""How long the spare engine takes to load."""


def opener(engine: Any) -> Callable[[], Any]:
    async def load() -> Any:
        await asyncio.sleep(OPEN_S)
        return engine

    return load


@asynccontextmanager
async def hearing(
    *, threshold: int = 5, has_spare: bool = True
) -> AsyncGenerator[tuple[GuardedStt, FaultyStt, FaultyStt]]:
    service, inside = FaultyStt("service"), FaultyStt("inside", streams=False)
    spare = Spare[SttEngine]("inside", opener(inside)) if has_spare else None
    guarded = GuardedStt(service, CircuitBreaker("hearing", BreakerPolicy(threshold)), spare)
    await guarded.warm_up()
    yield guarded, service, inside
    await guarded.close()
    assert service.is_closed


@asynccontextmanager
async def speaking(*, has_spare: bool = True) -> AsyncGenerator[tuple[GuardedTts, FaultyTts, FaultyTts]]:
    service, inside = FaultyTts("service", level=1000, rate_hz=24_000), FaultyTts("inside", level=2000)
    spare = Spare[TtsEngine]("inside", opener(inside)) if has_spare else None
    guarded = GuardedTts(service, CircuitBreaker("speaking", BreakerPolicy()), spare)
    await guarded.voices()
    yield guarded, service, inside
    await guarded.close()


def now_s() -> float:
    return asyncio.get_running_loop().time()


async def utterance(stt: GuardedStt, seconds: float = 1.0) -> tuple[str, float]:
    """What was heard of an utterance that is streamed in real time, and how long after its end."""
    stream = stt.stream()
    for _ in range(round(seconds * 10)):
        await stream.feed(SOUND[: SPEECH_RATE_HZ // 10])
        await asyncio.sleep(0.1)
    end_s = now_s()
    return (await stream.finish()).text, now_s() - end_s


async def spoken(tts: GuardedTts, text: str = "Good evening.") -> tuple[int, int, float]:
    """Level and samples of a clause, and how long its first sound took."""
    voice = (await tts.voices())[0].id
    start_s, first_s, chunks = now_s(), 0.0, []
    async with aclosing(cast("AsyncGenerator[Any, None]", tts.synthesize(text, voice=voice))) as sound:
        async for chunk in sound:
            first_s = first_s or now_s() - start_s
            chunks.append(chunk)
    pcm = np.concatenate(chunks)
    return int(np.median(pcm)), pcm.size, first_s


@pytest.mark.parametrize("fault", FAULTS)
@in_virtual_time
async def test_the_spare_hears_while_the_service_is_ill_and_the_service_when_it_is_well(fault: Fault) -> None:
    async with hearing() as (stt, service, _):
        assert (await utterance(stt))[0] == "hello from service"
        service.fault = fault
        for _ in range(8):
            text, waited_s = await utterance(stt)
            assert text == "hello from inside"
            assert waited_s < 1.3
        service.fault = Fault.NONE
        await stt.probe()
        assert await utterance(stt) == ("hello from service", pytest.approx(0.1))


@in_virtual_time
async def test_a_single_late_answer_of_a_good_service_is_used() -> None:
    async with hearing() as (stt, service, inside):
        service.takes_s = 0.85
        text, waited_s = await utterance(stt)
        assert (text, waited_s) == ("hello from service", pytest.approx(0.85))
        assert inside.calls == 0, "the spare was still being opened"
        assert stt.guard.is_closed


@in_virtual_time
async def test_a_stream_that_breaks_in_the_middle_loses_no_word() -> None:
    async with hearing() as (stt, service, inside):
        service.breaks_after_feeds = 3
        text, waited_s = await utterance(stt, seconds=2.0)
        assert text == "hello from inside"
        assert waited_s == pytest.approx(inside.takes_s), "the spare was opened while the person still spoke"


@in_virtual_time
async def test_a_frozen_service_is_left_alone_after_five_failures_and_tried_by_one() -> None:
    async with hearing() as (stt, service, _):
        service.fault = Fault.FROZEN
        for _ in range(5):
            await utterance(stt, 0.3)
        assert stt.guard.breaker.state(now_s()) is BreakerState.OPEN
        assert (await utterance(stt, 0.3))[1] == pytest.approx(0.1), "nobody waits for it any more"
        await asyncio.sleep(60)
        service.fault = Fault.NONE
        both = await asyncio.gather(utterance(stt, 0.3), utterance(stt, 0.3))
        assert sorted(text for text, _ in both) == ["hello from inside", "hello from service"]
        assert stt.guard.is_closed


@in_virtual_time
async def test_checks_find_an_ill_service_before_a_speaker_does() -> None:
    async with hearing() as (stt, service, _):
        assert not (await stt.check()).degraded
        service.fault = Fault.DEAD
        standing = await stt.check()
        assert standing.degraded
        assert "inside" in standing.detail
        assert "does not answer" in standing.detail
        service.fault = Fault.FROZEN
        await stt.probe()
        assert (await stt.check()).degraded
        service.fault = Fault.NONE
        await stt.probe()
        assert not (await stt.check()).degraded


@in_virtual_time
async def test_one_late_check_is_no_illness_two_are() -> None:
    async with hearing() as (stt, service, _):
        service.fault = Fault.FROZEN
        assert not (await stt.check()).degraded
        assert (await stt.check()).degraded


@in_virtual_time
async def test_a_service_that_says_it_is_well_but_is_not_stays_left_alone() -> None:
    async with hearing(threshold=1) as (stt, service, _):
        for fault in (Fault.RUBBISH, Fault.SLOW):
            service.fault = fault
            await utterance(stt)
            await stt.probe()
            assert not stt.guard.is_closed
            assert (await stt.check()).degraded


@pytest.mark.parametrize("fault", FAULTS)
@in_virtual_time
async def test_without_a_spare_the_failure_is_told_soon(fault: Fault) -> None:
    async with hearing(has_spare=False) as (stt, service, _):
        service.fault = fault
        start_s = now_s()
        with pytest.raises(EngineUnavailable):
            await stt.transcribe(SOUND)
        assert now_s() - start_s < 1.0
        if fault is Fault.DEAD:
            with pytest.raises(EngineUnavailable):
                await stt.check()


@in_virtual_time
async def test_a_spare_that_does_not_know_the_language_is_no_spare() -> None:
    async with hearing() as (stt, service, _):
        service.language = "de"
        await utterance(stt)
        service.fault = Fault.DEAD
        with pytest.raises(EngineUnavailable, match="'de'"):
            await utterance(stt)


@in_virtual_time
async def test_a_spare_that_cannot_be_opened_is_told_and_tried_again_later() -> None:
    tries = 0

    async def load() -> SttEngine:
        nonlocal tries
        tries += 1
        raise EngineUnavailable("no model")

    service = FaultyStt("service")
    stt = GuardedStt(service, CircuitBreaker("hearing", BreakerPolicy()), Spare("inside", load))
    service.fault = Fault.DEAD
    for _ in range(3):
        with pytest.raises(EngineUnavailable, match="no model"):
            await stt.transcribe(SOUND)
    assert tries == 1
    with pytest.raises(EngineUnavailable, match="no model"):
        await stt.check()
    await asyncio.sleep(20)
    with pytest.raises(EngineUnavailable):
        await stt.transcribe(SOUND)
    assert tries == 2
    await stt.close()


@in_virtual_time
async def test_a_spare_gives_its_memory_back_when_it_is_not_needed_for_long() -> None:
    async with hearing() as (stt, service, inside):
        service.fault = Fault.DEAD
        await utterance(stt)
        service.fault = Fault.NONE
        await stt.check()
        await stt.probe()
        await stt.check()
        assert not inside.is_closed
        await asyncio.sleep(KEPT_S + 1)
        await stt.check()
        assert inside.is_closed


@in_virtual_time
async def test_whoever_goes_away_leaves_nothing_running() -> None:
    async with hearing() as (stt, service, _):
        service.fault = Fault.FROZEN
        stream = stt.stream()
        await stream.feed(SOUND)
        await asyncio.sleep(0.1)
        await stream.abandon()
        await stream.abandon()
        waiting = asyncio.create_task(stt.transcribe(hush()))
        await asyncio.sleep(0.2)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        assert stt.guard.is_closed, "giving up says nothing about the service"


@pytest.mark.parametrize("fault", FAULTS)
@in_virtual_time
async def test_the_spare_speaks_while_the_service_is_ill_at_the_rate_of_the_voice(fault: Fault) -> None:
    async with speaking() as (tts, service, _):
        assert await spoken(tts) == (1000, 12_000, pytest.approx(0.1))
        service.fault = fault
        for _ in range(8):
            level, samples, first_s = await spoken(tts)
            assert abs(level - 2000) < 50
            assert samples == pytest.approx(12_000, abs=100), "another rate makes another voice"
            assert first_s < 1.3
        service.fault = Fault.NONE
        await tts.probe()
        assert (await spoken(tts))[0] == 1000


@in_virtual_time
async def test_a_clause_is_never_spoken_twice() -> None:
    async with speaking() as (tts, service, inside):
        service.breaks_after_chunks = 2
        for _ in range(5):
            chunks = aiter(tts.synthesize("Good evening."))
            assert [(await anext(chunks)).size for _ in range(2)] == [2400, 2400]
            with pytest.raises(EngineUnavailable, match="broke off"):
                await anext(chunks)
        assert inside.calls == 0
        assert not tts.guard.is_closed, "a voice that always breaks off is left alone"
        assert abs((await spoken(tts))[0] - 2000) < 50


@in_virtual_time
async def test_stopping_a_clause_stops_the_service_and_is_no_failure() -> None:
    async with speaking() as (tts, service, _):
        for _ in range(6):
            async with aclosing(cast("AsyncGenerator[Any, None]", tts.synthesize("Good evening."))) as sound:
                await anext(sound)
        assert service.cancelled == 6
        assert tts.guard.is_closed


@in_virtual_time
async def test_the_spares_voice_is_offered_while_the_service_has_never_answered() -> None:
    service, inside = FaultyTts("service", level=1000), FaultyTts("inside", level=2000)
    service.fault = Fault.DEAD
    tts = GuardedTts(service, CircuitBreaker("speaking", BreakerPolicy()), Spare("inside", opener(inside)))
    assert [voice.id for voice in await tts.voices()] == ["inside-voice"]
    service.fault = Fault.NONE
    assert (await spoken(tts))[0] == 1000, "the service speaks although the voice asked for is the spare's"
    assert [voice.id for voice in await tts.voices()] == ["service-voice"]
    await tts.close()


@in_virtual_time
async def test_a_spare_that_cannot_speak_the_language_stays_silent() -> None:
    service, inside = FaultyTts("service", level=1000, language="de-DE"), FaultyTts("inside", level=2000)
    tts = GuardedTts(service, CircuitBreaker("speaking", BreakerPolicy()), Spare("inside", opener(inside)))
    voice = (await tts.voices())[0].id
    service.fault = Fault.DEAD
    with pytest.raises(EngineUnavailable, match="no voice for de-DE"):
        async for _ in tts.synthesize("Guten Abend.", voice=voice):
            pass
    await tts.close()


@in_virtual_time
async def test_a_callers_mistake_is_no_failure_of_the_service() -> None:
    async with speaking() as (tts, service, inside):

        async def unknown(error: type[Exception] = EngineUnavailable) -> bool:
            raise UnknownVoice("no such voice")

        service.work = unknown  # type: ignore[method-assign]
        for _ in range(6):
            with pytest.raises(UnknownVoice):
                async for _ in tts.synthesize("Good evening."):
                    pass
        assert tts.guard.is_closed
        assert inside.calls == 0


@pytest.mark.parametrize("steps", range(10))
@in_virtual_time
async def test_a_voice_that_is_stopped_in_the_moment_it_begins_is_closed(steps: int) -> None:
    begin, left = asyncio.Event(), asyncio.Event()

    class Waiting(FaultyTts):
        async def synthesize(self, text: str, *, voice: str | None = None, speed: float = 1.0) -> AsyncIterator[Int16]:
            try:
                await begin.wait()
                yield np.ones(480, np.int16)
            finally:
                left.set()

    spare = Spare[TtsEngine]("inside", opener(FaultyTts("inside", level=2000)))
    guarded = GuardedTts(Waiting("service", level=1000), CircuitBreaker("speaking", BreakerPolicy()), spare)

    async def speak() -> None:
        async with aclosing(cast("AsyncGenerator[Int16, None]", guarded.synthesize("Hello."))) as chunks:
            async for _ in chunks:
                await asyncio.Event().wait()

    collected: list[object] = []
    sys.set_asyncgen_hooks(finalizer=collected.append)
    speaking = asyncio.create_task(speak())
    await asyncio.sleep(0.1)
    begin.set()
    for _ in range(steps):
        await asyncio.sleep(0)
    speaking.cancel()
    await asyncio.gather(speaking, return_exceptions=True)
    del speaking
    gc.collect()

    assert left.is_set()
    assert collected == []
    await guarded.close()
