"""The two services that wrap other people's servers, started as `serve` starts them."""

from __future__ import annotations

import asyncio
import os
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import httpx
import psutil
import pytest

from mumble_ai.mumble import ClientConfig, MumbleClient, MumbleError, WrongPassword
from mumble_ai.settings import Settings
from mumble_ai.stack.health import probe
from mumble_ai.stack.models import ensure
from mumble_ai.stack.programs import mumble_server_program
from mumble_ai.stack.registry import services
from tests.support.net import free_port

START_TIMEOUT_S = 60.0


@contextmanager
def served(name: str, settings: Settings, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A service in a process of its own, healthy."""
    given = {"MUMBLE_AI_HOME": str(settings.mumble_ai_home), **environment}
    process = subprocess.Popen(
        [sys.executable, "-m", "mumble_ai.cli", "serve", name],
        env={"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], **given},
        cwd=settings.mumble_ai_home,
    )
    try:
        deadline = time.monotonic() + START_TIMEOUT_S
        while not asyncio.run(probe(services()[name], settings)).healthy:
            assert process.poll() is None, "it ended"
            assert time.monotonic() < deadline, "it is not healthy"
            time.sleep(0.1)
        yield process
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture
def mumble(tmp_path: Path) -> Settings:
    if mumble_server_program() is None:
        pytest.skip("no Mumble server is installed: apt-get install mumble-server")
    return Settings(mumble_ai_home=tmp_path, mumble_port=free_port())


def serve_mumble(settings: Settings, **more: str) -> AbstractContextManager[subprocess.Popen[bytes]]:
    return served("mumble-server", settings, MUMBLE_PORT=str(settings.mumble_port), **more)


def test_a_mumble_server_runs_and_ends_without_a_trace(mumble: Settings) -> None:
    with serve_mumble(mumble) as process:
        certificate = ssl.get_server_certificate(("127.0.0.1", mumble.mumble_port))
        children = psutil.Process(process.pid).children(recursive=True)
        assert len(children) == 1
    assert not children[0].is_running()
    folder = mumble.mumble_ai_home / "mumble-server"
    assert folder.stat().st_mode & 0o077 == 0
    secret = mumble.mumble_ai_home / "secrets" / "mumble-superuser-password"
    assert secret.stat().st_mode & 0o777 == 0o600
    kept = secret.read_text()
    with serve_mumble(mumble):
        again = ssl.get_server_certificate(("127.0.0.1", mumble.mumble_port))
    assert again == certificate, "a restart keeps the identity of the server"
    assert secret.read_text() == kept


def test_the_mumble_server_ends_when_its_keeper_is_killed(mumble: Settings) -> None:
    with serve_mumble(mumble) as process:
        server = psutil.Process(process.pid).children(recursive=True)[0]
        process.kill()
        process.wait(10)
        server.wait(10)


def test_the_mumble_server_uses_what_is_set(mumble: Settings) -> None:
    with serve_mumble(mumble, MUMBLE_SERVER_PASSWORD='say "friend"', MUMBLE_MAX_USERS="7", MUMBLE_BANDWIDTH="72000"):
        configuration = (mumble.mumble_ai_home / "mumble-server" / "server.ini").read_text()
    assert 'serverpassword="say \\"friend\\""' in configuration
    assert "users=7" in configuration
    assert "bandwidth=72000" in configuration
    assert "opusthreshold=100" in configuration


def join(settings: Settings, password: str) -> None:
    """Joins as a guest and leaves again."""

    async def come_and_go() -> None:
        async with MumbleClient(ClientConfig("127.0.0.1", settings.mumble_port, "guest", password=password)):
            pass

    asyncio.run(come_and_go())


def test_guessing_the_password_is_stopped_and_coming_often_is_not(mumble: Settings) -> None:
    with serve_mumble(mumble, MUMBLE_SERVER_PASSWORD="friend", MUMBLE_BIND_HOST="0.0.0.0"):
        for _ in range(12):
            join(mumble, "friend")
        refusals: list[type[MumbleError]] = []
        while len(refusals) < 40 and (not refusals or refusals[-1] is WrongPassword):
            with pytest.raises(MumbleError) as refusal:
                join(mumble, "guess")
            refusals.append(refusal.type)
        assert 10 < len(refusals) <= 31, "the server stops listening to who guesses"
        with pytest.raises(MumbleError):
            join(mumble, "friend")


@pytest.fixture(scope="module")
def models_dir() -> Path:
    home = Path(os.environ.get("MUMBLE_AI_HOME") or Path.home() / ".local/share/mumble-ai")
    return ensure("smollm2-135m", Settings(mumble_ai_home=home)).parent


def llm_settings(home: Path, models: Path) -> tuple[Settings, dict[str, str]]:
    settings = Settings(mumble_ai_home=home, llm_port=free_port(), models_dir=models)
    return settings, {"LLM_PORT": str(settings.llm_port), "MODELS_DIR": str(models)}


def test_the_language_model_answers_the_openai_way(tmp_path: Path, models_dir: Path) -> None:
    from openai import OpenAI

    settings, environment = llm_settings(tmp_path, models_dir)
    with served("llm", settings, **environment) as process:
        client = OpenAI(base_url=f"http://127.0.0.1:{settings.llm_port}/v1", api_key="none")
        assert [m.id for m in client.models.list()] == ["smollm2-135m"]
        stream = client.chat.completions.create(
            model="smollm2-135m",
            messages=[{"role": "user", "content": "Say hello."}],
            max_tokens=24,
            stream=True,
        )
        pieces = [c.choices[0].delta.content for c in stream if c.choices and c.choices[0].delta.content]
        assert len(pieces) > 1, "the answer comes as it is made"
        assert psutil.Process(process.pid).memory_info().rss < 500 << 20


def test_the_language_model_wants_a_key_when_others_can_reach_it(tmp_path: Path, models_dir: Path) -> None:
    settings, environment = llm_settings(tmp_path, models_dir)
    environment |= {"BIND_HOST": "0.0.0.0", "SPEECH_API_KEY": "sesame-sesame"}
    with served("llm", settings, **environment):
        url = f"http://127.0.0.1:{settings.llm_port}/v1/models"
        assert httpx.get(url).status_code == 401
        assert httpx.get(url, headers={"Authorization": "Bearer sesame-sesame"}).status_code == 200
