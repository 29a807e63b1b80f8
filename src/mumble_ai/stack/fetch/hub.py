"""Fetching from a model hub: plain HTTPS, resumed where it was cut, given up fast where nothing answers."""

from __future__ import annotations

import socket
import threading
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from mumble_ai.stack.catalogue import HubSource, ModelFile
from mumble_ai.stack.fetch.files import Progress, Report, SourceFailed, accept, part_of

# Every service that has a model imports this, and hardly ever fetches one.
if TYPE_CHECKING:
    import httpx

CONNECT_TIMEOUT_S = 5.0
READ_TIMEOUT_S = 30.0
ATTEMPTS = 4
UNREACHABLE_FOR_S = 60.0

_unreachable: dict[str, tuple[float, str]] = {}


def fetch_from_hub(
    model_id: str, source: HubSource, missing: tuple[ModelFile, ...], folder: Path, endpoint: str, report: Report
) -> None:
    """Fetches the missing files of a model into its folder.

    Args:
        endpoint: Base address of the hub.

    Raises:
        SourceFailed: The hub is out of reach, has not got a file, or sent a wrong one.
        OSError: The disk refuses.
    """
    import httpx

    check_reachable(endpoint)
    timeout = httpx.Timeout(READ_TIMEOUT_S, connect=CONNECT_TIMEOUT_S)
    with httpx.Client(timeout=timeout, follow_redirects=True) as client:
        for file in missing:
            url = f"{endpoint}/{source.repo}/resolve/{source.revision}/{quote(source.path_of(file.name))}"
            _fetch_file(client, url, model_id, file, folder, endpoint, report)


def check_reachable(endpoint: str) -> None:
    """Raises SourceFailed within about five seconds when nothing answers; a failure is remembered for a minute."""
    until, reason = _unreachable.get(endpoint, (0.0, ""))
    if time.monotonic() < until:
        raise SourceFailed(reason)
    host, port = _host_and_port(endpoint)
    problem = _connection_problem(host, port) if not _proxied(endpoint, host) else ""
    if problem:
        _remember_unreachable(endpoint, f"{endpoint} is out of reach ({problem})")


def _remember_unreachable(endpoint: str, reason: str) -> None:
    _unreachable[endpoint] = (time.monotonic() + UNREACHABLE_FOR_S, reason)
    raise SourceFailed(reason)


def _host_and_port(endpoint: str) -> tuple[str, int]:
    parts = urlsplit(endpoint)
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


def _proxied(endpoint: str, host: str) -> bool:
    proxies = urllib.request.getproxies()
    return (urlsplit(endpoint).scheme in proxies or "all" in proxies) and not urllib.request.proxy_bypass(host)


def _connection_problem(host: str, port: int) -> str:
    # A name server that does not answer blocks the resolver for longer than any socket timeout reaches.
    result = ["no answer"]

    def connect() -> None:
        try:
            socket.create_connection((host, port), timeout=CONNECT_TIMEOUT_S).close()
            result[0] = ""
        except OSError as error:
            result[0] = error.strerror or str(error) or "no answer"

    thread = threading.Thread(target=connect, daemon=True)
    thread.start()
    thread.join(CONNECT_TIMEOUT_S)
    return result[0]


def _fetch_file(
    client: httpx.Client, url: str, model_id: str, file: ModelFile, folder: Path, endpoint: str, report: Report
) -> None:
    import httpx

    part = part_of(folder, file)
    problem = ""
    for _ in range(ATTEMPTS):
        before = part.stat().st_size if part.exists() else 0
        try:
            _stream(client, url, model_id, file, part, report)
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            _remember_unreachable(endpoint, f"{endpoint} is out of reach ({error or 'no answer'})")
        except httpx.HTTPError as error:
            problem = f"{file.name}: {error or type(error).__name__}"
            if not part.exists() or part.stat().st_size <= before:
                break
            continue
        if part.stat().st_size < file.bytes:
            problem = f"{file.name}: the transfer ended early at {part.stat().st_size} of {file.bytes} bytes"
            continue
        try:
            accept(part, folder, file)
        except SourceFailed:
            if before == 0:
                raise
            continue  # The older half of a resumed file may have been the bad one: once more from the start.
        return
    raise SourceFailed(problem or f"{file.name}: gave up after {ATTEMPTS} tries")


def _stream(client: httpx.Client, url: str, model_id: str, file: ModelFile, part: Path, report: Report) -> None:
    have = part.stat().st_size if part.exists() else 0
    if have > file.bytes:
        have = 0
    if have == file.bytes:
        return
    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={have}-"} if have else {})
    with client.stream("GET", url, headers=headers) as response:
        if response.status_code not in (200, 206):
            raise SourceFailed(f"{file.name}: the hub answered {response.status_code} {response.reason_phrase}")
        if response.status_code == 200:
            have = 0
        with part.open("ab" if have else "wb") as out:
            for chunk in response.iter_raw():
                out.write(chunk)
                have += len(chunk)
                if have > file.bytes:
                    break  # It cannot be the right file any more; the hash says so.
                report(Progress(model_id, f"{file.name} from the hub", have, file.bytes))
