"""The state of the encrypted datagram channel: nonces, replay window, counters.

A datagram starts with the lowest byte of the sender's nonce and three bytes of the tag. The receiver rebuilds the whole
nonce from that byte, as long as fewer than about 128 packets are lost in a row; after that only a nonce sent over the
control connection (CryptSetup) brings both sides together again.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from typing import Final

from mumble_ai.mumble.ocb2 import BLOCK, Ocb2

HEADER_BYTES: Final = 4
MAX_DATAGRAM_BYTES: Final = 1024 + HEADER_BYTES
_LATE_WINDOW: Final = 30
_MODULUS: Final = 1 << 128


@dataclass(slots=True)
class PacketCounters:
    """What the Ping message reports about received datagrams."""

    good: int = 0
    late: int = 0
    lost: int = 0
    resync: int = 0


class DatagramCrypt:
    """Encrypts and decrypts voice datagrams with the key and nonces of a CryptSetup message."""

    def __init__(self, key: bytes, client_nonce: bytes, server_nonce: bytes) -> None:
        if not len(key) == len(client_nonce) == len(server_nonce) == BLOCK:
            raise ValueError("the key and both nonces have 16 bytes each")
        self.counters = PacketCounters()
        self._ocb = Ocb2(key)
        self._send = int.from_bytes(client_nonce, "little")
        self._highest = int.from_bytes(server_nonce, "little")
        self._seen = 1
        """Bit n says that the packet n before the highest nonce was accepted."""

    @property
    def send_nonce(self) -> bytes:
        """The nonce of the last packet sent, as a peer that lost track of it must be told."""
        return self._send.to_bytes(BLOCK, "little")

    def resync(self, server_nonce: bytes) -> None:
        """Takes over the nonce the peer is at."""
        if len(server_nonce) != BLOCK:
            raise ValueError("a nonce has 16 bytes")
        self._highest = int.from_bytes(server_nonce, "little")
        self._seen = 1
        self.counters.resync += 1

    def encrypt(self, plain: bytes) -> bytes:
        """Makes the datagram for one voice or ping packet."""
        self._send = (self._send + 1) % _MODULUS
        nonce = self._send.to_bytes(BLOCK, "little")
        cipher_text, tag = self._ocb.seal(plain, nonce)
        return nonce[:1] + tag[:3] + cipher_text

    def decrypt(self, datagram: bytes) -> bytes | None:
        """Returns the packet in a datagram, or None for one that is forged, repeated or too late."""
        if not HEADER_BYTES < len(datagram) <= MAX_DATAGRAM_BYTES:
            return None
        step = (datagram[0] - self._highest) & 0xFF
        if step > 0x100 - _LATE_WINDOW:
            step -= 0x100
        elif step > 0x80:
            return None
        if step <= 0 and self._seen >> -step & 1:
            return None
        nonce = (self._highest + step) % _MODULUS
        opened = self._ocb.open(datagram[HEADER_BYTES:], nonce.to_bytes(BLOCK, "little"))
        if opened is None or not hmac.compare_digest(opened[1][:3], datagram[1:HEADER_BYTES]):
            return None
        self._accept(step, nonce)
        return opened[0]

    def _accept(self, step: int, nonce: int) -> None:
        counters = self.counters
        counters.good += 1
        if step > 0:
            counters.lost += step - 1
            self._highest = nonce
            self._seen = (self._seen << step | 1) & ((1 << _LATE_WINDOW) - 1)
        else:
            counters.late += 1
            counters.lost = max(0, counters.lost - 1)
            self._seen |= 1 << -step
