"""Whisper's log-mel features of 8 s of sound, in numpy alone.

Same numbers as `WhisperFeatureExtractor(chunk_length=8)(audio, do_normalize=True)` of Hugging Face Transformers, as
Smart Turn was trained with them: the waveform is brought to zero mean and unit variance, cut into Hann windows of 25 ms
every 10 ms, and its power is summed by 80 triangular filters on Slaney's mel scale.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import numpy.typing as npt

from mumble_ai.audio.pcm import SPEECH_RATE_HZ, Float32

WINDOW_S: Final = 8
WINDOW_SAMPLES: Final = WINDOW_S * SPEECH_RATE_HZ
MELS: Final = 80
HOP_SAMPLES: Final = 160
FRAMES: Final = WINDOW_SAMPLES // HOP_SAMPLES

_FFT_SAMPLES: Final = 400
_VARIANCE_FLOOR: Final = 1e-7
_POWER_FLOOR: Final = 1e-10
_RANGE: Final = 8.0
"""Powers more than this many decades under the loudest count as that."""
_LINEAR_HZ: Final = 1000.0
"""Slaney's scale is linear below, 200/3 Hz a mel, and logarithmic above, 27 mel for a factor of 6.4."""
_HZ_A_MEL: Final = 200.0 / 3.0
_LOG_STEP: Final = math.log(6.4) / 27.0

_Float64 = npt.NDArray[np.float64]


def log_mel(audio: Float32) -> Float32:
    """The features of the last 8 s.

    Args:
        audio: `(n,) float32` mono at 16 000 Hz; zeros are put before what is shorter than 8 s.

    Returns:
        `(80, 800) float32`, about -1 to 1.
    """
    window = np.zeros(WINDOW_SAMPLES, np.float32)
    last = audio[-WINDOW_SAMPLES:]
    window[WINDOW_SAMPLES - last.size :] = last
    window = (window - window.mean()) / np.sqrt(window.var() + np.float32(_VARIANCE_FLOOR))
    log_power = np.log10(np.maximum(_FILTERS @ _power(window), _POWER_FLOOR))
    log_power = np.maximum(log_power, log_power.max() - _RANGE)
    return ((log_power + 4.0) / 4.0).astype(np.float32)


def _power(window: Float32) -> _Float64:
    """Power spectrum of each frame, `(201, 800)`; frames are centred, the ends mirrored."""
    padded = np.pad(window.astype(np.float64), _FFT_SAMPLES // 2, mode="reflect")
    frames = np.lib.stride_tricks.sliding_window_view(padded, _FFT_SAMPLES)[::HOP_SAMPLES][:FRAMES]
    spectrum = np.fft.rfft(frames * _HANN, axis=-1)
    return (spectrum.real**2 + spectrum.imag**2).T


def _mel_filters() -> _Float64:
    """`(80, 201)` triangles from 0 Hz to 8 000 Hz, each of area 1."""
    top_mel = _LINEAR_HZ / _HZ_A_MEL + math.log(SPEECH_RATE_HZ / 2 / _LINEAR_HZ) / _LOG_STEP
    mels = np.linspace(0.0, top_mel, MELS + 2)
    corner_mel = _LINEAR_HZ / _HZ_A_MEL
    edges_hz = np.where(mels < corner_mel, mels * _HZ_A_MEL, _LINEAR_HZ * np.exp((mels - corner_mel) * _LOG_STEP))
    bins_hz = np.linspace(0.0, SPEECH_RATE_HZ / 2, _FFT_SAMPLES // 2 + 1)
    low, centre, high = edges_hz[:-2, None], edges_hz[1:-1, None], edges_hz[2:, None]
    rising, falling = (bins_hz - low) / (centre - low), (high - bins_hz) / (high - centre)
    return np.maximum(0.0, np.minimum(rising, falling)) * 2.0 / (high - low)


_HANN: Final = np.hanning(_FFT_SAMPLES + 1)[:-1]
_FILTERS: Final = _mel_filters()
