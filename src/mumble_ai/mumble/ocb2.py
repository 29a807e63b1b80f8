"""OCB2-AES128, the authenticated encryption of Mumble's voice datagrams.

Source: Rogaway, "Efficient Instantiations of Tweakable Blockciphers and Refinements to Modes OCB and PMAC" (2004), with
the counter-measures of Inoue, Iwata, Minematsu and Poettering, "Cryptanalysis of OCB2" (2019), section 9: a sender
never encrypts the block that the forgery needs, and a receiver refuses what such a forgery decrypts to.

All AES blocks of a packet that do not depend on each other go through one ECB call, and blocks are XORed as one large
number, which is what makes this fast enough in Python.
"""

from __future__ import annotations

from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import ECB

BLOCK: Final = 16
_MASK: Final = (1 << 128) - 1


def _double(x: int) -> int:
    """Multiplies by x in GF(2**128) with the polynomial x**128 + x**7 + x**2 + x + 1."""
    x <<= 1
    return (x ^ 0x87) & _MASK if x >> 128 else x


def _offsets(start: int, count: int) -> tuple[int, list[int]]:
    offsets: list[int] = []
    for _ in range(count):
        start = _double(start)
        offsets.append(start)
    return start, offsets


def _join(blocks: list[int]) -> int:
    return int.from_bytes(b"".join([block.to_bytes(BLOCK, "big") for block in blocks]), "big")


def _xor_blocks(data: bytes) -> int:
    total = 0
    for start in range(0, len(data), BLOCK):
        total ^= int.from_bytes(data[start : start + BLOCK], "big")
    return total


class Ocb2:
    """One key, both directions. Not for use from several threads."""

    def __init__(self, key: bytes) -> None:
        cipher = Cipher(AES(key), ECB())  # noqa: S305 - OCB2 is built from bare AES blocks
        self._encrypt = cipher.encryptor().update
        self._decrypt = cipher.decryptor().update

    def seal(self, plain: bytes, nonce: bytes) -> tuple[bytes, bytes]:
        """Encrypts `plain` under a 16-byte nonce; returns the cipher text, of the same length, and a 16-byte tag."""
        full = max(0, (len(plain) - 1) // BLOCK)
        head, rest = plain[: full * BLOCK], plain[full * BLOCK :]
        if full and not any(head[-BLOCK:-1]):
            head = head[:-BLOCK] + bytes((head[-BLOCK] ^ 1,)) + head[-BLOCK + 1 :]
        last, offsets = _offsets(int.from_bytes(self._encrypt(nonce), "big"), full + 1)
        mask = _join(offsets)
        mixed = int.from_bytes(head + (len(rest) * 8).to_bytes(BLOCK, "big"), "big") ^ mask
        out = self._encrypt(mixed.to_bytes(len(head) + BLOCK, "big"))
        pad = out[-BLOCK:]
        body = (int.from_bytes(out[:-BLOCK], "big") ^ (mask >> 128)).to_bytes(len(head), "big")
        padded = int.from_bytes(rest + pad[len(rest) :], "big")
        tail = (padded ^ int.from_bytes(pad, "big")).to_bytes(BLOCK, "big")[: len(rest)]
        return body + tail, self._tag(last, _xor_blocks(head) ^ padded)

    def open(self, cipher_text: bytes, nonce: bytes) -> tuple[bytes, bytes] | None:
        """Decrypts; returns the plain text and the tag it ought to have.

        None when the packet has the shape of the known forgery, whatever its tag says.
        """
        full = max(0, (len(cipher_text) - 1) // BLOCK)
        head, rest = cipher_text[: full * BLOCK], cipher_text[full * BLOCK :]
        last, offsets = _offsets(int.from_bytes(self._encrypt(nonce), "big"), full + 1)
        mask = _join(offsets[:-1])
        plain = b""
        if full:
            mixed = self._decrypt((int.from_bytes(head, "big") ^ mask).to_bytes(len(head), "big"))
            plain = (int.from_bytes(mixed, "big") ^ mask).to_bytes(len(head), "big")
        pad = self._encrypt((len(rest) * 8 ^ last).to_bytes(BLOCK, "big"))
        padded = int.from_bytes(rest.ljust(BLOCK, b"\0"), "big") ^ int.from_bytes(pad, "big")
        if full and padded >> 8 == last >> 8:
            return None
        tail = padded.to_bytes(BLOCK, "big")[: len(rest)]
        return plain + tail, self._tag(last, _xor_blocks(plain) ^ padded)

    def _tag(self, last: int, checksum: int) -> bytes:
        return self._encrypt((last ^ _double(last) ^ checksum).to_bytes(BLOCK, "big"))
