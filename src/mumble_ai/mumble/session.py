"""The Mumble protocol without I/O: bytes and times go in; events, voice packets and bytes to send come out."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from google.protobuf.message import DecodeError, Message

from mumble_ai.mumble import events as ev
from mumble_ai.mumble.control import STATE_HANDLERS, Version, version_of
from mumble_ai.mumble.crypt import DatagramCrypt
from mumble_ai.mumble.errors import Banned, Kicked, MumbleError, ProtocolError, rejection
from mumble_ai.mumble.framing import MESSAGE_CLASSES, FrameReader, FrameType, encode_frame, encode_message
from mumble_ai.mumble.state import ServerState
from mumble_ai.mumble.voice_legacy import LegacyFormat
from mumble_ai.mumble.voice_packet import VoiceFormat, VoicePacket, VoicePing
from mumble_ai.mumble.voice_path import RoundTrip, VoicePath
from mumble_ai.mumble.voice_protobuf import ProtobufFormat
from mumble_ai.mumble.wire import mumble_pb2 as wire

PROTOCOL_VERSION: Final[Version] = (1, 5, 0)
"""The protocol this client speaks; what it announces."""
FIRST_PROTOBUF_VOICE: Final[Version] = (1, 5, 0)
PING_INTERVAL_S: Final = 5.0
SILENCE_LIMIT_S: Final = 20.0
"""A server that says nothing for so long, pings included, is gone."""
TUNNEL_PING: Final = 0xFFFF_FFFF
"""Token of a ping that only shows the way; no echo request uses it."""
RESYNC_INTERVAL_S: Final = 5.0


class ClientType(IntEnum):
    """How the server lists us."""

    PERSON = 0
    BOT = 1


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a sign-in says about us, beside the certificate."""

    username: str
    password: str = ""
    tokens: tuple[str, ...] = ()
    client_type: ClientType = ClientType.BOT


@dataclass(frozen=True, slots=True)
class Synced:
    """The sign-in is complete."""


@dataclass(frozen=True, slots=True)
class Pong:
    """The server has done all that it was asked before this ping."""

    timestamp_us: int


Happening = ev.Event | VoicePacket | Synced | Pong


class Session:
    """One connection's protocol state. After each call, send what `take_control` and `take_datagrams` return."""

    def __init__(self, credentials: Credentials, now_s: float, *, udp_allowed: bool = True) -> None:
        self.state = ServerState()
        self.path = VoicePath(udp_allowed=udp_allowed)
        self.tcp_round_trip = RoundTrip()
        self.ended: MumbleError | None = None
        """Why the server ended this connection, once it has said so."""
        self._reader = FrameReader()
        self._control = bytearray()
        self._datagrams: list[bytes] = []
        self._format: VoiceFormat = LegacyFormat()
        self._crypt: DatagramCrypt | None = None
        self._heard_s = self._last_ping_s = self._good_s = self._resync_s = now_s
        self._packets = {"udp": 0, "tcp": 0}
        self._send_hello(credentials)

    # ── what goes out ──

    def take_control(self) -> bytes:
        """Bytes for the TLS connection."""
        data, self._control = bytes(self._control), bytearray()
        return data

    def take_datagrams(self) -> list[bytes]:
        """Datagrams for the server's UDP port."""
        datagrams, self._datagrams = self._datagrams, []
        return datagrams

    def send(self, message: Message) -> None:
        """Queues a control message."""
        self._control += encode_message(message)

    def send_voice(self, opus: bytes, sequence: int, target: int, *, last: bool) -> None:
        """Queues one voice packet, `sequence` in units of 10 ms, on the way that works now."""
        self._send_packet(self._format.encode_voice(opus, sequence, target, last=last), self.path.path)

    def _send_packet(self, packet: bytes, path: str) -> None:
        if path == "udp" and self._crypt is not None:
            self._datagrams.append(self._crypt.encrypt(packet))
        else:
            self._control += encode_frame(FrameType.UDP_TUNNEL, packet)

    def _send_hello(self, credentials: Credentials) -> None:
        major, minor, patch = PROTOCOL_VERSION
        self.send(
            wire.Version(
                version_v1=major << 16 | minor << 8 | patch,
                version_v2=major << 48 | minor << 32 | patch << 16,
                release="mumble-ai",
                os=platform.system(),
                os_version=platform.release(),
            )
        )
        self.send(
            wire.Authenticate(
                username=credentials.username,
                password=credentials.password,
                tokens=credentials.tokens,
                opus=True,
                client_type=credentials.client_type,
            )
        )

    # ── time ──

    def tick(self, now_s: float) -> list[Happening]:
        """Does what is due: pings, echo requests, a request for the nonce. Call it a few times a second.

        Raises:
            MumbleError: When the server has been silent for too long.
        """
        if now_s - self._heard_s > SILENCE_LIMIT_S:
            raise MumbleError(f"the server said nothing for {SILENCE_LIMIT_S:.0f} s")
        if now_s - self._last_ping_s >= PING_INTERVAL_S:
            self._last_ping_s = now_s
            self.send_ping(now_s)
        if self._crypt is None or not self.state.synced:
            return []
        before = self.path.path
        if (token := self.path.ping_due(now_s)) is not None:
            self._datagrams.append(self._crypt.encrypt(self._format.encode_ping(token)))
        if self.path.udp_allowed and min(now_s - self._good_s, now_s - self._resync_s) > RESYNC_INTERVAL_S:
            self._resync_s = now_s
            self.send(wire.CryptSetup())
        return self._path_events(before)

    def send_ping(self, now_s: float) -> int:
        """Asks for a sign of life; returns the timestamp that `Pong` will have."""
        udp, tcp = self.path.round_trip, self.tcp_round_trip
        ping = wire.Ping(
            timestamp=int(now_s * 1e6),
            udp_packets=self._packets["udp"],
            tcp_packets=self._packets["tcp"],
            udp_ping_avg=udp.mean_ms,
            udp_ping_var=udp.variance_ms2,
            tcp_ping_avg=tcp.mean_ms,
            tcp_ping_var=tcp.variance_ms2,
        )
        if self._crypt is not None:
            counters = self._crypt.counters
            ping.good, ping.late, ping.lost = counters.good, counters.late, counters.lost
            ping.resync = counters.resync
        self.send(ping)
        return ping.timestamp

    def _path_events(self, before: str) -> list[Happening]:
        after = self.path.path
        if after == before:
            return []
        self.state.voice_path = after
        if after == "tcp":
            # The server sends others' voice through the tunnel only after it got something through the tunnel. It drops
            # what is shorter than two bytes, as a protobuf ping without a token is.
            self._send_packet(self._format.encode_ping(TUNNEL_PING), "tcp")
        return [ev.VoicePathChanged(after)]

    # ── what comes in ──

    def receive_datagram(self, datagram: bytes, now_s: float) -> list[Happening]:
        """Takes one datagram; garbage and forgeries are dropped."""
        packet = self._crypt.decrypt(datagram) if self._crypt is not None else None
        if packet is None:
            return []
        self._packets["udp"] += 1
        self._good_s = now_s
        return self._receive_packet(packet, now_s)

    def receive(self, data: bytes, now_s: float) -> list[Happening]:
        """Takes bytes of the TLS connection.

        Raises:
            ProtocolError: When they are not Mumble's.
            Rejected: When the server refuses the sign-in.
        """
        self._heard_s = now_s
        happenings: list[Happening] = []
        for kind, payload in self._reader.feed(data):
            self._packets["tcp"] += 1
            if kind == FrameType.UDP_TUNNEL:
                happenings += self._receive_packet(payload, now_s)
            elif kind in MESSAGE_CLASSES:
                happenings += self._receive_message(kind, payload, now_s)
        return happenings

    def _receive_packet(self, packet: bytes, now_s: float) -> list[Happening]:
        try:
            decoded = self._format.decode(packet)
        except ProtocolError:
            return []
        if isinstance(decoded, VoicePing):
            before = self.path.path
            self.path.echo(decoded.token, now_s)
            return self._path_events(before)
        return [decoded] if decoded is not None else []

    def _receive_message(self, kind: int, payload: bytes, now_s: float) -> list[Happening]:
        try:
            message = MESSAGE_CLASSES[kind].FromString(payload)
        except DecodeError as error:
            raise ProtocolError("the server sent a message that cannot be read") from error
        match message:
            case wire.Version():
                self._on_version(message)
            case wire.Ping():
                return self._on_ping(message, now_s)
            case wire.Reject():
                raise rejection(message.type, message.reason)
            case wire.ServerSync():
                return self._on_sync(message)
            case wire.CryptSetup():
                self._on_crypt(message, now_s)
            case _:
                return self._on_state(kind, message)
        return []

    def _on_state(self, kind: int, message: Message) -> list[Happening]:
        handler = STATE_HANDLERS.get(kind)
        happenings: list[Happening] = [*handler(self.state, message)] if handler is not None else []
        for event in happenings:
            if isinstance(event, ev.RemovedFromServer):
                words = f"{'banned' if event.banned else 'kicked'} by {event.by.name if event.by else 'the server'}"
                self.ended = (Banned if event.banned else Kicked)(f"{words}: {event.reason}".rstrip(": "))
        return happenings

    def _on_version(self, message: wire.Version) -> None:
        self.state.server_version = version_of(message.version_v1, message.version_v2)
        self.state.server_release = message.release
        if self.state.server_version >= FIRST_PROTOBUF_VOICE:
            self._format = ProtobufFormat()

    def _on_ping(self, message: wire.Ping, now_s: float) -> list[Happening]:
        passed_s = now_s - message.timestamp / 1e6
        if 0 <= passed_s < SILENCE_LIMIT_S:
            self.tcp_round_trip.add(passed_s)
        return [Pong(message.timestamp)]

    def _on_sync(self, message: wire.ServerSync) -> list[Happening]:
        self.state.my_session = message.session
        self.state.apply_limits(message)
        self.state.synced = True
        return [ev.ServerLimits(self.state.limits), Synced()]

    def _on_crypt(self, message: wire.CryptSetup, now_s: float) -> None:
        try:
            if message.key:
                self._crypt = DatagramCrypt(message.key, message.client_nonce, message.server_nonce)
                self._good_s = self._resync_s = now_s
            elif self._crypt is not None and message.server_nonce:
                self._crypt.resync(message.server_nonce)
            elif self._crypt is not None:
                self.send(wire.CryptSetup(client_nonce=self._crypt.send_nonce))
        except ValueError as error:
            raise ProtocolError(f"the server sent an impossible voice key: {error}") from error
