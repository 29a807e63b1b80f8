"""How loud the voice is for the people in one talk, in steps, without ever clipping."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from mumble_ai.audio.pcm import VOICE_RATE_HZ, Float32, Int16

_FULL_SCALE: Final = 32768.0


@dataclass(frozen=True, slots=True)
class VolumePolicy:
    """Decibels relative to the common level of every voice.

    Attributes:
        step_db: What "louder" adds: clearly heard, and two of them are not too much.
        ceiling_db: Loudest sample relative to full scale; Opus adds a little to it.
        release_s: Time constant with which the gain grows, after a step up or a peak that was held down.
    """

    step_db: float = 4.0
    loudest_db: float = 12.0
    quietest_db: float = -16.0
    ceiling_db: float = -1.0
    release_s: float = 0.15


class Volume:
    """Scales what is played. A step down is heard at once, one up grows softly; peaks are turned down, not cut off."""

    _ATTACK_SAMPLES: Final = VOICE_RATE_HZ // 1000

    def __init__(self, policy: VolumePolicy | None = None) -> None:
        self._policy = policy or VolumePolicy()
        self._ceiling = 10 ** (self._policy.ceiling_db / 20)
        self._wanted = 1.0
        self._gain = 1.0
        self.level_db = 0.0
        """Where it stands."""

    def louder(self) -> bool:
        """One step up; False when it is at its loudest."""
        return self._step(self._policy.step_db)

    def quieter(self) -> bool:
        """One step down; False when it is at its quietest."""
        return self._step(-self._policy.step_db)

    @property
    def percent(self) -> int:
        """Where it stands between the quietest and the loudest, in even steps of loudness."""
        lowest, highest = self._policy.quietest_db, self._policy.loudest_db
        return round((self.level_db - lowest) / (highest - lowest) * 100)

    @percent.setter
    def percent(self, percent: int) -> None:
        lowest, highest = self._policy.quietest_db, self._policy.loudest_db
        self._step(lowest + (highest - lowest) * percent / 100 - self.level_db)

    def apply(self, pcm: Int16) -> Int16:
        """Scales the next `(n,) int16` mono samples at 48 000 Hz; what is played is always the next."""
        if not pcm.size or (self._wanted == 1.0 and self._gain == 1.0):
            return pcm
        wave = pcm.astype(np.float32) / _FULL_SCALE
        peak = float(np.abs(wave).max())
        limit = self._ceiling / peak if peak > 0.0 else self._wanted
        gains = self._ramp(min(self._wanted, max(limit, 1.0)), pcm.size)
        return (np.clip(wave * gains, -self._ceiling, self._ceiling) * (_FULL_SCALE - 1)).astype(np.int16)

    def _step(self, change_db: float) -> bool:
        before = self.level_db
        self.level_db = min(max(before + change_db, self._policy.quietest_db), self._policy.loudest_db)
        self._wanted = 10 ** (self.level_db / 20)
        return self.level_db != before

    def _ramp(self, target: float, size: int) -> Float32:
        """The gain of each sample: down within a millisecond, up by `release_s`."""
        gains = np.empty(size, np.float32)
        if target < self._gain:
            attack = min(self._ATTACK_SAMPLES, size)
            gains[:attack] = np.linspace(self._gain, target, attack, dtype=np.float32)
            gains[attack:] = target
            self._gain = target
        else:
            share = min(1.0, size / (self._policy.release_s * VOICE_RATE_HZ))
            end = self._gain + (target - self._gain) * share
            end = target if abs(end - target) < 1e-3 else end
            gains[:] = np.linspace(self._gain, end, size, dtype=np.float32)
            self._gain = end
        return gains
