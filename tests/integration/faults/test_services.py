"""Speech to text, text to speech and the language model, each killed, frozen, slow or talking rubbish."""

from __future__ import annotations

import pytest

from tests.integration.faults.faults import House, asked, frozen, kill, quiet, slow
from tests.support.peer import Peer

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(120)]

SPEECH = pytest.mark.parametrize(("service", "check"), [("faster-whisper", "stt"), ("piper-tts", "tts")])


@SPEECH
async def test_a_speech_service_is_killed(house: House, ann: Peer, service: str, check: str) -> None:
    pid = await house.pid(service)
    kill(pid)
    await asked(ann)
    await quiet(ann)
    await house.health.until_healthy()
    assert await house.pid(service) != pid
    await asked(ann)


@SPEECH
async def test_a_speech_service_freezes(house: House, ann: Peer, service: str, check: str) -> None:
    with frozen(await house.pid(service)):
        await asked(ann)
        health = await house.health.until(lambda health: health["checks"][check]["degraded"])
        assert health["status"] == "degraded"
        assert "inside the bot" in health["checks"][check]["detail"]
    await house.health.until_healthy()
    await quiet(ann)
    await asked(ann)


@SPEECH
async def test_a_speech_service_is_slow(house: House, ann: Peer, service: str, check: str) -> None:
    async with slow(await house.pid(service)):
        await asked(ann)


async def test_the_language_model_is_killed(house: House, ann: Peer) -> None:
    house.llm.stop()
    await asked(ann)
    health = await house.health.until(lambda health: health["status"] == "degraded")
    assert "embedded" in health["checks"]["llm"]["detail"]
    await quiet(ann)
    await house.llm.start()
    await house.health.until_healthy()
    await asked(ann)


async def test_the_language_model_freezes(house: House, ann: Peer) -> None:
    with frozen(house.llm.pid):
        await asked(ann)
    await house.health.until_healthy()
    await quiet(ann)
    await asked(ann)


async def test_the_language_model_talks_rubbish(house: House, ann: Peer) -> None:
    house.llm.stop()
    await house.llm.start("html")
    try:
        await asked(ann)
        await quiet(ann)
    finally:
        house.llm.stop()
        await house.llm.start()
    await house.health.until_healthy()
    await asked(ann)
