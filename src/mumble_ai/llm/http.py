"""What the HTTP clients of language models share: one connection pool each, and errors in the words of the contract."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing, asynccontextmanager
from typing import Any, Final, cast

import httpx

from mumble_ai.llm.contract import LlmBroken, LlmRefused, LlmTooSlow, LlmUnreachable
from mumble_ai.resilience.connection import KeptConnections, why_no_answer

CONNECT_DEADLINE_S: Final = 2.0
_SHOWN_CHARACTERS: Final = 300
_LONGEST_LINE: Final = 1_000_000


def open_client(base_url: str, headers: Mapping[str, str] | None = None, *, read_s: float = 120.0) -> httpx.AsyncClient:
    """A client for one server; `read_s` is the longest silence within an answer."""
    return httpx.AsyncClient(
        base_url=base_url,
        headers=headers,
        timeout=httpx.Timeout(read_s, connect=CONNECT_DEADLINE_S),
        transport=KeptConnections(
            limits=httpx.Limits(max_connections=16, max_keepalive_connections=4, keepalive_expiry=60)
        ),
        trust_env=False,
    )


@asynccontextmanager
async def told_plainly(name: str) -> AsyncGenerator[None]:
    """Raises what httpx raises as an `LlmError`."""
    try:
        yield
    except httpx.ConnectError as error:
        raise LlmUnreachable(f"{name}: {why_no_answer(error)}; is it running?") from error
    except httpx.TimeoutException as error:
        raise LlmTooSlow(f"{name}: silent for too long") from error
    except httpx.HTTPError as error:
        raise LlmBroken(f"{name}: the connection broke") from error


@asynccontextmanager
async def post_stream(client: httpx.AsyncClient, path: str, body: Mapping[str, Any]) -> AsyncGenerator[httpx.Response]:
    """A request whose answer is streamed."""
    response = await client.send(client.build_request("POST", path, json=body), stream=True)
    try:
        yield response
    finally:
        await response.aclose()


async def refuse_errors(name: str, response: httpx.Response) -> None:
    """Raises LlmRefused with what the server says, unless it says 2xx."""
    if response.is_success:
        return
    body = (await response.aread()).decode("utf-8", "replace")
    raise LlmRefused(f"{name}: HTTP {response.status_code}: {' '.join(body.split())[:_SHOWN_CHARACTERS]}")


async def lines(name: str, response: httpx.Response) -> AsyncGenerator[str, None]:
    """The lines of a streamed answer; a line that never ends is an error."""
    rest = ""
    async with aclosing(cast("AsyncGenerator[str, None]", response.aiter_text())) as texts:
        async for text in texts:
            *whole, rest = (rest + text).split("\n")
            for line in whole:
                yield line.rstrip("\r")
            if len(rest) > _LONGEST_LINE:
                raise LlmBroken(f"{name}: a line of the answer never ends")
    if rest:
        yield rest


def parse_object(name: str, text: str) -> dict[str, Any]:
    """A JSON object, or LlmBroken."""
    try:
        value = json.loads(text)
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise LlmBroken(f"{name}: not JSON: {text[:_SHOWN_CHARACTERS]!r}")
    return cast("dict[str, Any]", value)
