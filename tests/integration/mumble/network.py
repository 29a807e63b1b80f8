"""A faulty network, and waiting for what real servers do."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from mumble_ai.mumble import ChannelAdded, MumbleClient, Subscription
from mumble_ai.mumble.wire import mumble_pb2 as wire
from tests.support.murmur import Murmur

E = TypeVar("E")
Connect = Callable[..., Awaitable[MumbleClient]]


async def until(
    events: Subscription, kind: type[E], test: Callable[[E], bool] = lambda _: True, *, timeout_s: float = 15
) -> E:
    """The next event of a kind that passes a test; everything before it is read over."""
    async with asyncio.timeout(timeout_s):
        async for event in events:
            if isinstance(event, kind) and test(event):
                return event
    raise AssertionError(f"the client closed before {kind.__name__}")


async def collect(events: Subscription, kind: type[E], count: int, *, timeout_s: float = 15) -> list[E]:
    """The next `count` events of a kind."""
    return [await until(events, kind, timeout_s=timeout_s) for _ in range(count)]


async def voice_by_udp(client: MumbleClient) -> None:
    """Waits until the client's voice goes over UDP."""
    async with asyncio.timeout(10):
        while client.state.voice_path != "udp":
            await asyncio.sleep(0.02)


async def make_channel(admin: MumbleClient, name: str, parent: int = 0) -> int:
    """Makes a channel and returns its id once the server has it."""
    events = admin.events()
    assert admin._link is not None
    admin._link.send(wire.ChannelState(parent=parent, name=name))
    return (await until(events, ChannelAdded, lambda e: e.channel.name == name)).channel.id


class Relay:
    """Stands between a client and a server; can swallow UDP and cut TCP."""

    host = "127.0.0.1"

    def __init__(self, server: Murmur) -> None:
        self.udp_open = True
        self.port = 0
        self._target = (server.host, server.port)
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._upstream: dict[Any, asyncio.DatagramTransport] = {}

    async def __aenter__(self) -> Relay:
        loop = asyncio.get_running_loop()
        self._server = await asyncio.start_server(self._serve, self.host, 0)
        self.port = self._server.sockets[0].getsockname()[1]
        self._udp, _ = await loop.create_datagram_endpoint(lambda: _Front(self), local_addr=(self.host, self.port))
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        self.cut()
        self._udp.close()
        for transport in self._upstream.values():
            transport.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def cut(self) -> None:
        """Breaks every TCP connection without a goodbye."""
        for writer in self._writers:
            writer.transport.abort()
        self._writers.clear()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far_reader, far_writer = await asyncio.open_connection(*self._target)
        except OSError:
            writer.transport.abort()
            return
        self._writers |= {writer, far_writer}
        for source, sink in ((reader, far_writer), (far_reader, writer)):
            task = asyncio.create_task(self._pump(source, sink))
            self._tasks.add(task)

    async def _pump(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.transport.abort()

    async def upstream(self, address: Any) -> asyncio.DatagramTransport:
        """The socket that speaks to the server for one client."""
        if address not in self._upstream:
            loop = asyncio.get_running_loop()
            self._upstream[address], _ = await loop.create_datagram_endpoint(
                lambda: _Back(self, address), remote_addr=self._target
            )
        return self._upstream[address]


class _Front(asyncio.DatagramProtocol):
    def __init__(self, relay: Relay) -> None:
        self._relay = relay

    def datagram_received(self, data: bytes, addr: Any) -> None:
        if self._relay.udp_open:
            task = asyncio.ensure_future(self._forward(data, addr))
            self._relay._tasks.add(task)
            task.add_done_callback(self._relay._tasks.discard)

    async def _forward(self, data: bytes, addr: Any) -> None:
        (await self._relay.upstream(addr)).sendto(data)


class _Back(asyncio.DatagramProtocol):
    def __init__(self, relay: Relay, client: Any) -> None:
        self._relay, self._client = relay, client

    def datagram_received(self, data: bytes, addr: Any) -> None:
        if self._relay.udp_open:
            self._relay._udp.sendto(data, self._client)
