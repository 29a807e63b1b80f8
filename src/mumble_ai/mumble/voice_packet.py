"""What a voice packet says, whichever of the two wire formats carries it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Final, Protocol

LOOPBACK_TARGET: Final = 31
"""Voice target that the server sends straight back to the speaker."""
MAX_OPUS_BYTES: Final = 1000


class VoiceContext(IntEnum):
    """How a voice reached us."""

    TALKING = 0
    SHOUT = 1
    WHISPER = 2
    LISTENING = 3
    LOOPBACK = 31


@dataclass(frozen=True, slots=True)
class VoicePacket:
    """One packet of one speaker.

    Attributes:
        session: The speaker, as the server numbers users.
        sequence: Position of the packet's start in the speaker's stream, in units of 10 ms.
        opus: The Opus packet; may be empty in the last packet of a talk spurt.
        last: True when the speaker ended the talk spurt with this packet.
        context: Why we hear it; `VoiceContext`, or a number of a newer server.
    """

    session: int
    sequence: int
    opus: bytes
    last: bool
    context: int


@dataclass(frozen=True, slots=True)
class VoicePing:
    """An echo request or its answer; the number comes back as it was sent."""

    token: int


class VoiceFormat(Protocol):
    """One wire format of voice packets."""

    def encode_voice(self, opus: bytes, sequence: int, target: int, *, last: bool) -> bytes:
        """A packet from us to the server."""
        ...

    def encode_ping(self, token: int) -> bytes:
        """An echo request."""
        ...

    def decode(self, data: bytes) -> VoicePacket | VoicePing | None:
        """A packet from the server; None for a kind this client has no use for.

        Raises:
            ProtocolError: When the bytes are no packet.
        """
        ...
