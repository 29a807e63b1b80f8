from __future__ import annotations

import asyncio
import threading

import pytest

from mumble_ai.speech.contract import Busy, EngineUnavailable
from mumble_ai.speech.queue import ModelQueue
from mumble_ai.speech.status import EngineState


async def test_jobs_of_two_requests_take_turns() -> None:
    queue = ModelQueue("model")
    order: list[str] = []

    async def request(name: str) -> None:
        async with queue.admit(3) as ticket:
            for _ in range(3):
                await ticket.run(1, order.append, name)

    await asyncio.gather(request("a"), request("b"))
    assert order == ["a", "b"] * 3
    await queue.close()


async def test_a_full_queue_refuses_with_the_time_its_work_takes() -> None:
    queue = ModelQueue("model", capacity=1, seconds_a_unit=0.5)
    async with queue.admit(20):
        assert queue.status().state is EngineState.BUSY
        with pytest.raises(Busy) as refused:
            async with queue.admit(1):
                raise AssertionError("admitted")
        assert refused.value.retry_after_s == pytest.approx(10)
    assert queue.status().state is EngineState.READY
    await queue.close()


async def test_a_cancelled_request_leaves_its_place_and_its_waiting_jobs_never_run() -> None:
    queue = ModelQueue("model", capacity=2)
    hold, ran = threading.Event(), []

    async def request(job) -> None:
        async with queue.admit(1) as ticket:
            await ticket.run(1, job)

    first = asyncio.create_task(request(hold.wait))
    second = asyncio.create_task(request(lambda: ran.append("second")))
    await asyncio.sleep(0)
    assert queue.status().waiting == 2
    second.cancel()
    await asyncio.gather(second, return_exceptions=True)
    assert queue.status().waiting == 1
    hold.set()
    await first
    await queue.close()
    assert ran == []


async def test_a_failing_model_says_so_until_it_works_again() -> None:
    queue = ModelQueue("model")
    with pytest.raises(EngineUnavailable, match="out of memory"):
        await queue.run(1, lambda: (_ for _ in ()).throw(MemoryError("out of memory")))
    assert queue.status().state is EngineState.FAILING
    assert "out of memory" in queue.status().detail
    assert await queue.run(1, lambda: 5) == 5
    assert queue.status().state is EngineState.READY
    await queue.close()
    with pytest.raises(EngineUnavailable, match="closed"):
        await queue.run(1, lambda: 5)
