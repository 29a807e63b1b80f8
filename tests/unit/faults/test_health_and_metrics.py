"""What the bot says of itself while parts fail: `/health`, `/metrics`, and the row of `status`."""

from __future__ import annotations

import asyncio

import httpx
import pytest
from fastapi import FastAPI
from prometheus_client import CollectorRegistry, generate_latest

from mumble_ai.llm.chain import LlmChain
from mumble_ai.llm.contract import Sampling
from mumble_ai.llm.rung import Deadlines
from mumble_ai.resilience.breaker import BreakerPolicy, CircuitBreaker
from mumble_ai.resilience.standing import Standing
from mumble_ai.services.bot.health import check_engine
from mumble_ai.services.bot.upkeep import probes_of, revive, show_breakers
from mumble_ai.services.health import Check, Health
from mumble_ai.settings import Settings
from mumble_ai.speech.contract import EngineUnavailable, SttEngine
from mumble_ai.speech.fallback import Spare
from mumble_ai.speech.guarded_stt import GuardedStt, hush
from mumble_ai.speech.guarded_tts import GuardedTts
from mumble_ai.stack.health import probe
from mumble_ai.stack.registry import services
from mumble_ai.testkit.virtual_time import in_virtual_time
from mumble_ai.web.serve import serve
from tests.unit.faults.parts import Fault, FaultyModel, FaultyStt, FaultyTts


async def well() -> str:
    return "well"


async def helped() -> Standing:
    return Standing("a spare does the work", degraded=True)


async def ill() -> str:
    raise EngineUnavailable("gone")


async def late() -> str:
    await asyncio.sleep(3000)
    return "too late"


@pytest.mark.parametrize(
    ("checks", "status", "code"),
    [
        ((well, well), "healthy", 200),
        ((well, helped), "degraded", 200),
        ((helped, ill), "unhealthy", 503),
        ((well, late), "unhealthy", 503),
    ],
)
@in_virtual_time
async def test_the_whole_is_as_good_as_its_worst_part(checks: tuple[Check, Check], status: str, code: int) -> None:
    health = Health(("a", "b"))
    health.provide({"a": checks[0], "b": checks[1]})
    app = FastAPI()
    app.include_router(health.router())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot") as http:
        answer = await http.get("/health")
    assert (answer.json()["status"], answer.status_code) == (status, code)


async def test_status_shows_what_a_spare_does() -> None:
    health = Health(("stt",))
    health.provide({"stt": helped})
    app = FastAPI()
    app.include_router(health.router())
    port: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    serving = asyncio.create_task(serve(app, "127.0.0.1", 0, api_key="", started=port.set_result))
    shown = await probe(services()["mumble-bot"], Settings(health_port=await port))
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)
    assert shown.healthy
    assert shown.answers
    assert shown.detail == "stt: a spare does the work"


@in_virtual_time
async def test_a_part_that_is_left_alone_is_seen_and_tried_until_it_is_well() -> None:
    service, inside = FaultyStt("service"), FaultyStt("inside", streams=False)

    async def open_spare() -> SttEngine:
        return inside

    spare = Spare("inside", open_spare)
    stt = GuardedStt(service, CircuitBreaker("speech to text", BreakerPolicy()), spare)
    tts = GuardedTts(FaultyTts("voice", level=1000), CircuitBreaker("text to speech", BreakerPolicy()), None)
    chain = LlmChain([FaultyModel("model")], Deadlines(), Sampling())
    registry = CollectorRegistry()
    show_breakers(registry, stt, tts, chain)
    reviving = asyncio.create_task(revive(probes_of(stt, tts, chain), every_s=30.0))

    def shows(line: str) -> bool:
        return line in generate_latest(registry).decode()

    assert shows('mumble_ai_breaker{part="stt",state="closed"} 1.0')
    assert shows('part="llm 1 model",state="closed"} 1.0')
    service.fault = Fault.DEAD
    found = await check_engine(stt)
    assert isinstance(found, Standing)
    assert found.degraded
    await stt.transcribe(hush())
    assert shows('mumble_ai_breaker{part="stt",state="open"} 1.0')
    assert shows('mumble_ai_spare_answers_total{part="stt"} 1.0')
    await asyncio.sleep(30)
    assert shows('mumble_ai_breaker{part="stt",state="open"} 1.0')
    service.fault = Fault.NONE
    await asyncio.sleep(6)
    assert shows('mumble_ai_breaker{part="stt",state="closed"} 1.0')
    reviving.cancel()
    await asyncio.gather(reviving, return_exceptions=True)
    for part in (stt, tts, chain):
        await part.close()
