"""Opus at 48 000 Hz mono, by libopus (RFC 6716). One frame costs about 0.1 ms, little enough for an event loop."""

from __future__ import annotations

import ctypes
from typing import Any, Final, cast

import numpy as np
import opuslib_next.api as _bundled  # pyright: ignore[reportMissingTypeStubs]

from mumble_ai.audio.pcm import VOICE_RATE_HZ, Int16

MAX_PACKET_SAMPLES: Final = 5760
"""Samples of the longest Opus packet, 120 ms."""
_MAX_PACKET_BYTES: Final = 1275 * 3 + 7
_APPLICATION_VOIP: Final = 2048
_SET_BITRATE: Final = 4002
_SET_COMPLEXITY: Final = 4010
_SET_INBAND_FEC: Final = 4012
_SET_PACKET_LOSS_PERCENT: Final = 4014
_SET_SIGNAL: Final = 4024
_SIGNAL_VOICE: Final = 3001
_RESET_STATE: Final = 4028
_SILK_FRAME: Final = (480, 960, 1920, 2880)
_CELT_FRAME: Final = (120, 240, 480, 960)

# A handle of our own: the argument types that opuslib declares on its functions would hold for ours too.
_library = ctypes.CDLL(cast(str, cast(Any, _bundled).libopus._name))


class OpusError(Exception):
    """libopus refused a packet or a setting."""


def _declare(name: str, result: Any, *arguments: Any) -> Any:
    function = _library[name]
    function.restype = result
    function.argtypes = arguments
    return function


_int = ctypes.c_int
_pointer = ctypes.c_void_p
_encoder_create = _declare("opus_encoder_create", _pointer, ctypes.c_int32, _int, _int, ctypes.POINTER(_int))
_encoder_destroy = _declare("opus_encoder_destroy", None, _pointer)
_encode = _declare("opus_encode", ctypes.c_int32, _pointer, _pointer, _int, ctypes.c_char_p, ctypes.c_int32)
_encoder_control = _declare("opus_encoder_ctl", _int, _pointer, _int)
_decoder_create = _declare("opus_decoder_create", _pointer, ctypes.c_int32, _int, ctypes.POINTER(_int))
_decoder_destroy = _declare("opus_decoder_destroy", None, _pointer)
_decode = _declare("opus_decode", _int, _pointer, ctypes.c_char_p, ctypes.c_int32, _pointer, _int, _int)


def packet_samples(packet: bytes) -> int:
    """Samples at 48 000 Hz that a packet decodes to, from its first bytes (RFC 6716, section 3.1).

    Raises:
        OpusError: When the packet is empty or longer than Opus allows.
    """
    if not packet:
        raise OpusError("an empty packet")
    config, code = packet[0] >> 3, packet[0] & 3
    if config < 12:
        frame = _SILK_FRAME[config & 3]
    elif config < 16:
        frame = _SILK_FRAME[config & 1]
    else:
        frame = _CELT_FRAME[config & 3]
    if code == 3 and len(packet) < 2:
        raise OpusError("a packet without its frame count")
    count = (1, 2, 2, packet[1] & 0x3F if code == 3 else 0)[code]
    if not 0 < frame * count <= MAX_PACKET_SAMPLES:
        raise OpusError("a packet of impossible length")
    return frame * count


class OpusEncoder:
    """Encodes `(n,) int16` mono frames of 10, 20, 40 or 60 ms, with in-band FEC. Not for use from several threads."""

    def __init__(self, bitrate_bps: int = 40_000, *, complexity: int = 5, expected_loss_percent: int = 10) -> None:
        error = _int()
        self._handle = _encoder_create(VOICE_RATE_HZ, 1, _APPLICATION_VOIP, ctypes.byref(error))
        if error.value:
            raise OpusError(f"libopus makes no encoder ({error.value})")
        self._out = ctypes.create_string_buffer(_MAX_PACKET_BYTES)
        self._control(_SET_COMPLEXITY, complexity)
        self._control(_SET_INBAND_FEC, 1)
        self._control(_SET_PACKET_LOSS_PERCENT, expected_loss_percent)
        self._control(_SET_SIGNAL, _SIGNAL_VOICE)
        self.bitrate_bps = bitrate_bps

    @property
    def bitrate_bps(self) -> int:
        """Bits a second of the Opus stream itself; may be changed between frames."""
        return self._bitrate_bps

    @bitrate_bps.setter
    def bitrate_bps(self, value: int) -> None:
        self._control(_SET_BITRATE, value)
        self._bitrate_bps = value

    def encode(self, frame: Int16, *, max_bytes: int = 1000) -> bytes:
        """Encodes one frame; the packet has at most `max_bytes`."""
        data = np.ascontiguousarray(frame, np.int16)
        size = min(max_bytes, _MAX_PACKET_BYTES)
        length = _encode(self._handle, data.ctypes.data, len(data), self._out, size)
        if length < 0:
            raise OpusError(f"libopus does not encode {len(data)} samples ({length})")
        return ctypes.string_at(self._out, length)

    def reset(self) -> None:
        """Forgets the past, as before a new talk spurt."""
        _encoder_control(self._handle, _RESET_STATE)

    def _control(self, request: int, value: int) -> None:
        if _encoder_control(self._handle, request, ctypes.c_int32(value)):
            raise OpusError(f"libopus refuses the setting {request} = {value}")

    def __del__(self) -> None:
        if handle := getattr(self, "_handle", None):
            _encoder_destroy(handle)


class OpusDecoder:
    """Decodes one stream to `(n,) int16` mono; stereo packets are mixed down by libopus. One thread at a time."""

    def __init__(self) -> None:
        error = _int()
        self._handle = _decoder_create(VOICE_RATE_HZ, 1, ctypes.byref(error))
        if error.value:
            raise OpusError(f"libopus makes no decoder ({error.value})")
        self._out: Int16 = np.zeros(MAX_PACKET_SAMPLES, np.int16)
        self._out_address = self._out.ctypes.data

    def decode(self, packet: bytes) -> Int16:
        """Decodes a packet.

        Raises:
            OpusError: When the packet is damaged.
        """
        return self._run(packet, MAX_PACKET_SAMPLES, fec=False)

    def recover(self, next_packet: bytes, samples: int) -> Int16:
        """The `samples` lost before `next_packet`, from its in-band FEC; concealed where it carries none."""
        return self._run(next_packet, samples, fec=True)

    def conceal(self, samples: int) -> Int16:
        """A guess at `samples` of a lost packet, a multiple of 2.5 ms."""
        return self._run(None, samples, fec=False)

    def _run(self, packet: bytes | None, samples: int, *, fec: bool) -> Int16:
        size = len(packet) if packet is not None else 0
        count = _decode(self._handle, packet, size, self._out_address, min(samples, MAX_PACKET_SAMPLES), int(fec))
        if count < 0:
            raise OpusError(f"libopus does not decode a packet of {size} bytes ({count})")
        return self._out[:count].copy()

    def __del__(self) -> None:
        if handle := getattr(self, "_handle", None):
            _decoder_destroy(handle)
