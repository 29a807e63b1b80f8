"""A bad network between a Mumble client and a server: TCP and UDP through one port, with faults on command.

The faults of each packet come from a seeded generator, so a run can be repeated.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from dataclasses import dataclass, field
from typing import Self

from tests.support.net import free_port

Address = tuple[str, int]


@dataclass
class UdpFaults:
    """What happens to datagrams of both directions.

    Attributes:
        blocked: Nothing passes, as behind a firewall.
        loss: Share that is lost, 0 to 1.
        duplicate: Share that arrives twice.
        delay_s: Delay of each.
        jitter_s: Further delay, evenly spread from 0; packets overtake each other when it exceeds their spacing.
    """

    blocked: bool = False
    loss: float = 0.0
    duplicate: float = 0.0
    delay_s: float = 0.0
    jitter_s: float = 0.0


@dataclass
class LinkCounts:
    """Datagrams seen and dropped, and TCP bytes, of both directions together."""

    udp_passed: int = 0
    udp_dropped: int = 0
    tcp_bytes: int = 0
    connections: int = 0


@dataclass
class Link:
    """The proxy; an async context manager. Clients connect to `host`:`port`."""

    server: Address
    seed: int = 1
    host: str = "127.0.0.1"
    port: int = field(default_factory=free_port)
    udp: UdpFaults = field(default_factory=UdpFaults)
    counts: LinkCounts = field(default_factory=LinkCounts)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)
        self._up = True
        self._stalled = asyncio.Event()
        self._stalled.set()
        self._connections: set[asyncio.Task[None]] = set()
        self._ways_back: dict[Address, asyncio.DatagramTransport] = {}
        self._front: asyncio.DatagramTransport | None = None
        self._listener: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        self._listener = await asyncio.start_server(self._accept, self.host, self.port)
        loop = asyncio.get_running_loop()
        self._front, _ = await loop.create_datagram_endpoint(
            lambda: _Receiver(self._from_client), local_addr=(self.host, self.port)
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.cut()
        assert self._listener is not None
        assert self._front is not None
        self._listener.close()
        await self._listener.wait_closed()
        self._front.close()
        for way in self._ways_back.values():
            way.close()

    async def cut(self) -> None:
        """Breaks every connection and refuses new ones, until `mend`."""
        self._up = False
        tasks = list(self._connections)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def mend(self) -> None:
        """Lets clients connect and datagrams pass again."""
        self._up = True
        self._stalled.set()

    def stall(self) -> None:
        """Keeps TCP connections open but passes nothing on, as a dead route does, until `mend`."""
        self._up = False
        self._stalled.clear()

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self._up:
            writer.transport.abort()
            return
        self.counts.connections += 1
        task = asyncio.get_running_loop().create_task(self._carry(reader, writer))
        self._connections.add(task)
        task.add_done_callback(self._connections.discard)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_writer: asyncio.StreamWriter | None = None
        try:
            far_reader, far_writer = await asyncio.open_connection(*self.server)
            async with asyncio.TaskGroup() as pumps:
                pumps.create_task(self._pump(reader, far_writer))
                pumps.create_task(self._pump(far_reader, writer))
        except* (OSError, _Ended):
            pass
        finally:
            for side in (writer, far_writer):
                if side is not None:
                    side.transport.abort()

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while chunk := await reader.read(1 << 16):
            await self._stalled.wait()
            self.counts.tcp_bytes += len(chunk)
            writer.write(chunk)
            await writer.drain()
        raise _Ended

    def _from_client(self, data: bytes, client: Address) -> None:
        asyncio.get_running_loop().create_task(self._forward(data, client))

    async def _forward(self, data: bytes, client: Address) -> None:
        if client not in self._ways_back:
            loop = asyncio.get_running_loop()
            way, _ = await loop.create_datagram_endpoint(
                lambda: _Receiver(lambda answer, _: self._to_client(answer, client)), remote_addr=self.server
            )
            self._ways_back[client] = way
        self._pass(data, self._ways_back[client], None)

    def _to_client(self, data: bytes, client: Address) -> None:
        assert self._front is not None
        self._pass(data, self._front, client)

    def _pass(self, data: bytes, way: asyncio.DatagramTransport, to: Address | None) -> None:
        faults = self.udp
        if not self._up or faults.blocked or self._random.random() < faults.loss:
            self.counts.udp_dropped += 1
            return
        copies = 2 if self._random.random() < faults.duplicate else 1
        for _ in range(copies):
            self.counts.udp_passed += 1
            delay_s = faults.delay_s + self._random.random() * faults.jitter_s
            asyncio.get_running_loop().call_later(delay_s, _send, way, data, to)


class _Ended(Exception):
    """One side of a connection closed it."""


class _Receiver(asyncio.DatagramProtocol):
    def __init__(self, received: object) -> None:
        assert callable(received)
        self._received = received

    def datagram_received(self, data: bytes, addr: Address) -> None:
        self._received(data, addr)

    def error_received(self, exc: Exception) -> None:
        """A refused datagram is a lost one."""


def _send(way: asyncio.DatagramTransport, data: bytes, to: Address | None) -> None:
    with contextlib.suppress(OSError):
        if not way.is_closing():
            way.sendto(data, to)
