"""Minutes of what microphones pick up besides speech, made from a seed: `(n,) int16` mono at 48 000 Hz."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

Float64 = npt.NDArray[np.float64]
Int16 = npt.NDArray[np.int16]
RATE_HZ: Final = 48_000
PIECE_S: Final = 10.0


def room(seconds: float, rng: np.random.Generator) -> Float64:
    """An empty room: hiss that falls with frequency, a fan that comes and goes."""
    return _coloured(seconds, rng, -1.0) * 0.01 * (1 + 0.5 * _wander(seconds, rng, 0.3))


def hum(seconds: float, rng: np.random.Generator) -> Float64:
    """Mains hum with its harmonics, and the room behind it."""
    at_s = _times(seconds)
    tones = sum((np.sin(2 * np.pi * 50 * n * at_s + rng.uniform(0, 6)) / n for n in range(1, 12)), np.zeros_like(at_s))
    return 0.06 * tones + room(seconds, rng)


def keyboard(seconds: float, rng: np.random.Generator) -> Float64:
    """Typing: each key a click down and a softer one up, with the resonance of the desk."""
    sound = room(seconds, rng) * 0.5
    at_s = 0.0
    while (at_s := at_s + rng.gamma(3, 0.05)) < seconds - 0.2:
        for later_s, strength in ((0.0, 1.0), (rng.uniform(0.06, 0.12), 0.4)):
            _add(sound, at_s + later_s, strength * rng.uniform(0.1, 0.5) * _click(rng))
    return sound


def breath(seconds: float, rng: np.random.Generator) -> Float64:
    """Breathing into the microphone: in, out, a pause; now and then a blow."""
    sound = room(seconds, rng) * 0.3
    at_s = 0.2
    while at_s < seconds - 3:
        for length_s, level in ((rng.uniform(0.7, 1.3), 0.06), (rng.uniform(0.9, 1.8), 0.12)):
            air = _band(_coloured(length_s, rng, -0.5), 300, 6_000) * level
            _add(sound, at_s, air * np.sin(np.linspace(0, np.pi, air.size)) ** 1.5)
            at_s += length_s + rng.uniform(0.05, 0.3)
        at_s += rng.uniform(0.3, 1.0)
    return sound


def coughs(seconds: float, rng: np.random.Generator) -> Float64:
    """Coughs and throat clearing: a burst of air, then a short rough voice."""
    sound = room(seconds, rng)
    at_s = 0.5
    while at_s < seconds - 1.5:
        for _ in range(rng.integers(1, 4)):
            air = _band(_coloured(rng.uniform(0.06, 0.12), rng, 0), 500, 8_000)
            _add(sound, at_s, 0.5 * air * np.exp(-np.linspace(0, 4, air.size)))
            rough = _voiced(rng.uniform(0.1, 0.25), rng, rng.uniform(90, 220), (600, 1_200, 2_600), roughness=0.4)
            _add(sound, at_s + 0.05, 0.5 * rough * np.exp(-np.linspace(0, 5, rough.size)))
            at_s += rng.uniform(0.3, 0.5)
        at_s += rng.uniform(0.8, 2.5)
    return sound


def laughter(seconds: float, rng: np.random.Generator) -> Float64:
    """Laughter: rows of short breathy vowels whose pitch falls."""
    sound = room(seconds, rng)
    at_s = 0.3
    while at_s < seconds - 3:
        pitch_hz = rng.uniform(130, 380)
        vowel_hz = ((800, 1_250, 2_600), (650, 1_100, 2_500), (500, 1_700, 2_500))[rng.integers(0, 3)]
        for _ in range(rng.integers(4, 10)):
            length_s = rng.uniform(0.09, 0.16)
            vowel = _voiced(length_s, rng, pitch_hz, vowel_hz, roughness=0.1)
            air = _band(_coloured(length_s, rng, 0), 500, 5_000) * 0.1
            _add(sound, at_s, 0.4 * (vowel + air) * np.hanning(vowel.size))
            at_s += length_s + rng.uniform(0.05, 0.12)
            pitch_hz *= 0.97
        at_s += rng.uniform(0.8, 2.0)
    return sound


def humming(seconds: float, rng: np.random.Generator) -> Float64:
    """Somebody hums a tune: a steady voice with the mouth closed, now and then a vowel."""
    sound = room(seconds, rng)
    at_s, root_hz = 0.3, rng.uniform(110, 240)
    while at_s < seconds - 1.5:
        length_s = rng.choice([0.3, 0.45, 0.9])
        pitch_hz = root_hz * 2 ** (rng.choice([-3, 0, 2, 4, 5, 7]) / 12)
        mouth_hz = (300, 1_000, 2_300) if rng.random() < 0.7 else (450, 800, 2_500)
        note = _voiced(length_s, rng, pitch_hz, mouth_hz, roughness=0.03)
        _add(sound, at_s, 0.3 * note * np.minimum(1, np.linspace(0, 8, note.size)) * np.linspace(1, 0.6, note.size))
        at_s += length_s + (rng.uniform(0.3, 1.0) if rng.random() < 0.2 else 0.02)
    return sound


def music(seconds: float, rng: np.random.Generator) -> Float64:
    """A band: chords, a bass, drums and a melody."""
    sound = np.zeros(_times(seconds).size)
    beat_s = 60 / rng.uniform(90, 140)
    root_hz = 110 * 2 ** (rng.integers(0, 12) / 12)
    for beat in range(int(seconds / beat_s) - 1):
        at_s = beat * beat_s
        chord_hz = root_hz * 2 ** ((0, 5, 7, 9)[beat // 4 % 4] / 12)
        if beat % 4 == 0:
            for third in (1, 2 ** (4 / 12), 2 ** (7 / 12), 2):
                _add(sound, at_s, 0.05 * _string(4 * beat_s, 2 * chord_hz * third, rng))
        _add(sound, at_s, 0.12 * _string(beat_s, chord_hz / 2, rng))
        _add(sound, at_s, (0.4 if beat % 2 == 0 else 0.15) * _drum(rng, low=beat % 2 == 0))
        for half in range(2):
            step = rng.choice([0, 2, 4, 7, 9, 12])
            _add(sound, at_s + half * beat_s / 2, 0.1 * _string(beat_s / 2, 4 * root_hz * 2 ** (step / 12), rng))
    return sound


KINDS: Final[dict[str, Callable[[float, np.random.Generator], Float64]]] = {
    "room": room,
    "hum": hum,
    "keyboard": keyboard,
    "breath": breath,
    "coughs": coughs,
    "laughter": laughter,
    "humming": humming,
    "music": music,
}


def minutes(count: float, seed: int = 1) -> Iterator[tuple[str, Int16]]:
    """Pieces of 10 s, every kind in turn, each one new: what it is, and its sound."""
    for number in range(round(count * 60 / PIECE_S)):
        kind = list(KINDS)[number % len(KINDS)]
        yield kind, piece(kind, seed * 100_003 + number)


def piece(kind: str, seed: int, seconds: float = PIECE_S) -> Int16:
    """One piece of noise, at a level of its own."""
    rng = np.random.default_rng(seed)
    sound = KINDS[kind](seconds, rng) * 10 ** (rng.uniform(-12, 6) / 20)
    return (np.clip(sound, -1, 1) * 32767).astype(np.int16)


def _times(seconds: float) -> Float64:
    return np.arange(round(seconds * RATE_HZ)) / RATE_HZ


def _add(sound: Float64, at_s: float, part: Float64) -> None:
    start = round(at_s * RATE_HZ)
    part = part[: max(0, sound.size - start)]
    sound[start : start + part.size] += part


def _coloured(seconds: float, rng: np.random.Generator, power: float) -> Float64:
    """Noise whose amplitude goes with frequency to `power`, of level 1."""
    spectrum = np.fft.rfft(rng.standard_normal(_times(seconds).size))
    hz = np.fft.rfftfreq(_times(seconds).size, 1 / RATE_HZ)
    noise = np.fft.irfft(spectrum * np.maximum(hz, 30) ** power, _times(seconds).size)
    return noise / noise.std()


def _band(sound: Float64, low_hz: float, high_hz: float) -> Float64:
    spectrum = np.fft.rfft(sound)
    hz = np.maximum(np.fft.rfftfreq(sound.size, 1 / RATE_HZ), 1)
    spectrum /= np.sqrt(1 + (low_hz / hz) ** 4) * np.sqrt(1 + (hz / high_hz) ** 4)
    return np.fft.irfft(spectrum, sound.size)


def _wander(seconds: float, rng: np.random.Generator, per_s: float) -> Float64:
    knots = rng.uniform(-1, 1, max(2, round(seconds * per_s) + 2))
    return np.interp(_times(seconds), np.linspace(0, seconds, knots.size), knots)


def _click(rng: np.random.Generator) -> Float64:
    at_s = _times(0.03)
    ring = np.sin(2 * np.pi * rng.uniform(150, 400) * at_s) * np.exp(-at_s / 0.01)
    return 0.6 * rng.standard_normal(at_s.size) * np.exp(-at_s / 0.003) + 0.4 * ring


def _voiced(
    seconds: float, rng: np.random.Generator, pitch_hz: float, formants_hz: tuple[int, ...], roughness: float
) -> Float64:
    """A vowel-like sound: pulses of an unsteady pitch through resonances; level about 1."""
    size = _times(seconds).size
    wobble = np.cumsum(rng.standard_normal(size // 240 + 2)).repeat(240)[:size] * 0.004
    jitter = 1 + wobble + 0.3 * roughness * rng.standard_normal(size // 240 + 2).repeat(240)[:size]
    phase = np.cumsum(pitch_hz * jitter / RATE_HZ)
    pulses = np.diff(np.floor(phase), prepend=0) + 0.05 * roughness * rng.standard_normal(size)
    spectrum = np.fft.rfft(pulses)
    hz = np.maximum(np.fft.rfftfreq(size, 1 / RATE_HZ), 1)
    gain = sum((1 / (1 + ((hz - f) / 60) ** 2) / n for n, f in enumerate(formants_hz, 1)), np.zeros_like(hz))
    sound = np.fft.irfft(spectrum * gain / np.sqrt(1 + (hz / 600) ** 2), size)
    return sound / (np.abs(sound).max() + 1e-9)


def _string(seconds: float, pitch_hz: float, rng: np.random.Generator) -> Float64:
    at_s = _times(seconds)
    tones = sum((np.sin(2 * np.pi * pitch_hz * n * at_s) / n**1.3 for n in range(1, 8)), np.zeros_like(at_s))
    return tones * np.exp(-at_s / (seconds * rng.uniform(0.4, 0.8))) * np.minimum(1, at_s / 0.01)


def _drum(rng: np.random.Generator, *, low: bool) -> Float64:
    at_s = _times(0.2)
    if low:
        return np.sin(2 * np.pi * 60 * at_s * np.exp(-at_s * 4)) * np.exp(-at_s / 0.07)
    return 0.5 * rng.standard_normal(at_s.size) * np.exp(-at_s / 0.05)
