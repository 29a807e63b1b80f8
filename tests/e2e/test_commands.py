"""The commands around a running installation, with the models that need nothing else."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import time
from collections.abc import Iterator

import psutil
import pytest

from mumble_ai.stack.registry import services
from tests.e2e.conftest import BOT
from tests.support.peer import pymumble_peer
from tests.support.sound import spoken
from tests.support.stack import Stack

pytestmark = pytest.mark.timeout(240)


@pytest.fixture(scope="module")
def embedded() -> Iterator[Stack]:
    """An installation that uses nothing but what `up` itself brings."""
    with Stack() as stack:
        yield stack


def gone(pids: list[int], *, timeout_s: float = 10.0) -> bool:
    """Whether all these processes end in time."""
    processes = [psutil.Process(pid) for pid in pids if psutil.pid_exists(pid)]
    _, alive = psutil.wait_procs(processes, timeout=timeout_s)
    return not [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]


async def test_the_embedded_models_answer_a_spoken_question_aloud(embedded: Stack) -> None:
    async with pymumble_peer(embedded.mumble_port, "Ann") as ann:
        await ann.say(spoken("Hello there. How are you today?"))
        heard = await ann.hear(BOT, timeout_s=40)
    assert heard.duration_s > 0.5
    assert await asyncio.to_thread(embedded.transcribe, heard.pcm)


def test_status_names_every_service_and_finds_it_healthy(embedded: Stack) -> None:
    rows = {row["service"]: row for row in embedded.status()["services"]}
    assert set(rows) == set(services())
    assert all(row["healthy"] for row in rows.values())
    assert embedded.run("status").returncode == 0


def test_running_up_twice_changes_nothing(embedded: Stack) -> None:
    before = embedded.roots()
    second = embedded.run("up", "--detach")
    assert second.returncode == 0, second.stderr
    assert "runs already" in second.stdout
    assert embedded.roots() == before


def test_down_leaves_nothing_running(embedded: Stack) -> None:
    pids = embedded.pids()
    assert len(pids) > 5
    embedded.down()
    assert gone(pids)
    assert embedded.run("status").returncode == 3


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_all_that_up_started_and_nothing_else(how: signal.Signals) -> None:
    stack = Stack(LLM_PROVIDER="ollama", OLLAMA_URL="http://127.0.0.1:9")
    bystander = subprocess.Popen(["cat"], stdin=subprocess.PIPE)
    process = subprocess.Popen(
        stack.command("up"), cwd=stack.home, env=stack.environment, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        deadline = time.monotonic() + 60
        for line in process.stdout:
            if "mumble-server is healthy" in line:
                break
            assert time.monotonic() < deadline
        pids = stack.pids()
        assert len(pids) > 1
        process.send_signal(how)
        process.communicate(timeout=45)
        assert gone(pids)
        assert bystander.poll() is None
    finally:
        process.kill()
        bystander.kill()
        bystander.communicate()
        stack.close()
