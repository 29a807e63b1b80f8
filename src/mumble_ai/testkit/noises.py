"""Sounds that are no words, the same ones each time: what a microphone picks up besides speech."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np

from mumble_ai.audio.pcm import VOICE_RATE_HZ, Float32, Int16
from mumble_ai.testkit.wordcode import shape

_SEED: Final = 20_260


def _times(seconds: float) -> Float32:
    return (np.arange(round(seconds * VOICE_RATE_HZ)) / VOICE_RATE_HZ).astype(np.float32)


def _hiss(samples: int) -> Float32:
    return np.random.default_rng(_SEED).standard_normal(samples).astype(np.float32)


def _bursts(seconds: float, every_s: float, burst: Float32) -> Float32:
    sound = np.zeros(round(seconds * VOICE_RATE_HZ), np.float32)
    for start in range(0, sound.size, round(every_s * VOICE_RATE_HZ)):
        part = burst[: sound.size - start]
        sound[start : start + part.size] = part
    return sound


def silence(seconds: float) -> Float32:
    """Nothing at all."""
    return np.zeros(round(seconds * VOICE_RATE_HZ), np.float32)


def noise(seconds: float) -> Float32:
    """A loud even hiss, like a fan."""
    return _hiss(round(seconds * VOICE_RATE_HZ)) * 0.05


def breath(seconds: float) -> Float32:
    """A hiss that swells and fades every three seconds."""
    return _hiss(round(seconds * VOICE_RATE_HZ)) * 0.06 * np.sin(np.pi * _times(seconds) / 1.5) ** 2


def keyboard(seconds: float) -> Float32:
    """Seven clicks a second."""
    click = _hiss(round(0.012 * VOICE_RATE_HZ))
    return _bursts(seconds, 1 / 7, click * np.linspace(1, 0, click.size, dtype=np.float32) * 0.25)


def music(seconds: float) -> Float32:
    """A beat: a hiss in time over a drone of many tones."""
    at_s = _times(seconds)
    drone = sum((np.sin(2 * np.pi * 55 * (1 + n) * at_s + n) for n in range(24)), np.zeros_like(at_s))
    return (drone * 0.012 + _bursts(seconds, 0.5, _hiss(round(0.1 * VOICE_RATE_HZ)) * 0.08)).astype(np.float32)


def cough(seconds: float) -> Float32:
    """One short voiced blast a second."""
    return _bursts(seconds, 1.0, _voiced(0.18, 190))


def laughter(seconds: float) -> Float32:
    """Four short voiced blasts a second."""
    return _bursts(seconds, 0.25, _voiced(0.13, 240))


def _voiced(seconds: float, pitch_hz: float) -> Float32:
    at_s = _times(seconds)
    return shape((np.sin(2 * np.pi * pitch_hz * at_s) * 0.4 + _hiss(at_s.size) * 0.01).astype(np.float32))


SOUNDS: Final[dict[str, Callable[[float], Float32]]] = {
    make.__name__: make for make in (silence, noise, breath, keyboard, music, cough, laughter)
}
"""Every sound by its name; each takes seconds and gives `(n,) float32` mono at 48 000 Hz."""


def sound(name: str, seconds: float) -> Int16:
    """A sound of `SOUNDS`, `(n,) int16` mono at 48 000 Hz."""
    return (np.clip(SOUNDS[name](seconds), -1, 1) * 32767).astype(np.int16)
