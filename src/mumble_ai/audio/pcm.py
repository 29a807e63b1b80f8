"""PCM conventions of the whole house, and the conversions between them.

Two kinds of PCM travel through the code:

* **voice**: `(n,) int16` mono at 48 000 Hz, what Opus and Mumble use;
* **speech**: `(n,) float32` mono at 16 000 Hz in [-1, 1], what VAD and speech recognition use.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

Int16 = npt.NDArray[np.int16]
Float32 = npt.NDArray[np.float32]

VOICE_RATE_HZ: Final = 48_000
SPEECH_RATE_HZ: Final = 16_000
FRAME_MS: Final = 20
FRAME_SAMPLES: Final = VOICE_RATE_HZ * FRAME_MS // 1000
"""Samples of one 20 ms voice frame (960)."""


def to_float(pcm: Int16) -> Float32:
    """Scales `(n,) int16` to `(n,) float32` in [-1, 1)."""
    return pcm.astype(np.float32) / 32768.0


def to_int16(pcm: Float32) -> Int16:
    """Scales `(n,) float32` in [-1, 1] to `(n,) int16`, clipping what lies outside."""
    return (np.clip(pcm, -1.0, 1.0) * 32767.0).astype(np.int16)


def duration_s(samples: int, rate_hz: int) -> float:
    """Length of `samples` mono samples in seconds."""
    return samples / rate_hz
