"""The whole stack in containers, as a stranger would bring it up, and a way to talk to it."""

from __future__ import annotations

import json
import re
import secrets
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import httpx

from mumble_ai.settings import load_settings
from mumble_ai.stack.models import ensure
from mumble_ai.stack.preparation import needed_models, wanted_services
from mumble_ai.stack.registry import services
from tests import parts
from tests.containers.engine import Engine, EngineError
from tests.support.peer import PYMUMBLE, Heard, Peer, pymumble_peer, write_wav
from tests.support.rival_env import rival_python

REPOSITORY = Path(__file__).resolve().parents[2]
IMAGES = ("app", "mumble-server", "piper", "chroma")
"""Targets of the Dockerfile that the stack runs on."""

_KEPT = ("app-packages", "pages", "piper-packages", "chroma-packages")
"""Targets tagged only so that their layers outlive a tidying up."""

MUMBLE_PORT = 48_000
PANEL, LANDING = "http://127.0.0.1:5002", "http://127.0.0.1:5007"
"""Where browsers find the pages."""

FIRST_PASSWORD = re.compile(r"^ +name +owner\n +password +(\S+)$", re.MULTILINE)
SECRETS = (
    "MUMBLE_SUPERUSER_PASSWORD",
    "MUMBLE_SERVER_PASSWORD",
    "SPEECH_API_KEY",
    "DB_PASSWORD",
    "REDIS_PASSWORD",
    "SETTINGS_KEY",
)
"""What compose refuses to start without."""


def generated_secrets() -> dict[str, str]:
    """A value for each secret."""
    return {name: secrets.token_urlsafe(18) for name in SECRETS}


def build_images(engine: Engine) -> None:
    """Builds every image of the stack, from the layers of the last run where nothing changed."""
    for target in (*_KEPT, *IMAGES):
        engine.build(REPOSITORY, target, f"mumble-ai-{target}")
    engine.tidy()


class ContainerStack:
    """A stack on the engine's runner."""

    def __init__(self, engine: Engine, environment: Mapping[str, str]) -> None:
        self.engine = engine
        self.environment = {**generated_secrets(), **environment}

    def compose(self, *arguments: str, timeout_s: float = 60.0) -> str:
        """Runs `docker compose` with this stack's environment; returns what it printed."""
        return self.engine.compose(REPOSITORY, *arguments, environment=self.environment, timeout_s=timeout_s)

    def up(self, *services: str, timeout_s: float = 400.0) -> None:
        """Brings services up, all of them by default, and returns when they are healthy.

        Raises:
            EngineError: They are not, in time; the message carries their logs.
        """
        try:
            self.compose("up", "--detach", "--wait", "--no-build", *services, timeout_s=timeout_s)
        except EngineError as error:
            raise EngineError(f"{error}\n{self.compose('logs', '--tail', '20', *services)}") from error

    def down(self) -> None:
        """Ends everything and removes its volumes."""
        self.compose("down", "--volumes", "--remove-orphans", "--timeout", "10", timeout_s=120)

    def inspect(self, service: str) -> dict[str, Any]:
        """What the engine says of the container of a service."""
        container = self.compose("ps", "--all", "--quiet", service).strip()
        return json.loads(self.engine.docker("inspect", container))[0]

    def health(self, service: str) -> str:
        """`starting`, `healthy` or `unhealthy`."""
        return str(self.inspect(service)["State"]["Health"]["Status"])

    def wait_for_health(self, service: str, status: str, *, timeout_s: float) -> None:
        """Waits until the engine says that a service is `status`."""
        deadline = time.monotonic() + timeout_s
        while (now := self.health(service)) != status:
            assert time.monotonic() < deadline, f"{service} is {now}, not {status}:\n{self.compose('logs', service)}"
            # The engine probes at its own interval and tells only who asks.
            time.sleep(0.5)

    def address(self, service: str) -> str:
        """Address of a service in the network of the containers."""
        (network,) = self.inspect(service)["NetworkSettings"]["Networks"].values()
        return str(network["IPAddress"])

    def get(self, url: str, *, with_key: bool = False) -> httpx.Response:
        """Asks from the machine that runs the containers."""
        headers = {"Authorization": f"Bearer {self.environment['SPEECH_API_KEY']}"} if with_key else {}
        with self.engine.entered():
            return httpx.get(url, headers=headers, timeout=10, trust_env=False)

    def log(self, service: str) -> str:
        """What the container of a service has said."""
        return self.compose("logs", "--no-log-prefix", service)

    def first_password(self) -> str:
        """What the log of the control panel tells of the owner's account, which it makes when the tables are there."""
        deadline = time.monotonic() + 60
        while not (told := FIRST_PASSWORD.findall(said := self.log("web-control-panel"))):
            assert time.monotonic() < deadline, said
            # A log that grows tells nobody.
            time.sleep(0.5)
        (password,) = told
        return str(password)

    @contextmanager
    def signed_in(self, password: str) -> Iterator[httpx.Client]:
        """The owner's browser, without its window."""
        with self.engine.entered(), httpx.Client(base_url=PANEL, timeout=20, trust_env=False) as client:
            answer = client.post("/api/v1/session", json={"sign_in_name": "owner", "password": password})
            assert answer.status_code == 200, answer.text
            client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
            yield client

    def exits_since(self, moment_s: float, service: str) -> list[int]:
        """Exit codes with which the containers of a service ended since a moment of the clock, the oldest first."""
        wanted = [f"label=com.docker.compose.service={service}", "event=die"]
        filters = [word for each in wanted for word in ("--filter", each)]
        period = ("--since", f"{moment_s:.3f}", "--until", f"{time.time():.3f}")
        told = self.engine.docker("events", *period, *filters, "--format", "{{.Actor.Attributes.exitCode}}")
        return [int(code) for code in told.split()]

    def transcribe(self, heard: Heard) -> str:
        """What the stack's own speech recognition makes of a voice."""
        wav = write_wav(heard.pcm)
        try:
            with self.engine.entered():
                answer = httpx.post(
                    f"http://{self.address('faster-whisper')}:5000/transcribe",
                    files={"audio": ("heard.wav", wav.read_bytes(), "audio/wav")},
                    headers={"Authorization": f"Bearer {self.environment['SPEECH_API_KEY']}"},
                    timeout=60,
                    trust_env=False,
                )
        finally:
            wav.unlink()
        answer.raise_for_status()
        return str(answer.json()["text"])

    def wait_until(self, is_true: Callable[[], bool], what: str, *, timeout_s: float = 60.0) -> None:
        """Waits for what nothing but an answer over HTTP tells."""
        deadline = time.monotonic() + timeout_s
        while not is_true():
            assert time.monotonic() < deadline, f"not in {timeout_s:.0f} s: {what}"
            time.sleep(0.5)

    @asynccontextmanager
    async def caller(self, name: str = "Paul") -> AsyncIterator[Peer]:
        """A person on the published port: an independent Mumble client, on the machine that runs the containers."""
        rival_python("pymumble", PYMUMBLE)
        peer = pymumble_peer(MUMBLE_PORT, name, password=self.environment["MUMBLE_SERVER_PASSWORD"])
        with self.engine.entered():
            connected = await peer.__aenter__()
        try:
            yield connected
        finally:
            await peer.__aexit__(None, None, None)


def fetched_models() -> Path:
    """The folder of the models the stack needs, fetched with this machine's network: the containers have no way out."""
    home = parts.parts_home().parent
    for engine in ("hibari", "piper"):
        settings = load_settings({"MUMBLE_AI_HOME": str(home), "TTS_ENGINE": engine}, dotenv=None)
        for model_id in needed_models(wanted_services(tuple(services().values()), settings), settings):
            ensure(model_id, settings)
    return home / "models"
