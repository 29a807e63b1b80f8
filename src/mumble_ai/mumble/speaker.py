"""Our own voice: encodes frames and hands them to the connection in real time, whether there is one or not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np

from mumble_ai.audio.opus import OpusEncoder
from mumble_ai.audio.pacing import FRAME_S, FramePacer
from mumble_ai.audio.pcm import FRAME_SAMPLES, Int16

UNITS_PER_FRAME: Final = 2
"""Mumble counts voice in units of 10 ms."""
WANTED_BITRATE_BPS: Final = 40_000
LOWEST_BITRATE_BPS: Final = 8_000
_PACKETS_PER_S: Final = round(1 / FRAME_S)
_UDP_OVERHEAD_BYTES: Final = 20 + 8 + 4 + 12
"""IP, UDP and encryption headers, and the fields of the voice packet itself at their longest."""
_TUNNEL_OVERHEAD_BYTES: Final = _UDP_OVERHEAD_BYTES + 12
_NOISE: Final[Int16] = np.random.default_rng(20).integers(-1, 2, FRAME_SAMPLES * 8).astype(np.int16)
_NOISE.setflags(write=False)


class VoiceSink(Protocol):
    """Where encoded voice goes."""

    def __call__(self, opus: bytes, sequence: int, target: int, *, last: bool) -> None: ...


def bitrate_within(max_bandwidth_bps: int, *, tunnelled: bool) -> int:
    """The Opus bit rate within what the server allows, overhead included, and no more than voice needs."""
    overhead = (_TUNNEL_OVERHEAD_BYTES if tunnelled else _UDP_OVERHEAD_BYTES) * 8 * _PACKETS_PER_S
    return max(LOWEST_BITRATE_BPS, min(WANTED_BITRATE_BPS, max_bandwidth_bps - overhead))


def without_digital_silence(frame: Int16, noise: Int16) -> Int16:
    """Replaces exact zeros by noise of one step, 90 dB below full scale: true zeros sound like a dead link."""
    return np.where(frame == 0, noise, frame)


@dataclass(slots=True)
class StreamPosition:
    """Where a client's voice stream is, in units of 10 ms; one for all talk spurts, as listeners see one stream."""

    sequence: int = 0
    spoken_s: float | None = None

    def begin_spurt(self, now_s: float) -> None:
        """Goes on through the silence since the last frame."""
        if self.spoken_s is not None:
            self.sequence += int(max(0.0, now_s - self.spoken_s) / FRAME_S) * UNITS_PER_FRAME

    def take(self, skipped_frames: int, now_s: float) -> int:
        """The position of the next frame."""
        position = self.sequence + skipped_frames * UNITS_PER_FRAME
        self.sequence = position + UNITS_PER_FRAME
        self.spoken_s = now_s
        return position


class Voice:
    """One outgoing voice stream. Frames written while the link is down are lost at the pace of real time."""

    def __init__(
        self, send: VoiceSink, target: int, *, bitrate: Callable[[], int], position: StreamPosition | None = None
    ) -> None:
        self.target = target
        self._send = send
        self._bitrate = bitrate
        self._encoder = OpusEncoder()
        self._pacer = FramePacer()
        self._position = position or StreamPosition()
        self._writing = False
        self._noise_at = 0

    async def write(self, frame: Int16) -> None:
        """Sends one frame, `(960,) int16` mono at 48 000 Hz; returns when the next one is due.

        Raises:
            ValueError: When the frame has another length.
            RuntimeError: When another task is writing to this stream.
        """
        if frame.shape != (FRAME_SAMPLES,):
            raise ValueError(f"a frame has {FRAME_SAMPLES} samples, not {frame.shape}")
        if self._writing:
            raise RuntimeError("two tasks write to one voice stream")
        self._writing = True
        try:
            self._transmit(frame, last=False)
            await self._pacer.wait()
        finally:
            self._writing = False

    async def end(self) -> None:
        """Ends the talk spurt at once, so that listeners know; does nothing outside one."""
        if not self._pacer.running:
            return
        self._transmit(np.zeros(FRAME_SAMPLES, np.int16), last=True)
        self._pacer.reset()

    def _transmit(self, frame: Int16, *, last: bool) -> None:
        now_s = asyncio.get_running_loop().time()
        if not self._pacer.running:
            self._position.begin_spurt(now_s)
            self._encoder.reset()
        sequence = self._position.take(self._pacer.start(), now_s)
        if (bitrate := self._bitrate()) != self._encoder.bitrate_bps:
            self._encoder.bitrate_bps = bitrate
        opus = self._encoder.encode(without_digital_silence(frame, self._next_noise()))
        self._send(opus, sequence, self.target, last=last)

    def _next_noise(self) -> Int16:
        start = self._noise_at
        self._noise_at = (start + FRAME_SAMPLES) % len(_NOISE)
        return _NOISE[start : start + FRAME_SAMPLES]
