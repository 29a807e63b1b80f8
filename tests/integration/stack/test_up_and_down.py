"""`up`, `down` and `status` with real processes: what is started, what is left, and what is said."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.support.net import free_port

STAND_IN = Path(__file__).with_name("stand_in.py")
PORTS = {"mumble_port": "MUMBLE_PORT", "whisper_port": "WHISPER_PORT", "piper_port": "PIPER_PORT"}


class Stack:
    """One installation in a folder of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.ports = {setting: free_port() for setting in PORTS}
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "MUMBLE_AI_HOME": str(home),
            "MUMBLE_SERVER": "off",
            "STAND_IN": str(home / "registry.json"),
            **{PORTS[setting]: str(port) for setting, port in self.ports.items()},
        }
        self.running: list[subprocess.Popen[str]] = []

    def services(self, *entries: dict[str, Any]) -> None:
        (self.home / "registry.json").write_text(json.dumps(entries))

    def start(self, *words: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, str(STAND_IN), *words],
            env=self.environment,
            cwd=self.home,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self.running.append(process)
        return process

    def run(self, *words: str, timeout_s: float = 60) -> tuple[int, str]:
        process = self.start(*words)
        out, _ = process.communicate(timeout=timeout_s)
        return process.returncode, out

    def up(self) -> subprocess.Popen[str]:
        """Starts, and returns when it says that all is healthy."""
        process = self.start("up")
        assert process.stdout is not None
        said = ""
        for line in process.stdout:
            said += line
            if "Ctrl-C stops it all" in line:
                return process
        raise AssertionError(said)

    def state(self) -> dict[str, Any]:
        return json.loads(self.run("status", "--json")[1])

    def processes(self) -> list[psutil.Process]:
        """Every process of this installation, by its environment."""
        found: list[psutil.Process] = []
        for process in psutil.process_iter():
            try:
                if process.environ().get("MUMBLE_AI_HOME") == str(self.home) and process.status() != "zombie":
                    found.append(process)
            except psutil.Error:
                continue
        return found


def wait_until(true: Callable[[], bool], timeout_s: float = 20.0) -> None:
    deadline = time.monotonic() + timeout_s
    while not true():
        assert time.monotonic() < deadline, "it did not come true in time"
        time.sleep(0.05)


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    stack = Stack(tmp_path)
    yield stack
    for process in stack.processes():
        with suppress(psutil.NoSuchProcess):  # Killing the supervisor ends its services at the same moment.
            process.kill()
    for process in stack.running:
        process.wait(10)
        if process.stdout:
            process.stdout.close()


def entry(name: str, port_setting: str, script: str = "healthy", **more: object) -> dict[str, Any]:
    return {"name": name, "port_setting": port_setting, "script": script, **more}


def test_services_start_after_what_they_need_and_all_end(stack: Stack) -> None:
    stack.environment["NEEDED_PORTS"] = json.dumps([stack.ports["mumble_port"], stack.ports["whisper_port"]])
    stack.services(
        entry("third", "piper_port", "after_needs", needs=["first", "second"]),
        entry("first", "mumble_port"),
        entry("second", "whisper_port"),
    )
    process = stack.up()
    state = stack.state()
    assert state["running"]
    assert {row["service"] for row in state["services"] if row["healthy"]} == {"first", "second", "third"}
    assert all(row["memory_mb"] > 1 and row["uptime_s"] >= 0 for row in state["services"])
    assert "needs were up" in stack.run("logs", "third")[1]
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    assert stack.processes() == []
    code, said = stack.run("status")
    assert (code, "up" in said) == (3, True)


def test_what_a_service_only_likes_is_waited_for_and_not_missed(stack: Stack) -> None:
    stack.environment["NEEDED_PORTS"] = json.dumps([stack.ports["mumble_port"]])
    stack.services(
        entry("talk", "piper_port", "after_needs", likes=["good", "bad"]),
        entry("good", "mumble_port", is_vital=False),
        entry("bad", "whisper_port", "dies", is_vital=False),
    )
    stack.up()
    state = stack.state()
    assert {row["service"] for row in state["services"] if row["healthy"]} == {"talk", "good"}
    said = stack.run("logs", "talk")[1]
    assert "needs were up" in said, "it began after what it likes"
    wait_until(lambda: stack.state()["services"][2]["restarts"] >= 1)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_every_stop_signal_ends_it_all_grandchildren_included(stack: Stack, number: signal.Signals) -> None:
    stack.services(entry("first", "mumble_port", "with_grandchild"))
    process = stack.up()
    assert len(stack.processes()) == 3
    process.send_signal(number)
    assert process.wait(20) == 0
    assert stack.processes() == []


def test_nothing_is_left_when_the_supervisor_is_killed(stack: Stack) -> None:
    stack.services(entry("first", "mumble_port"), entry("second", "whisper_port"))
    process = stack.up()
    process.kill()
    wait_until(lambda: stack.processes() == [])
    again = stack.up()
    assert again.poll() is None, "what a killed one left is no obstacle"


def test_what_a_killed_supervisor_left_is_ended_before_the_next_start(stack: Stack) -> None:
    stack.services(entry("first", "mumble_port", "stubborn"))
    process = stack.up()
    old = stack.state()["services"][0]["pid"]
    process.kill()
    process.wait(10)
    assert psutil.pid_exists(old), "it ignores the signal that its parent's death sends"
    code, said = stack.run("down")
    assert code == 0
    assert "left-over" in said
    assert stack.processes() == []


def test_a_second_up_is_harmless(stack: Stack) -> None:
    stack.services(entry("first", "mumble_port"))
    stack.up()
    before = stack.state()["services"][0]["pid"]
    code, said = stack.run("up")
    assert code == 0
    assert "runs already" in said
    assert stack.state()["services"][0]["pid"] == before


def test_detach_returns_when_healthy_and_down_waits_until_gone(stack: Stack) -> None:
    stack.services(entry("first", "mumble_port"), entry("second", "whisper_port", needs=["first"]))
    code, said = stack.run("up", "--detach")
    assert code == 0, said
    assert "Everything is healthy" in said
    assert all(row["healthy"] for row in stack.state()["services"])
    code, said = stack.run("down")
    assert (code, stack.processes()) == (0, [])
    assert stack.run("down")[0] == 0, "a second one is harmless too"


def test_a_detached_start_that_fails_says_why(stack: Stack) -> None:
    stack.services(entry("first", "mumble_port", "dies"))
    code, said = stack.run("up", "--detach")
    assert code == 1
    assert "the disk is on fire" in said
    assert "Traceback" not in said
    assert stack.processes() == []


def test_a_service_that_dies_at_start_ends_the_start_with_its_last_words(stack: Stack) -> None:
    stack.services(entry("good", "whisper_port"), entry("bad", "mumble_port", "dies"))
    code, said = stack.run("up")
    assert code == 1
    assert "bad did not start: it ended with code 7" in said
    assert "the disk is on fire" in said
    assert "Traceback" not in said
    assert stack.processes() == []


def test_a_service_that_never_gets_healthy_is_given_up(stack: Stack) -> None:
    stack.services(entry("slow", "mumble_port", "unhealthy", start_timeout_s=1.0))
    code, said = stack.run("up")
    assert code == 1
    assert re.search(r"not healthy within 1 s: 503 model: loading", said)
    assert stack.processes() == []


def test_a_service_that_dies_later_is_started_again(stack: Stack) -> None:
    stack.services(entry("first", "mumble_port"), entry("second", "whisper_port"))
    stack.up()
    first, second = stack.state()["services"]
    os.kill(first["pid"], signal.SIGKILL)

    def back() -> bool:
        row = stack.state()["services"][0]
        return row["healthy"] and row["restarts"] == 1

    wait_until(back)
    rows = stack.state()["services"]
    assert rows[0]["pid"] != first["pid"]
    assert rows[1]["pid"] == second["pid"], "its neighbour is left alone"


def test_a_frozen_service_is_started_again(stack: Stack) -> None:
    stack.environment |= {"HEALTH_CHECK_INTERVAL": "1", "STOP_TIMEOUT_S": "0.2"}
    stack.services(entry("first", "mumble_port"))
    stack.up()
    frozen = psutil.Process(stack.state()["services"][0]["pid"])
    frozen.suspend()
    frozen.wait(30)
    wait_until(lambda: stack.state()["services"][0]["healthy"])
    assert stack.state()["services"][0]["restarts"] == 1


def test_a_stubborn_service_is_made_to_end(stack: Stack) -> None:
    stack.environment["STOP_TIMEOUT_S"] = "0.5"
    stack.services(entry("first", "mumble_port", "stubborn"))
    process = stack.up()
    process.terminate()
    assert process.wait(20) == 0
    assert stack.processes() == []


def test_a_taken_port_is_named_with_its_setting_and_its_holder(stack: Stack) -> None:
    stack.services(entry("first", "mumble_port"))
    with socket.socket() as other:
        other.bind(("127.0.0.1", stack.ports["mumble_port"]))
        other.listen()
        code, said = stack.run("up")
    assert code == 1
    assert "MUMBLE_PORT" in said
    assert f"process {os.getpid()}" in said
    assert stack.processes() == []


def test_two_services_on_one_port_are_told_apart(stack: Stack) -> None:
    stack.environment["WHISPER_PORT"] = stack.environment["MUMBLE_PORT"]
    stack.services(entry("first", "mumble_port"), entry("second", "whisper_port"))
    code, said = stack.run("up")
    assert code == 1
    assert "WHISPER_PORT and MUMBLE_PORT are both" in said


def test_a_stale_state_file_is_no_obstacle(stack: Stack) -> None:
    stack.services(entry("first", "mumble_port"))
    (stack.home / "run").mkdir()
    (stack.home / "run" / "state.json").write_text('{"pid": 1, "created_at": 1.0, "phase": "running", "services": {}}')
    assert stack.state()["running"] is False
    stack.up()


def test_a_bad_setting_is_one_clear_message(stack: Stack) -> None:
    stack.services(entry("first", "mumble_port"))
    stack.environment["PIPER_PORT"] = "seventy"
    code, said = stack.run("up")
    assert code == 2
    assert "PIPER_PORT = 'seventy'" in said
    assert "Traceback" not in said


def test_only_what_it_started_is_ended(stack: Stack) -> None:
    stack.services(entry("first", "mumble_port"))
    with subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"]) as bystander:
        process = stack.up()
        process.terminate()
        process.wait(20)
        assert bystander.poll() is None
        bystander.kill()
