"""Serving an application until cancelled."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
from collections.abc import Callable, Generator
from typing import Any, Final

import uvicorn

SHUTDOWN_TIMEOUT_S: Final = 5
WS_MAX_BYTES: Final = 1_000_000
KEEP_ALIVE_S: Final = 75
"""Longer than clients keep a connection they do not use, so that none finds it closed in the moment it is used."""


class ServeError(Exception):
    """The service cannot listen; the message says why and what to do."""


class _Server(uvicorn.Server):
    """Leaves signals to the process: several servers may share it."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        yield


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


async def serve(
    app: Any,
    host: str,
    port: int,
    *,
    api_key: str,
    trusted_proxies: str = "",
    started: Callable[[int], None] | None = None,
) -> None:
    """Serves an ASGI application until cancelled, then ends requests in flight within a few seconds.

    Args:
        port: 0 takes a free one.
        api_key: The key the application demands; without one it is served on loopback only.
        trusted_proxies: Addresses, with commas, whose word is taken for who asks and by which protocol.
        started: Called with the port once connections are accepted.

    Raises:
        ServeError: The address is taken, does not exist, or is open to others without a key.
    """
    if not api_key and not is_loopback(host):
        raise ServeError(
            f"BIND_HOST={host} lets other machines in: set SPEECH_API_KEY to a long secret, or BIND_HOST=127.0.0.1"
        )
    listener = _listen(host, port)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="on",
        server_header=False,
        proxy_headers=bool(trusted_proxies),
        forwarded_allow_ips=trusted_proxies or None,
        timeout_graceful_shutdown=SHUTDOWN_TIMEOUT_S,
        timeout_keep_alive=KEEP_ALIVE_S,
        ws_max_size=WS_MAX_BYTES,
    )
    server = _Server(config)
    serving = asyncio.ensure_future(server.serve(sockets=[listener]))
    try:
        if started is not None:
            await _wait_until_started(server, serving)
            started(listener.getsockname()[1])
        await asyncio.shield(serving)
        if not server.started:
            raise ServeError(f"the service on port {port} did not start; see its log")
    finally:
        server.should_exit = True
        await asyncio.wait([serving], timeout=SHUTDOWN_TIMEOUT_S + 2)
        serving.cancel()
        listener.close()


async def _wait_until_started(server: uvicorn.Server, serving: asyncio.Future[None]) -> None:
    # uvicorn tells of its start by an attribute only.
    while not server.started and not serving.done():  # noqa: ASYNC110
        await asyncio.sleep(0.01)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # asyncio turns Nagle's algorithm off only where the protocol is named: else each body waits 40 ms behind its
    # headers.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host.strip("[]"), port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise ServeError(
            f"cannot listen on {host}:{port}: {error.strerror}; stop what uses it or set another port"
        ) from error
    listener.setblocking(False)
    return listener
