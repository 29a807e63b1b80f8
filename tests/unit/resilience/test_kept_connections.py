"""Requests over connections that the server closes while they are made, against a real listener."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import httpx
import pytest

from mumble_ai.resilience.connection import KeptConnections, why_no_answer

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
AT_ONCE = struct.pack("ii", 1, 0)
"""Closing resets the connection instead of saying goodbye."""


class Fickle:
    """Answers the first request of each connection and closes it when the second one is there.

    Attributes:
        bodies: Of all requests that were read.
        is_reset: The connection is reset, as by a process that is gone.
        answers_first: Whether a new connection answers at all.
    """

    def __init__(self, *, is_reset: bool, answers_first: bool = True) -> None:
        self.bodies: list[bytes] = []
        self.is_reset = is_reset
        self.answers_first = answers_first

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            if self.answers_first:
                self.bodies.append(await self._body(reader))
                writer.write(ANSWER)
            self.bodies.append(await self._body(reader))
            if self.is_reset:
                writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        except asyncio.IncompleteReadError:
            pass
        finally:
            writer.close()

    async def _body(self, reader: asyncio.StreamReader) -> bytes:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        length = next(int(line.split(":")[1]) for line in head.split("\r\n") if line.startswith("content-length"))
        return await reader.readexactly(length)


@asynccontextmanager
async def client_of(server: Fickle) -> AsyncGenerator[httpx.AsyncClient]:
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    async with listening, httpx.AsyncClient(base_url=url, transport=KeptConnections(), trust_env=False) as client:
        yield client


@pytest.mark.parametrize("is_reset", [False, True])
async def test_what_a_closed_connection_did_not_answer_is_asked_again(*, is_reset: bool) -> None:
    server = Fickle(is_reset=is_reset)
    async with client_of(server) as client:
        for number in range(3):
            answer = await client.post("/", files={"audio": ("a.wav", b"x" * 100_000)}, data={"n": str(number)})
            assert answer.text == "ok"
    assert len(server.bodies) == 5, "each of the later ones was sent twice"
    assert all(body.count(b"x") >= 100_000 for body in server.bodies), "the body was not sent whole again"


async def test_a_server_that_never_answers_is_asked_twice_and_not_for_ever() -> None:
    server = Fickle(is_reset=False, answers_first=False)
    async with client_of(server) as client:
        with pytest.raises(httpx.RemoteProtocolError):
            await client.post("/", content=b"hello")
    assert server.bodies == [b"hello", b"hello"]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (httpx.ConnectError("All connection attempts failed"), "nothing answers there"),
        (httpx.ConnectError("[Errno -2] Name or service not known"), "its name is not known here"),
        (
            httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed"),
            "its certificate is not trusted",
        ),
        (httpx.ReadTimeout(""), "no answer in time"),
        (ValueError("Expecting value: line 1"), "Expecting value: line 1"),
    ],
)
def test_why_there_is_no_answer_is_told_in_words_for_people(error: Exception, said: str) -> None:
    assert why_no_answer(error) == said
