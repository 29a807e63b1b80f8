"""Sounds for tests, and what a sound is like."""

from __future__ import annotations

import functools
import re
import wave
from pathlib import Path

import numpy as np
import numpy.typing as npt
import soxr

Int16 = npt.NDArray[np.int16]
VOICE_RATE_HZ = 48_000
AUDIBLE = 200
"""Level of a 16-bit sample above which a voice is heard."""


def tone(seconds: float, pitch_hz: float = 440.0) -> Int16:
    """A sine of a quarter of full scale: `(n,) int16` mono at 48 000 Hz."""
    times = np.arange(int(VOICE_RATE_HZ * seconds)) / VOICE_RATE_HZ
    return (8000 * np.sin(2 * np.pi * pitch_hz * times)).astype(np.int16)


def pitch_hz(pcm: Int16) -> float:
    """The strongest frequency of `(n,) int16` mono at 48 000 Hz."""
    spectrum = np.abs(np.fft.rfft(pcm * np.hanning(pcm.size)))
    return float(np.argmax(spectrum) * VOICE_RATE_HZ / pcm.size)


def recorded(path: Path) -> Int16:
    """A mono 16-bit WAV file of any rate as `(n,) int16` at 48 000 Hz."""
    with wave.open(str(path)) as sound:
        rate_hz = sound.getframerate()
        pcm = np.frombuffer(sound.readframes(sound.getnframes()), np.int16)
    return at_voice_rate(pcm, rate_hz)


def at_voice_rate(pcm: Int16, rate_hz: int) -> Int16:
    """Resamples `(n,) int16` mono to 48 000 Hz."""
    if rate_hz == VOICE_RATE_HZ:
        return pcm
    resampled = soxr.resample(pcm.astype(np.float32) / 32768, rate_hz, VOICE_RATE_HZ)
    return (resampled.clip(-1, 1) * 32767).astype(np.int16)


@functools.cache
def spoken(text: str, *, quiet_s: float = 0.2) -> Int16:
    """A sentence in a synthetic voice, `(n,) int16` mono at 48 000 Hz, with `quiet_s` of quiet on both sides.

    Quiet that the voice itself has at its ends is cut off.
    """
    from hibari import SAMPLE_RATE, Hibari

    speech = np.asarray(Hibari(threads=1)(text, seed=7), np.float32)
    voice = at_voice_rate((speech.clip(-1, 1) * 32767).astype(np.int16), SAMPLE_RATE)
    loud = np.flatnonzero(np.abs(voice) > AUDIBLE)
    quiet = np.zeros(int(VOICE_RATE_HZ * quiet_s), np.int16)
    return np.concatenate([quiet, voice[loud[0] : loud[-1] + 1], quiet])


def words(text: str) -> set[str]:
    """The words of a text, lower case, without punctuation."""
    return set(re.findall(r"[a-z']+", text.lower()))
