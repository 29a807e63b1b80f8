"""Louder and quieter, never clipped."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.audio.pcm import FRAME_SAMPLES, Int16
from mumble_ai.conversation.speaking.volume import Volume, VolumePolicy


def speech_like(seconds: float, peak: float, seed: int = 1) -> Int16:
    """Syllables of noise with rare peaks, `(n,) int16` mono at 48 000 Hz."""
    random = np.random.default_rng(seed)
    n = round(seconds * 48_000)
    envelope = np.abs(np.sin(np.arange(n) / 48_000 * 2 * np.pi * 2)) ** 2
    wave = random.standard_normal(n) * envelope
    return (wave / np.abs(wave).max() * peak * 32_767).astype(np.int16)


def played(volume: Volume, pcm: Int16) -> Int16:
    frames = range(0, pcm.size, FRAME_SAMPLES)
    return np.concatenate([volume.apply(pcm[start : start + FRAME_SAMPLES]) for start in frames])


def level_db(pcm: Int16) -> float:
    return float(20 * np.log10(np.sqrt(np.mean((pcm / 32_768.0) ** 2))))


def test_at_the_common_level_nothing_is_touched() -> None:
    frame = speech_like(0.02, 1.0)
    assert Volume().apply(frame) is frame


@pytest.mark.parametrize("steps", [-4, -1, 1, 2])
def test_a_step_changes_the_level_by_as_much(steps: int) -> None:
    volume, quiet = Volume(), speech_like(2.0, 0.3)
    for _ in range(abs(steps)):
        assert volume.louder() if steps > 0 else volume.quieter()
    played(volume, quiet)
    assert level_db(played(volume, quiet)) - level_db(quiet) == pytest.approx(4.0 * steps, abs=0.6)


def test_there_is_a_loudest_and_a_quietest() -> None:
    volume = Volume()
    assert [volume.louder() for _ in range(4)] == [True, True, True, False]
    assert [volume.quieter() for _ in range(8)] == [True] * 7 + [False]
    assert volume.level_db == VolumePolicy().quietest_db


def test_back_at_the_common_level_nothing_is_touched_again() -> None:
    volume, sound = Volume(), speech_like(1.0, 0.5)
    volume.louder()
    played(volume, sound)
    volume.quieter()
    played(volume, sound)
    frame = sound[:FRAME_SAMPLES]
    assert volume.apply(frame) is frame


@given(st.integers(0, 5), st.floats(0.01, 1.0), st.integers(0, 100))
def test_the_loudest_sample_stays_below_the_ceiling(steps: int, peak: float, seed: int) -> None:
    volume = Volume()
    for _ in range(steps):
        volume.louder()
    sound = played(volume, speech_like(0.3, peak, seed))
    ceiling = 10 ** (VolumePolicy().ceiling_db / 20) * 32_768
    assert np.abs(sound.astype(np.int32)).max() <= max(ceiling, peak * 32_767 if steps == 0 else 0)


def test_peaks_are_turned_down_and_not_cut_off() -> None:
    volume, loud = Volume(), speech_like(2.0, 0.9)
    for _ in range(3):
        volume.louder()
    sound = np.abs(played(volume, loud).astype(np.int32))
    at_the_ceiling = np.count_nonzero(sound >= sound.max() - 1) / sound.size
    assert at_the_ceiling < 0.002


def test_a_change_makes_no_click() -> None:
    n = np.arange(48_000)
    tone = (np.sin(n / 48_000 * 2 * np.pi * 200) * 6000).astype(np.int16)
    volume = Volume()
    head = played(volume, tone[:24_000])
    volume.louder()
    sound = np.concatenate((head, played(volume, tone[24_000:])))
    steepest = np.abs(np.diff(tone.astype(np.int32))).max() * 10 ** (4 / 20)
    assert np.abs(np.diff(sound.astype(np.int32))).max() <= steepest * 1.1


def test_it_can_be_set_in_percent_within_its_bounds() -> None:
    volume, policy = Volume(), VolumePolicy()
    for percent, level in ((0, policy.quietest_db), (100, policy.loudest_db), (500, policy.loudest_db)):
        volume.percent = percent
        assert volume.level_db == pytest.approx(level)
        assert volume.percent == min(percent, 100)
    volume.percent = 50
    quiet = speech_like(2.0, 0.3)
    assert level_db(played(volume, quiet)[48_000:]) - level_db(quiet[48_000:]) == pytest.approx(-2.0, abs=0.3)
