"""Changing the sample rate, all at once or as a stream, with libsoxr."""

from __future__ import annotations

from typing import Final

import numpy as np
import soxr

from mumble_ai.audio.pcm import Float32, Int16

QUALITY: Final = "HQ"
"""soxr's 20-bit recipe; speech at these rates gains nothing from the costlier one."""


def resample_float(pcm: Float32, from_hz: int, to_hz: int) -> Float32:
    """Resamples `(n,) float32` mono from `from_hz` to `to_hz`."""
    if from_hz == to_hz:
        return pcm
    return np.asarray(soxr.resample(pcm, from_hz, to_hz, QUALITY), np.float32)


def resample_int16(pcm: Int16, from_hz: int, to_hz: int) -> Int16:
    """Resamples `(n,) int16` mono from `from_hz` to `to_hz`, clipping what overshoots."""
    if from_hz == to_hz:
        return pcm
    return np.asarray(soxr.resample(pcm, from_hz, to_hz, QUALITY), np.int16)


class Int16Resampler:
    """Resamples a stream of `(n,) int16` mono chunks; chunk borders leave no trace in the sound.

    The first chunks may come out shorter, since the filter looks ahead; `flush` gives what is left. The filter is built
    with the first chunk, so that a stream made at the end of another one costs nothing there.
    """

    def __init__(self, from_hz: int, to_hz: int) -> None:
        self._rates_hz = (from_hz, to_hz)
        self._stream: soxr.ResampleStream | None = None

    def feed(self, pcm: Int16) -> Int16:
        """Takes the next chunk and returns what is ready, perhaps nothing."""
        return self._convert(pcm, last=False)

    def flush(self) -> Int16:
        """Returns the rest of the stream; nothing may be fed afterwards."""
        return self._convert(np.empty(0, np.int16), last=True)

    def _convert(self, pcm: Int16, *, last: bool) -> Int16:
        from_hz, to_hz = self._rates_hz
        if from_hz == to_hz:
            return pcm
        if self._stream is None:
            self._stream = soxr.ResampleStream(from_hz, to_hz, 1, "int16", QUALITY)
        return np.asarray(self._stream.resample_chunk(pcm, last=last), np.int16)
