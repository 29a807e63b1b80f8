"""Asking a service whether it is healthy."""

from __future__ import annotations

import asyncio
import functools
import ssl
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import unquote, urlsplit

import httpx
import psycopg

from mumble_ai.resilience.connection import why_no_answer
from mumble_ai.settings import Settings, reachable_host
from mumble_ai.stack.mumble_ping import ping_server
from mumble_ai.stack.service import ServiceSpec
from mumble_ai.stack.stores import database_url, redis_url

PROBE_TIMEOUT_S = 3.0
SHOWN_CHARACTERS = 300


@dataclass(frozen=True, slots=True)
class CheckSeen:
    """One thing that a service looks after, in its own words.

    Attributes:
        degraded: Whether something else does its work.
    """

    name: str
    ok: bool
    detail: str
    degraded: bool = False


@dataclass(frozen=True, slots=True)
class Health:
    """What a service said of itself.

    Attributes:
        healthy: Whether it can do its work.
        detail: Why not, or with what help, for people; empty when all is well.
        answers: Whether it said anything at all.
        checks: What it looks after, where it tells.
    """

    healthy: bool
    detail: str = ""
    answers: bool = True
    checks: tuple[CheckSeen, ...] = ()


def host_of(spec: ServiceSpec, settings: Settings) -> str:
    """The host under which a service is reached from here."""
    if settings.service_hosts:
        return settings.service_hosts.replace("{name}", spec.name)
    return reachable_host(spec.host(settings))


def address(spec: ServiceSpec, settings: Settings) -> str:
    """Where the service is reached from this machine, for people."""
    host, port = host_of(spec, settings), spec.port(settings)
    return f"http://{host}:{port}{spec.health_path}" if spec.speaks == "http" else f"{host}:{port}"


async def probe(spec: ServiceSpec, settings: Settings, *, url: str = "") -> Health:
    """Asks once; takes a few seconds at most and never raises.

    Args:
        url: Where it is asked, if not where the settings have it.
    """
    try:
        async with asyncio.timeout(PROBE_TIMEOUT_S):
            if spec.speaks == "mumble":
                return await _ping_mumble(host_of(spec, settings).strip("[]"), spec.port(settings))
            if spec.speaks == "postgres":
                return await ask_postgres(database_url(settings))
            if spec.speaks == "redis":
                return await ask_redis(redis_url(settings))
            return await _probe_http(url or address(spec, settings))
    except TimeoutError:
        return Health(False, f"no answer within {PROBE_TIMEOUT_S:.0f} s", answers=False)
    except httpx.HTTPError as error:
        return Health(False, why_no_answer(error), answers=False)
    except (OSError, EOFError) as error:
        return Health(False, str(error) or why_no_answer(error), answers=False)


async def _ping_mumble(host: str, port: int) -> Health:
    await ping_server(host, port)
    return Health(True)


async def ask_postgres(url: str) -> Health:
    """Whether the database answers a query."""
    try:
        async with await psycopg.AsyncConnection.connect(url, connect_timeout=2) as connection:
            await connection.execute("SELECT 1")
    except psycopg.Error as error:
        said = " ".join(str(error).split())[-SHOWN_CHARACTERS:]
        return Health(False, said, answers=isinstance(error, psycopg.OperationalError) and "FATAL" in said)
    return Health(True)


async def ask_redis(url: str) -> Health:
    """Whether Redis answers a ping (https://redis.io/docs/latest/develop/reference/protocol-spec/)."""
    server = urlsplit(url)
    reader, writer = await asyncio.open_connection(server.hostname, server.port)
    try:
        for words in (("AUTH", unquote(server.password or "")), ("PING",)):
            lines = [f"*{len(words)}", *(part for word in words for part in (f"${len(word.encode())}", word))]
            writer.write(("\r\n".join(lines) + "\r\n").encode())
            answer = (await reader.readline()).decode().strip()
            if not answer.startswith("+"):
                return Health(False, answer or "it closed the connection", answers=bool(answer))
    finally:
        writer.close()
    return Health(True)


async def _probe_http(url: str) -> Health:
    # Reading who is to be trusted takes 60 ms and 2 MB: that is only done for a server that has a certificate.
    trusted = await asyncio.to_thread(_trusted) if url.startswith("https:") else False
    async with httpx.AsyncClient(timeout=PROBE_TIMEOUT_S, trust_env=False, verify=trusted) as client:
        response = await client.get(url)
    checks = _checks(_said(response))
    if response.is_success:
        return Health(True, _makeshifts(checks)[:SHOWN_CHARACTERS], checks=checks)
    reason = (_bad_checks(_said(response), checks) or response.text)[:SHOWN_CHARACTERS]
    return Health(False, f"{response.status_code} {reason}".strip(), checks=checks)


@functools.cache
def _trusted() -> ssl.SSLContext:
    return httpx.create_ssl_context()


def _said(response: httpx.Response) -> Any:
    try:
        return response.json()
    except ValueError:
        return None


def _checks(said: Any) -> tuple[CheckSeen, ...]:
    """The map of checks that a service answers with, in any of the shapes services use."""
    answer = cast("dict[str, Any]", said) if isinstance(said, dict) else {}
    checks: Any = answer.get("checks")
    if not isinstance(checks, dict):
        return ()
    return tuple(_check(name, result) for name, result in cast("dict[str, Any]", checks).items())


def _check(name: str, result: Any) -> CheckSeen:
    if not isinstance(result, dict):
        return CheckSeen(name, result in (True, "ok"), str(result))
    parts = cast("dict[str, Any]", result)
    return CheckSeen(name, bool(parts.get("ok")), str(parts.get("detail", "")), bool(parts.get("degraded")))


def _makeshifts(checks: tuple[CheckSeen, ...]) -> str:
    """Which checks of a service are good only with the help of a spare."""
    return "; ".join(f"{check.name}: {check.detail}" for check in checks if check.degraded)


def _bad_checks(said: Any, checks: tuple[CheckSeen, ...]) -> str:
    """What is not well."""
    if not checks:
        answer = cast("dict[str, Any]", said) if isinstance(said, dict) else {}
        return " ".join(str(answer[key]) for key in ("status", "detail") if answer.get(key))
    return "; ".join(f"{check.name}: {check.detail}" for check in checks if not check.ok)
