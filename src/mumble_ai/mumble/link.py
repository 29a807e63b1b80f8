"""One connection to a server: drives a `Session` over TLS and UDP on the event loop, with no task of its own."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, cast

from google.protobuf.message import Message

from mumble_ai.mumble.errors import MumbleError, ServerUnreachable
from mumble_ai.mumble.identity import client_context, ensure_certificate
from mumble_ai.mumble.session import Credentials, Happening, Session
from mumble_ai.mumble.trust import KnownServers

CONNECT_TIMEOUT_S: Final = 10.0
SYNC_TIMEOUT_S: Final = 15.0
TICK_S: Final = 0.25
MAX_UNSENT_BYTES: Final = 1024 * 1024
"""Bytes the network may be behind before the connection is given up."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a server is and how it is talked to."""

    host: str
    port: int
    certificate: Path | None = None
    known_servers: Path | None = None
    transport: Literal["auto", "tcp"] = "auto"


class Link(asyncio.Protocol):
    """A connected link. `ended` resolves to the reason when it is over; `synced` when the sign-in is complete."""

    def __init__(self, session: Session, on_happenings: Callable[[Sequence[Happening]], None]) -> None:
        self.session = session
        loop = asyncio.get_running_loop()
        self.ended: asyncio.Future[MumbleError] = loop.create_future()
        self._loop = loop
        self._on_happenings = on_happenings
        self._transport: asyncio.Transport | None = None
        self._udp: asyncio.DatagramTransport | None = None
        self._timer: asyncio.TimerHandle | None = None

    @classmethod
    async def open(
        cls, endpoint: Endpoint, credentials: Credentials, on_happenings: Callable[[Sequence[Happening]], None]
    ) -> Link:
        """Connects and checks the server's certificate; the sign-in goes on in the background.

        Raises:
            MumbleError: When there is no connection, or not with the server we know.
        """
        loop = asyncio.get_running_loop()
        context = await loop.run_in_executor(None, _context, endpoint.certificate, credentials.username)
        link = cls(Session(credentials, loop.time(), udp_allowed=endpoint.transport == "auto"), on_happenings)
        where = f"{endpoint.host}:{endpoint.port}"
        try:
            async with asyncio.timeout(CONNECT_TIMEOUT_S):
                transport, _ = await loop.create_connection(
                    lambda: _Handshake(link), endpoint.host, endpoint.port, ssl=context, server_hostname=endpoint.host
                )
        except TimeoutError as error:
            raise ServerUnreachable(
                f"no answer from {where} in {CONNECT_TIMEOUT_S:.0f} s; check host and port"
            ) from error
        except ssl.SSLError as error:
            raise ServerUnreachable(f"{where} does not speak TLS as Mumble servers do ({error.reason})") from error
        except OSError as error:
            raise ServerUnreachable(
                f"cannot connect to {where} ({error.strerror or error}); is the server running?"
            ) from error
        try:
            shown = cast("ssl.SSLObject", transport.get_extra_info("ssl_object")).getpeercert(binary_form=True) or b""
            known = KnownServers(endpoint.known_servers)
            await loop.run_in_executor(None, known.check, endpoint.host, endpoint.port, shown)
            if endpoint.transport == "auto":
                await link._open_udp(transport)
        except BaseException:
            transport.abort()
            raise
        link._begin(transport)
        return link

    async def _open_udp(self, transport: asyncio.Transport) -> None:
        peer = cast("tuple[str, int] | None", transport.get_extra_info("peername"))
        if peer is None:
            raise ServerUnreachable("the connection was lost before the sign-in")
        address = peer[:2]
        try:
            self._udp, _ = await self._loop.create_datagram_endpoint(lambda: _Datagrams(self), remote_addr=address)
        except OSError:
            self.session.path.udp_allowed = False

    def _begin(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        transport.set_protocol(self)
        transport.resume_reading()
        self._tick()

    # ── sending ──

    def send(self, message: Message) -> None:
        """Sends a control message."""
        self.session.send(message)
        self.flush()

    def ping(self) -> int:
        """Asks for a sign of life; returns the timestamp that the session's `Pong` will have."""
        timestamp = self.session.send_ping(self._loop.time())
        self.flush()
        return timestamp

    def send_voice(self, opus: bytes, sequence: int, target: int, *, last: bool) -> None:
        """Sends a voice packet."""
        self.session.send_voice(opus, sequence, target, last=last)
        self.flush()

    def flush(self) -> None:
        """Sends what the session has to send."""
        if self._transport is None or self.ended.done():
            return
        if data := self.session.take_control():
            self._transport.write(data)
            if self._transport.get_write_buffer_size() > MAX_UNSENT_BYTES:
                self.close(ServerUnreachable("the network is too slow for what there is to send"))
                return
        datagrams = self.session.take_datagrams()
        if self._udp is not None and not self._udp.is_closing():
            for datagram in datagrams:
                self._udp.sendto(datagram)

    def close(self, reason: MumbleError) -> None:
        """Ends the connection; a second call does nothing."""
        if self._timer is not None:
            self._timer.cancel()
        if self._udp is not None:
            self._udp.abort()
        if self._transport is not None:
            # A polite TLS goodbye can wait for ever on a peer that is gone.
            self._transport.close()
            self._loop.call_later(1.0, self._transport.abort)
        if not self.ended.done():
            self.ended.set_result(reason)

    # ── receiving ──

    def data_received(self, data: bytes) -> None:
        self._take(lambda: self.session.receive(data, self._loop.time()))

    def datagram_received(self, data: bytes) -> None:
        """A datagram came in on the UDP socket."""
        self._take(lambda: self.session.receive_datagram(data, self._loop.time()))

    def connection_lost(self, exc: Exception | None) -> None:
        told = self.session.ended
        self.close(told or ServerUnreachable(f"the connection was lost ({exc or 'closed by the server'})"))

    def _tick(self) -> None:
        self._take(lambda: self.session.tick(self._loop.time()))
        if not self.ended.done():
            self._timer = self._loop.call_later(TICK_S, self._tick)

    def _take(self, step: Callable[[], list[Happening]]) -> None:
        if self.ended.done():
            return
        try:
            happenings = step()
        except MumbleError as error:
            self.close(error)
            return
        if happenings:
            self._on_happenings(happenings)
        self.flush()


class _Handshake(asyncio.Protocol):
    """Holds the connection still until the server's certificate has been checked."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        cast("asyncio.Transport", transport).pause_reading()

    def data_received(self, data: bytes) -> None:
        self._link.data_received(data)

    def connection_lost(self, exc: Exception | None) -> None:
        self._link.connection_lost(exc)


class _Datagrams(asyncio.DatagramProtocol):
    """The UDP side; errors of single datagrams are what the echo requests are for."""

    def __init__(self, link: Link) -> None:
        self._link = link

    def datagram_received(self, data: bytes, addr: object) -> None:
        self._link.datagram_received(data)


def _context(certificate: Path | None, name: str) -> ssl.SSLContext:
    if certificate is not None:
        ensure_certificate(certificate, name)
    return client_context(certificate)
