"""The stack brought up with a real Docker engine, and talked to."""

from __future__ import annotations

import re
import time
import wave
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soxr

from tests.containers import engine as docker_engine
from tests.containers.stack import ContainerStack, build_images, fetched_models
from tests.support.peer import Int16
from tests.support.scripted_llm import MODEL, ScriptedLlm, last_said

pytestmark = [
    pytest.mark.timeout(900),
    pytest.mark.skipif(bool(docker_engine.why_not()), reason=docker_engine.why_not() or "it runs"),
]

BOT = "AI-Bot"
QUESTION = "he was not an ill disposed young man"
ANSWER = "The garden gate is open. Shall I close it?"
STORES = ("postgres", "redis", "chromadb", "jobs")
SERVICES = (*STORES, "mumble-server", "faster-whisper", "piper-tts", "llm", "mumble-bot")
PROBE_S = 2
"""How often health is asked for here; people get the 30 s of the compose file."""


@pytest.fixture(scope="module")
def engine() -> Iterator[docker_engine.Engine]:
    with docker_engine.Engine() as engine:
        with engine.builder():
            build_images(engine)
        engine.start_runner()
        yield engine


@pytest.fixture(scope="module")
def llm(engine: docker_engine.Engine) -> Iterator[ScriptedLlm]:
    """A language model on the machine beside the containers, as Ollama would be."""
    with engine.entered():
        server = ScriptedLlm(host="0.0.0.0")
    with server:
        yield server


@pytest.fixture(scope="module")
def stack(engine: docker_engine.Engine, llm: ScriptedLlm) -> Iterator[ContainerStack]:
    stack = ContainerStack(
        engine,
        {
            "COMPOSE_HEALTH_INTERVAL": f"{PROBE_S}s",
            "MODELS_DIR": str(fetched_models()),
            "OPENAI_BASE_URL": f"http://host.docker.internal:{llm.port}/v1",
            "OPENAI_MODEL": MODEL,
            "LLM_MAX_TOKENS": "40",
        },
    )
    stack.down()  # of a run that was killed
    try:
        stack.up()
        yield stack
    finally:
        stack.down()


@pytest.fixture
def question(speech_data: Path) -> Int16:
    """A recorded sentence, `QUESTION`, without a pause in it: `(n,) int16` mono at 48 000 Hz."""
    with wave.open(str(speech_data / "sns_0880.wav")) as sound:
        pcm = np.frombuffer(sound.readframes(sound.getnframes()), np.int16)
        rate_hz = sound.getframerate()
    return np.asarray(soxr.resample(pcm, rate_hz, 48_000), np.int16)


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text.lower()))


def recognised(text: str, spoken: str) -> float:
    """Share of the words spoken that are in the text; recognition is allowed its mistakes."""
    return len(words(spoken) & words(text)) / len(words(spoken))


async def test_a_spoken_question_is_answered_aloud(stack: ContainerStack, llm: ScriptedLlm, question: Int16) -> None:
    llm.reset()
    llm.answer = lambda messages: ANSWER
    async with stack.caller() as caller:
        await caller.say(question)
        heard = await caller.hear(BOT, quiet_s=2.0, timeout_s=60)
    understood = " ".join(last_said(request["messages"]) for request in llm.requests)
    assert recognised(understood, QUESTION) > 0.6, understood
    said = stack.transcribe(heard)
    assert recognised(said, ANSWER) > 0.6, said


async def test_the_embedded_model_answers_when_no_other_is_there(
    stack: ContainerStack, llm: ScriptedLlm, question: Int16
) -> None:
    llm.reset()
    llm.status = 503
    async with stack.caller("Paula") as caller:
        await caller.say(question)
        heard = await caller.hear(BOT, quiet_s=3.0, timeout_s=90)
    assert llm.requests, "the language model that is set was never asked"
    assert len(words(stack.transcribe(heard))) >= 2


def test_the_published_health_is_true(stack: ContainerStack) -> None:
    answer = stack.get("http://127.0.0.1:8082/health")
    assert answer.status_code == 200, answer.text


def test_containers_run_without_any_right(stack: ContainerStack) -> None:
    for service in SERVICES:
        status = stack.compose("exec", "-T", service, "cat", "/proc/1/status")
        facts = dict(line.split(":\t", 1) for line in status.splitlines() if ":\t" in line)
        assert "0" not in facts["Uid"].split(), service
        assert int(facts["CapEff"], 16) == int(facts["CapBnd"], 16) == 0, service
        assert facts["NoNewPrivs"] == "1", service
        with pytest.raises(docker_engine.EngineError, match="Read-only file system"):
            stack.compose("exec", "-T", "--user", "0", service, "touch", "/written")


def test_nothing_else_listens_on_the_machine(stack: ContainerStack) -> None:
    published = {
        (service, inside, outside["HostIp"] == "127.0.0.1", outside["HostPort"])
        for service in SERVICES
        for inside, bindings in stack.inspect(service)["NetworkSettings"]["Ports"].items()
        for outside in bindings or []
    }
    assert published == {
        ("mumble-server", "64738/tcp", False, "48000"),
        ("mumble-server", "64738/udp", False, "48000"),
        ("mumble-bot", "8080/tcp", True, "8082"),
    }


def test_the_stores_answer_and_ask_for_their_passwords(stack: ContainerStack) -> None:
    checks = _well(stack)
    assert {name: check["degraded"] for name, check in checks.items()} == dict.fromkeys(checks, False), checks
    step = _in(stack, "postgres", "PGPASSWORD=$DB_PASSWORD", _SQL + "'SELECT version_num FROM alembic_version'")
    assert re.fullmatch(r"\d{4}", step.strip()), "the service of the jobs made the tables"
    with pytest.raises(docker_engine.EngineError, match="password authentication failed"):
        _in(stack, "postgres", "PGPASSWORD=wrong", _SQL + "'SELECT 1'")
    with pytest.raises(docker_engine.EngineError, match=r"no pg_hba\.conf entry"):
        _in(stack, "jobs", "PGPASSWORD=x", "psql -h postgres -U postgres -d postgres -c 'SELECT 1'")
    assert "NOAUTH" in _in(stack, "redis", "", "redis-cli get x")
    assert (
        _in(stack, "redis", "REDISCLI_AUTH=$REDIS_PASSWORD", "redis-cli config get maxmemory").split()[1] == "536870912"
    )
    heartbeat = stack.get(f"http://{stack.address('chromadb')}:8000/api/v2/heartbeat")
    assert heartbeat.status_code == 200


def _well(stack: ContainerStack) -> dict[str, dict[str, object]]:
    """The checks of the service that does the jobs, as soon as it works, or after a minute."""
    until_s = time.monotonic() + 60
    while True:
        report = stack.get(f"http://{stack.address('jobs')}:8090/health").json()
        if report["status"] == "healthy" or time.monotonic() > until_s:
            return report["checks"]
        time.sleep(0.5)


_SQL = "psql -h 127.0.0.1 -U mumbleai -d mumble_ai -tA -c "


def _in(stack: ContainerStack, service: str, environment: str, command: str) -> str:
    return stack.compose("exec", "-T", service, "sh", "-c", f"{environment} {command}".strip())


def test_what_the_database_has_outlives_a_kill_and_the_containers(stack: ContainerStack) -> None:
    _in(stack, "postgres", "PGPASSWORD=$DB_PASSWORD", _SQL + "'CREATE TABLE kept AS SELECT 42 AS answer'")
    stack.compose("kill", "postgres")
    stack.compose("rm", "--force", "postgres")
    stack.up("postgres")
    assert _in(stack, "postgres", "PGPASSWORD=$DB_PASSWORD", _SQL + "'SELECT answer FROM kept'").strip() == "42"


def test_speech_is_refused_without_the_key(stack: ContainerStack) -> None:
    for service, port in (("faster-whisper", 5000), ("piper-tts", 5001), ("llm", 11435)):
        address = stack.address(service)
        assert stack.get(f"http://{address}:{port}/health").status_code == 200
        assert stack.get(f"http://{address}:{port}/v1/models").status_code == 401


def test_the_bot_hears_by_itself_while_its_ears_are_gone_and_says_so(stack: ContainerStack) -> None:
    stack.wait_for_health("mumble-bot", "healthy", timeout_s=60)
    stack.compose("stop", "faster-whisper")
    assert hearing(stack, is_degraded=True)
    stack.compose("start", "faster-whisper")
    assert hearing(stack, is_degraded=False)


def hearing(stack: ContainerStack, *, is_degraded: bool) -> bool:
    """Whether the bot says within two minutes that a spare hears for its ears, or that they do it themselves again."""
    until_s = time.monotonic() + 120
    while time.monotonic() < until_s:
        check = stack.get("http://127.0.0.1:8082/health").json()["checks"]["stt"]
        if check["ok"] and check["degraded"] is is_degraded:
            return True
        time.sleep(0.5)
    return False


def test_identity_and_users_outlive_the_containers(stack: ContainerStack) -> None:
    listing = ("exec", "-T", "mumble-bot", "sh", "-c", "cd /data && find . -path ./models -prune -o -type f -print")
    kept = {line for line in stack.compose(*listing).split() if "certificate" in line or line.endswith(".pem")}
    assert kept, "the bot keeps no identity in its volume"
    digest = ("exec", "-T", "mumble-bot", "sh", "-c", "cd /data && sha256sum " + " ".join(sorted(kept)))
    before = stack.compose(*digest)
    stack.compose("down", "--timeout", "10", timeout_s=120)
    stack.up()
    assert stack.compose(*digest) == before


def test_piper_is_one_setting_away(stack: ContainerStack) -> None:
    stack.environment["TTS_ENGINE"] = "piper"
    stack.up("piper-tts")
    url = f"http://{stack.address('piper-tts')}:5001"
    assert stack.get(f"{url}/health").json()["engine"] == "piper"
    assert "en_US-joe-medium" in stack.get(f"{url}/v1/audio/voices", with_key=True).text


def test_down_leaves_nothing(stack: ContainerStack) -> None:
    stack.down()
    assert stack.engine.docker("ps", "--all", "--quiet") == ""
    assert stack.engine.docker("volume", "ls", "--quiet") == ""
    networks = stack.engine.docker("network", "ls", "--format", "{{.Name}}").split()
    assert set(networks) == {"bridge", "host", "none"}
