"""The voice format of servers before 1.5: a header byte (kind, target) and variable-length integers.

Source: Mumble's protocol documentation, "Voice data".
"""

from __future__ import annotations

from typing import Final

from mumble_ai.mumble import varint
from mumble_ai.mumble.errors import ProtocolError
from mumble_ai.mumble.voice_packet import MAX_OPUS_BYTES, VoicePacket, VoicePing

_PING: Final = 1
_OPUS: Final = 4
_LAST_FLAG: Final = 0x2000
_LENGTH_MASK: Final = 0x1FFF


class LegacyFormat:
    """Encodes and decodes legacy voice packets."""

    def encode_voice(self, opus: bytes, sequence: int, target: int, *, last: bool) -> bytes:
        size = len(opus) | (_LAST_FLAG if last else 0)
        return bytes((_OPUS << 5 | target & 0x1F,)) + varint.encode(sequence) + varint.encode(size) + opus

    def encode_ping(self, token: int) -> bytes:
        return bytes((_PING << 5,)) + varint.encode(token)

    def decode(self, data: bytes) -> VoicePacket | VoicePing | None:
        if not data:
            raise ProtocolError("an empty voice packet")
        kind = data[0] >> 5
        if kind == _PING:
            return VoicePing(varint.decode(data, 1)[0])
        if kind != _OPUS:
            return None
        session, at = varint.decode(data, 1)
        sequence, at = varint.decode(data, at)
        size, at = varint.decode(data, at)
        length = size & _LENGTH_MASK
        if min(session, sequence, size) < 0 or length > MAX_OPUS_BYTES or at + length > len(data):
            raise ProtocolError("a voice packet with an impossible number")
        return VoicePacket(session, sequence, data[at : at + length], bool(size & _LAST_FLAG), data[0] & 0x1F)
