"""The variable-length integers of the legacy voice format (not those of protobuf).

Source: Mumble's protocol documentation, "Variable length integer encoding".
"""

from __future__ import annotations

from mumble_ai.mumble.errors import ProtocolError

_MAX_NESTING = 2


def encode(value: int) -> bytes:
    """Encodes a number from -2**63 to 2**64 - 1 in the shortest form."""
    if value < 0:
        if value >= -4:
            return bytes((0xFC | (-value - 1),))
        return b"\xf8" + encode(-value)
    if value < 0x80:
        return bytes((value,))
    if value < 0x4000:
        return (value | 0x8000).to_bytes(2, "big")
    if value < 0x20_0000:
        return (value | 0xC0_0000).to_bytes(3, "big")
    if value < 0x1000_0000:
        return (value | 0xE000_0000).to_bytes(4, "big")
    if value < 0x1_0000_0000:
        return b"\xf0" + value.to_bytes(4, "big")
    return b"\xf4" + value.to_bytes(8, "big")


def decode(data: bytes, offset: int = 0) -> tuple[int, int]:
    """Decodes the number at `offset`; returns it and the offset behind it.

    Raises:
        ProtocolError: When the bytes end early or nest signs without end.
    """
    return _decode(data, offset, 0)


def _decode(data: bytes, offset: int, nesting: int) -> tuple[int, int]:
    if offset >= len(data) or nesting > _MAX_NESTING:
        raise ProtocolError("a voice packet ends inside a number")
    first = data[offset]
    if first < 0x80:
        return first, offset + 1
    if first < 0xC0:
        return _tail(data, offset, first & 0x3F, 1)
    if first < 0xE0:
        return _tail(data, offset, first & 0x1F, 2)
    if first < 0xF0:
        return _tail(data, offset, first & 0x0F, 3)
    form = first & 0xFC
    if form == 0xF0:
        return _tail(data, offset, 0, 4)
    if form == 0xF4:
        return _tail(data, offset, 0, 8)
    if form == 0xF8:
        value, end = _decode(data, offset + 1, nesting + 1)
        return -value, end
    return -(first & 0x03) - 1, offset + 1


def _tail(data: bytes, offset: int, head: int, count: int) -> tuple[int, int]:
    end = offset + 1 + count
    if end > len(data):
        raise ProtocolError("a voice packet ends inside a number")
    return head << (8 * count) | int.from_bytes(data[offset + 1 : end], "big"), end
