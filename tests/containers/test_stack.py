"""The stack brought up with a real Docker engine, and talked to."""

from __future__ import annotations

import re
import time
import wave
from pathlib import Path

import httpx
import numpy as np
import pytest
import soxr

from mumble_ai.stack.saved.live import RESTART_EXIT
from tests.containers import engine as docker_engine
from tests.containers.stack import FIRST_PASSWORD, LANDING, PANEL, ContainerStack
from tests.support.peer import Int16
from tests.support.scripted_llm import ScriptedLlm, last_said

pytestmark = [
    pytest.mark.timeout(900),
    pytest.mark.skipif(bool(docker_engine.why_not()), reason=docker_engine.why_not() or "it runs"),
]

BOT = "AI-Bot"
QUESTION = "he was not an ill disposed young man"
ANSWER = "The garden gate is open. Shall I close it?"
STORES = ("postgres", "redis", "chromadb", "jobs")
PAGES = ("web-control-panel", "landing-page")
SERVICES = (*STORES, "mumble-server", "faster-whisper", "piper-tts", "llm", "mumble-bot", *PAGES)


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
        # A bot that is slow on a busy machine says "One moment." first.
        heard = await caller.hear(BOT, quiet_s=6.0, timeout_s=90)
    understood = " ".join(last_said(request["messages"]) for request in llm.requests)
    said = stack.transcribe(heard)
    assert recognised(understood, QUESTION) > 0.6, f"understood {understood!r}, said {said!r}"
    assert recognised(said, ANSWER) > 0.6, said


async def test_the_embedded_model_answers_when_no_other_is_there(
    stack: ContainerStack, llm: ScriptedLlm, question: Int16
) -> None:
    llm.reset()
    llm.status = 503
    async with stack.caller("Paula") as caller:
        await caller.say(question)
        heard = await caller.hear(BOT, quiet_s=3.0, timeout_s=90)
    is_asked = llm.wait_for(lambda server: bool(server.requests), timeout_s=30)
    assert is_asked, "the language model that is set was never asked"
    assert len(words(stack.transcribe(heard))) >= 2


@pytest.mark.parametrize("address", ["http://127.0.0.1:8082", PANEL, LANDING])
def test_the_published_health_is_true(stack: ContainerStack, address: str) -> None:
    stack.wait_until(lambda: stack.get(f"{address}/health").status_code == 200, f"{address} is well")
    answer = stack.get(f"{address}/health")
    assert all(check["ok"] for check in answer.json()["checks"].values()), answer.text


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
        ("web-control-panel", "5002/tcp", True, "5002"),
        ("landing-page", "5007/tcp", True, "5007"),
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


def test_what_the_database_has_outlives_a_kill_and_the_pages_say_that_it_is_away(stack: ContainerStack) -> None:
    _in(stack, "postgres", "PGPASSWORD=$DB_PASSWORD", _SQL + "'CREATE TABLE kept AS SELECT 42 AS answer'")
    stack.compose("kill", "postgres")
    stack.compose("rm", "--force", "postgres")
    try:
        stack.wait_until(lambda: stack.get(f"{PANEL}/health").status_code == 503, "the panel says what it misses")
        assert stack.get(PANEL).status_code == 200, "its pages are still served"
        gone = ("down", "It does not answer.")
        stack.wait_until(lambda: _public_state(stack, "postgres") == gone, "strangers are told")
        assert stack.get(f"{LANDING}/health").status_code == 200
    finally:
        stack.up("postgres")
    assert _in(stack, "postgres", "PGPASSWORD=$DB_PASSWORD", _SQL + "'SELECT answer FROM kept'").strip() == "42"
    stack.wait_until(lambda: stack.get(f"{PANEL}/health").status_code == 200, "the panel is well again")


def _public_state(stack: ContainerStack, name: str) -> tuple[str, str]:
    """How a service is, and why, as the landing page tells it."""
    told = {service["name"]: service for service in stack.get(f"{LANDING}/api/v1/status").json()["services"]}
    return (told[name]["state"], told[name]["reason"]) if name in told else ("", "")


def test_a_saved_setting_starts_the_service_again_that_it_is_for(stack: ContainerStack, owner_password: str) -> None:
    began_s = time.time()
    _save(stack, owner_password, "public_phone", "+49 30 1234")
    stack.wait_until(lambda: _told(stack, "phone") == "+49 30 1234", "the landing page has the number")
    assert stack.exits_since(began_s, "landing-page") == [RESTART_EXIT]
    stack.wait_for_health("landing-page", "healthy", timeout_s=60)


def _save(stack: ContainerStack, password: str, key: str, value: str) -> None:
    with stack.signed_in(password) as owner:
        saved = owner.put("/api/v1/settings", json={"values": {key: value}})
    assert saved.status_code == 200, saved.text
    assert saved.json()["restart"] == ["Landing page"]


def _told(stack: ContainerStack, what: str) -> str:
    """What the landing page tells to get in touch; empty while it starts again."""
    try:
        return str(stack.get(f"{LANDING}/api/v1/house").json()[what])
    except httpx.TransportError:
        return ""


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


def test_identity_users_settings_and_accounts_outlive_the_containers(
    stack: ContainerStack, owner_password: str
) -> None:
    listing = ("exec", "-T", "mumble-bot", "sh", "-c", "cd /data && find . -path ./models -prune -o -type f -print")
    kept = {line for line in stack.compose(*listing).split() if "certificate" in line or line.endswith(".pem")}
    assert kept, "the bot keeps no identity in its volume"
    digest = ("exec", "-T", "mumble-bot", "sh", "-c", "cd /data && sha256sum " + " ".join(sorted(kept)))
    before = stack.compose(*digest)
    _save(stack, owner_password, "public_mail", "ai@example.org")
    stack.compose("down", "--timeout", "10", timeout_s=120)
    stack.up()
    assert stack.compose(*digest) == before
    stack.wait_until(lambda: _told(stack, "mail") == "ai@example.org", "the saved setting is in effect")
    with stack.signed_in(owner_password) as owner:
        assert [account["sign_in_name"] for account in owner.get("/api/v1/accounts").json()] == ["owner"]
    assert not FIRST_PASSWORD.findall(stack.log("web-control-panel")), "an account is made again"


def test_the_owner_gets_a_new_password_from_the_terminal(stack: ContainerStack) -> None:
    command = ("exec", "-T", "web-control-panel", "mumble-ai", "account", "password", "owner", "--generate")
    _, _, password = stack.compose(*command).strip().rpartition(" ")
    with stack.signed_in(password) as owner:
        assert owner.get("/api/v1/session").json()["account"]["role"] == "owner"


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
