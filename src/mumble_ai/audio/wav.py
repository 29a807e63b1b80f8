"""WAV files (RIFF, Microsoft Multimedia Programming Interface 1.0): mono 16-bit PCM, whole or streamed."""

from __future__ import annotations

import struct
from typing import Final

import numpy as np

from mumble_ai.audio.pcm import Int16

HEADER_BYTES: Final = 44
UNKNOWN_LENGTH: Final = 0xFFFFFFFF
"""Length field of a file whose end is not known yet; players read it to the end of the stream."""
MAX_HEADER_BYTES: Final = 64 * 1024


class NotWav(ValueError):
    """The bytes are not a mono 16-bit PCM WAV file."""


def wav_header(rate_hz: int, samples: int | None = None) -> bytes:
    """The 44 bytes before `samples` mono 16-bit samples, or before a stream of unknown length."""
    data_bytes = UNKNOWN_LENGTH if samples is None else samples * 2
    riff_bytes = UNKNOWN_LENGTH if samples is None else HEADER_BYTES - 8 + data_bytes
    return struct.pack(
        "<4sI4s4sIHHIIHH4sI",
        *(b"RIFF", riff_bytes, b"WAVE"),
        *(b"fmt ", 16, 1, 1, rate_hz, rate_hz * 2, 2, 16),
        *(b"data", data_bytes),
    )


def encode_wav(pcm: Int16, rate_hz: int) -> bytes:
    """A whole WAV file of `(n,) int16` mono samples."""
    return wav_header(rate_hz, len(pcm)) + pcm.astype("<i2").tobytes()


def decode_wav(data: bytes) -> tuple[Int16, int]:
    """Reads a whole mono 16-bit WAV file; returns `(n,) int16` samples and their rate.

    Raises:
        NotWav: It is something else.
    """
    reader = WavReader()
    pcm = reader.feed(data)
    if reader.rate_hz is None:
        raise NotWav("the WAV header is cut short")
    return pcm, reader.rate_hz


class WavReader:
    """Reads a mono 16-bit WAV that arrives in pieces of any size.

    Attributes:
        rate_hz: Sample rate, once the header has arrived.
    """

    def __init__(self) -> None:
        self.rate_hz: int | None = None
        self._pending = b""
        self._left = 0

    def feed(self, data: bytes) -> Int16:
        """Takes the next bytes; returns the `(n,) int16` samples that are complete now.

        Raises:
            NotWav: The header is not one of a mono 16-bit PCM WAV.
        """
        self._pending += data
        if self.rate_hz is None and not self._read_header():
            return np.empty(0, np.int16)
        whole = min(len(self._pending), self._left) & ~1
        chunk, self._pending = self._pending[:whole], self._pending[whole:]
        self._left -= whole
        return np.frombuffer(chunk, "<i2").astype(np.int16)

    def _read_header(self) -> bool:
        if len(self._pending) >= 12 and (self._pending[:4] != b"RIFF" or self._pending[8:12] != b"WAVE"):
            raise NotWav("not a RIFF WAVE file")
        position, rate_hz = 12, None
        while len(self._pending) >= position + 8:
            kind, length = struct.unpack_from("<4sI", self._pending, position)
            if kind == b"data":
                if rate_hz is None:
                    raise NotWav("sound comes before its format")
                self.rate_hz, self._left = rate_hz, length
                self._pending = self._pending[position + 8 :]
                return True
            if kind == b"fmt " and len(self._pending) >= position + 24:
                rate_hz = self._read_format(position + 8)
            position += 8 + length + (length & 1)
            if position > MAX_HEADER_BYTES:
                raise NotWav("the WAV header is too long")
        return False

    def _read_format(self, position: int) -> int:
        coding, channels, rate_hz, _, _, bits = struct.unpack_from("<HHIIHH", self._pending, position)
        if (coding, channels, bits) != (1, 1, 16):
            raise NotWav(f"needs mono 16-bit PCM, not coding {coding} with {channels} channels of {bits} bits")
        return int(rate_hz)
