"""Asks a Mumble server how it is, without connecting: the UDP ping that server lists use.

Twelve bytes go out, four zeros and eight of our own; 24 come back: the version, our eight bytes, and three numbers
(https://www.mumble.info/documentation/developer/protocol/ping.html). Both generations of the server answer it.
"""

from __future__ import annotations

import asyncio
import secrets
import struct
from dataclasses import dataclass
from typing import Final, cast

_ANSWER: Final = struct.Struct(">I8sIII")
REPEAT_S: Final = 0.5
"""A ping without an answer is sent again after so long: datagrams get lost."""


@dataclass(frozen=True, slots=True)
class ServerPing:
    """What the server says of itself.

    Attributes:
        version: Major, minor and patch.
        bandwidth_bps: Bits a second each client may send.
    """

    version: tuple[int, int, int]
    users: int
    max_users: int
    bandwidth_bps: int


class _Waiter(asyncio.DatagramProtocol):
    def __init__(self, ident: bytes) -> None:
        self._ident = ident
        self.answer: asyncio.Future[ServerPing] = asyncio.get_running_loop().create_future()

    def datagram_received(self, data: bytes, addr: object) -> None:
        ping = parse_answer(data, self._ident)
        if ping is not None and not self.answer.done():
            self.answer.set_result(ping)

    def error_received(self, exc: Exception) -> None:
        if not self.answer.done():
            self.answer.set_exception(exc)


def parse_answer(datagram: bytes, ident: bytes) -> ServerPing | None:
    """Reads the answer to the ping that carried `ident` (8 bytes); None for anything else."""
    if len(datagram) != _ANSWER.size:
        return None
    version, echoed, users, max_users, bandwidth = cast("tuple[int, bytes, int, int, int]", _ANSWER.unpack(datagram))
    if echoed != ident:
        return None
    return ServerPing((version >> 16, version >> 8 & 0xFF, version & 0xFF), users, max_users, bandwidth)


async def ping_server(host: str, port: int, *, timeout_s: float = 3.0) -> ServerPing:
    """Asks the server at `host`, `port`.

    Raises:
        TimeoutError: Nothing answers.
        OSError: Nothing listens there, or the host is unknown.
    """
    ident = secrets.token_bytes(8)
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(timeout_s):
        transport, waiter = await loop.create_datagram_endpoint(lambda: _Waiter(ident), remote_addr=(host, port))
        try:
            while True:
                transport.sendto(bytes(4) + ident)
                done, _ = await asyncio.wait((waiter.answer,), timeout=REPEAT_S)
                if done:
                    return waiter.answer.result()
        finally:
            transport.close()
