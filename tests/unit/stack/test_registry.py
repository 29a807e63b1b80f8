from __future__ import annotations

from pathlib import Path

import pytest

from mumble_ai.services.bot.service import client_config
from mumble_ai.settings import load_settings
from mumble_ai.stack.preparation import child_environment, needed_models, wanted_services
from mumble_ai.stack.registry import SERVICES, services

ALL = [
    "postgres",
    "redis",
    "chromadb",
    "jobs",
    "mumble-server",
    "faster-whisper",
    "piper-tts",
    "llm",
    "mumble-bot",
    "web-control-panel",
    "landing-page",
]


@pytest.mark.parametrize(
    ("environment", "missing"),
    [
        ({}, []),
        ({"MUMBLE_SERVER": "off"}, ["mumble-server"]),
        ({"MUMBLE_HOST": "talk.example.org"}, ["mumble-server"]),
        ({"MUMBLE_HOST": "localhost"}, []),
        ({"WHISPER_URL": "embedded"}, ["faster-whisper"]),
        ({"WHISPER_URL": "http://gpu.example.org:5000"}, ["faster-whisper"]),
        (
            {
                "SERVICE_HOSTS": "{name}",
                "WHISPER_URL": "http://faster-whisper:5000",
                "PIPER_URL": "http://piper-tts:5001",
            },
            [],
        ),
        ({"SERVICE_HOSTS": "{name}", "WHISPER_URL": "http://gpu.example.org:5000"}, ["faster-whisper"]),
        ({"PIPER_PORT": "7001"}, []),
        ({"LLM_PROVIDER": "ollama"}, []),
        ({"LLM_PROVIDER": "ollama", "LLM_FALLBACK": "off"}, ["llm"]),
        ({"LLM_PROVIDER": "openai", "LLM_FALLBACK": "off"}, ["llm"]),
        ({"LLM_PROVIDER": "embedded", "LLM_FALLBACK": "off"}, []),
        ({"DB_HOST": "db.example.org"}, ["postgres"]),
        ({"DATABASE_URL": "postgresql://me:secret@db.example.org/mine"}, ["postgres"]),
        ({"REDIS_URL": "redis://cache.example.org"}, ["redis"]),
        ({"CHROMADB_URL": "http://vectors.example.org:8000"}, ["chromadb"]),
    ],
)
def test_only_what_is_wanted_runs(environment: dict[str, str], missing: list[str]) -> None:
    wanted = [spec.name for spec in wanted_services(SERVICES, load_settings(environment, None))]
    assert wanted == [name for name in ALL if name not in missing]


def test_the_needs_of_every_service_exist_and_form_no_circle() -> None:
    known = services()
    done: set[str] = set()
    while len(done) < len(known):
        ready = {name for name, spec in known.items() if name not in done and done.issuperset(spec.needs + spec.likes)}
        assert ready, f"a circle, or an unknown name, among {set(known) - done}"
        done |= ready


def test_an_embedded_engine_needs_its_model_in_the_bot() -> None:
    settings = load_settings(
        {"WHISPER_URL": "embedded", "STT_ENGINE": "faster-whisper", "WHISPER_MODEL": "tiny.en"}, None
    )
    assert "whisper-tiny.en" in needed_models([services()["mumble-bot"]], settings)


@pytest.mark.parametrize(("fallback", "is_needed"), [("embedded", True), ("off", False)])
def test_a_spare_that_hears_needs_its_model_in_the_bot(fallback: str, is_needed: bool) -> None:
    settings = load_settings({"WHISPER_URL": "http://gpu.example.org:5000", "SPEECH_FALLBACK": fallback}, None)
    assert ("moonshine-tiny-en" in needed_models([services()["mumble-bot"]], settings)) is is_needed


def test_the_bot_joins_our_server_with_the_servers_password(tmp_path: Path) -> None:
    settings = load_settings({"MUMBLE_SERVER_PASSWORD": "open sesame"}, None)
    assert "MUMBLE_PASSWORD" not in child_environment(SERVICES, settings), "it would go before a password that is saved"
    assert client_config(settings.model_copy(update={"mumble_ai_home": tmp_path})).password == "open sesame"


def test_the_bot_needs_the_model_that_judges_pauses_unless_it_is_off() -> None:
    bot = [services()["mumble-bot"]]
    assert "smart-turn-v3" in needed_models(bot, load_settings({}, None))
    assert "smart-turn-v3" not in needed_models(bot, load_settings({"TURN_END_MODEL": "off"}, None))
