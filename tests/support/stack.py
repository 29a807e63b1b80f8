"""The whole product, started by its own commands in a home and on ports of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any

import httpx
import psutil

from mumble_ai.settings import setting_names
from mumble_ai.stack.registry import services
from tests.parts import parts_home
from tests.support.net import free_ports
from tests.support.peer import Int16, write_wav

PORT_SETTINGS = tuple(spec.port_name for spec in services().values())
SHARED = ("env", "models")
"""Folders of the real home that a test's home borrows: large, made once, never changed by a run."""


class StackError(AssertionError):
    """A command did not do what it should; the message has what it said."""


class Stack:
    """One installation; a context manager that brings it up and takes it down.

    Attributes:
        home: Its `MUMBLE_AI_HOME`.
        environment: What its commands see; change it before `up`.
    """

    def __init__(self, **settings: str | int) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="mumble-ai-"))
        for name in SHARED:
            real = parts_home().parent / name
            real.mkdir(parents=True, exist_ok=True)
            (self.home / name).symlink_to(real)
        ports = dict(zip(PORT_SETTINGS, free_ports(len(PORT_SETTINGS)), strict=True))
        own = {key: value for key, value in os.environ.items() if key not in setting_names()}
        chosen = {"MUMBLE_AI_HOME": self.home, "LLM_PROVIDER": "embedded", **ports, **settings}
        self.environment = {**own, **{key: str(value) for key, value in chosen.items()}}

    @property
    def mumble_port(self) -> int:
        return int(self.environment["MUMBLE_PORT"])

    def run(self, *words: str, timeout_s: float = 120.0) -> subprocess.CompletedProcess[str]:
        """Runs one command of the product to its end."""
        return subprocess.run(
            self.command(*words), cwd=self.home, env=self.environment, stdin=subprocess.DEVNULL, capture_output=True,
            text=True, errors="replace", timeout=timeout_s,
        )  # fmt: skip

    def command(self, *words: str) -> list[str]:
        """The command line of one command of the product."""
        return [sys.executable, "-m", "mumble_ai.cli", *words]

    def up(self, *, timeout_s: float = 180.0) -> str:
        """Brings everything up; returns what was printed.

        Raises:
            StackError: It did not become healthy.
        """
        done = self.run("up", "--detach", timeout_s=timeout_s)
        if done.returncode != 0:
            raise StackError(f"up: {done.returncode}\n{done.stdout}\n{done.stderr}\n{self.log()}")
        return done.stdout

    def down(self) -> str:
        """Stops everything."""
        return self.run("down").stdout

    def status(self) -> dict[str, Any]:
        """What `status --json` says."""
        return json.loads(self.run("status", "--json").stdout)

    def roots(self) -> list[int]:
        """The process of its supervisor and that of each service."""
        status = self.status()
        return sorted(filter(None, [status["pid"], *(row["pid"] for row in status["services"])]))

    def pids(self) -> list[int]:
        """Every process of this installation: its supervisor, its services and all their children."""
        found: set[int] = set()
        for pid in self.roots():
            process = psutil.Process(pid)
            found |= {process.pid, *(child.pid for child in process.children(recursive=True))}
        return sorted(found)

    def transcribe(self, pcm: Int16) -> str:
        """What the installation's own speech recognition makes of `(n,) int16` mono at 48 000 Hz."""
        wav = write_wav(pcm, self.home / "heard.wav")
        url = f"http://127.0.0.1:{self.environment['WHISPER_PORT']}/transcribe"
        answer = httpx.post(url, files={"audio": ("heard.wav", wav.read_bytes(), "audio/wav")}, timeout=60)
        answer.raise_for_status()
        return str(answer.json()["text"])

    def metrics(self) -> str:
        """The bot's figures, in the text format of Prometheus."""
        return httpx.get(f"http://127.0.0.1:{self.environment['HEALTH_PORT']}/metrics", timeout=10).text

    def health(self) -> httpx.Response:
        """The bot's own health."""
        return httpx.get(f"http://127.0.0.1:{self.environment['HEALTH_PORT']}/health", timeout=10)

    def log(self) -> str:
        """The ends of all its logs."""
        logs = sorted(self.home.glob("logs/*"))
        return "\n".join(f"── {path.name}\n{path.read_text('utf-8', 'replace')[-3000:]}" for path in logs)

    def close(self) -> None:
        """Stops what runs and removes the home."""
        self.down()
        shutil.rmtree(self.home, ignore_errors=True)

    def __enter__(self) -> Stack:
        try:
            self.up()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
