"""Makes every voice equally loud and trims the silence around a clause, a chunk at a time."""

from __future__ import annotations

from collections import deque
from typing import Final

import numpy as np

from mumble_ai.audio.pcm import VOICE_RATE_HZ, Float32, Int16

_FULL_SCALE: Final = 32768.0
_MOMENT_SAMPLES: Final = VOICE_RATE_HZ // 50
_RAMP_SAMPLES: Final = VOICE_RATE_HZ // 20
"""The gain changes within 50 ms: soon enough for a clause that comes in one piece, and without a click."""


class Leveller:
    """Brings one voice to a common level. What it learns about the voice stays from clause to clause.

    Attributes are in decibels relative to full scale. The level is the mean power of all moments of 20 ms that are
    louder than `gate_db`, over about `memory_s` seconds, so that pauses don't count (the gating of ITU-R BS.1770); the
    gain never lifts a peak above `ceiling_db`.
    """

    def __init__(
        self,
        *,
        target_db: float = -20.0,
        gate_db: float = -45.0,
        ceiling_db: float = -1.0,
        most_gain_db: float = 12.0,
        memory_s: float = 4.0,
    ) -> None:
        self._target = 10 ** (target_db / 20)
        self._gate = 10 ** (gate_db / 20)
        self._ceiling = 10 ** (ceiling_db / 20)
        self._most = 10 ** (most_gain_db / 20)
        self._memory_samples = memory_s * VOICE_RATE_HZ
        self._power = 0.0
        self._weight = 0.0
        self._gain = 1.0

    def level(self, pcm: Int16) -> Int16:
        """Scales the next `(n,) int16` mono samples at 48 000 Hz."""
        if not pcm.size:
            return pcm
        wave = pcm.astype(np.float32) / _FULL_SCALE
        is_first = self._weight == 0.0
        self._learn(wave)
        if self._weight == 0.0:
            return pcm
        wanted = min(self._target / self._power**0.5, self._most)
        peak = float(np.max(np.abs(wave)))
        wanted = min(wanted, self._ceiling / peak) if peak > 0 else wanted
        ramp = np.full(pcm.size, wanted, np.float32)
        if not is_first:
            change = min(_RAMP_SAMPLES, pcm.size)
            ramp[:change] = np.linspace(self._gain, wanted, change, dtype=np.float32)
        self._gain = wanted
        return (np.clip(wave * ramp, -self._ceiling, self._ceiling) * (_FULL_SCALE - 1)).astype(np.int16)

    def _learn(self, wave: Float32) -> None:
        moments = max(1, wave.size // _MOMENT_SAMPLES)
        powers = np.array([np.mean(np.square(moment)) for moment in np.array_split(wave, moments)])
        loud = powers[powers > self._gate**2]
        if loud.size:
            samples = wave.size * loud.size / moments
            self._weight = min(self._weight + samples, self._memory_samples)
            self._power += (float(loud.mean()) - self._power) * min(1.0, samples / self._weight)


class SilenceTrimmer:
    """Cuts the silence before one clause and shortens the one after it; pauses inside stay as they are.

    Args:
        threshold: Loudest absolute sample that counts as silence.
        lead_s: Silence kept before the first sound, for soft consonants.
        tail_s: Silence kept after the last sound.
    """

    def __init__(self, *, threshold: int = 200, lead_s: float = 0.02, tail_s: float = 0.12) -> None:
        self._threshold = threshold
        self._lead_samples = round(lead_s * VOICE_RATE_HZ)
        self._tail_samples = round(tail_s * VOICE_RATE_HZ)
        self._held: deque[Int16] = deque()
        self._has_begun = False

    def feed(self, pcm: Int16) -> Int16:
        """Takes `(n,) int16` mono samples at 48 000 Hz; returns what is now known to be part of the clause."""
        loud = np.flatnonzero(np.abs(pcm.astype(np.int32)) > self._threshold)
        if not loud.size:
            self._hold(pcm)
            return np.zeros(0, np.int16)
        last = int(loud[-1]) + 1
        before = np.concatenate((*self._held, pcm[:last]))
        if not self._has_begun:
            first_loud = before.size - last + int(loud[0])
            before = before[max(0, first_loud - self._lead_samples) :]
            self._has_begun = True
        self._held.clear()
        self._hold(pcm[last:])
        return before

    def flush(self) -> Int16:
        """Returns the silence that belongs after the clause; nothing if there was no sound."""
        if not self._has_begun or not self._held:
            return np.zeros(0, np.int16)
        return np.concatenate(tuple(self._held))[: self._tail_samples]

    def _hold(self, pcm: Int16) -> None:
        self._held.append(pcm)
        while not self._has_begun and sum(p.size for p in self._held) - self._held[0].size >= self._lead_samples:
            self._held.popleft()
