"""Voices of every level become equally loud."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.audio.pcm import Int16
from mumble_ai.conversation.speaking.loudness import Leveller


def voice(seconds: float, peak: float, seed: int = 3) -> Int16:
    """Syllables with pauses between words, `(n,) int16` mono at 48 000 Hz."""
    random = np.random.default_rng(seed)
    n = round(seconds * 48_000)
    time = np.arange(n) / 48_000
    tone = sum(np.sin(2 * np.pi * 140 * k * time + random.uniform(0, 6)) / k for k in range(1, 12))
    syllables = np.clip(np.sin(2 * np.pi * 3.5 * time), 0, 1)
    words = (time % 0.9) < 0.65
    wave = tone * syllables * words
    return (wave / np.abs(wave).max() * peak * 32_767).astype(np.int16)


def levelled(pcm: Int16, chunk: int, leveller: Leveller | None = None) -> Int16:
    leveller = leveller or Leveller()
    return np.concatenate([leveller.level(pcm[start : start + chunk]) for start in range(0, pcm.size, chunk)])


def speech_db(pcm: Int16) -> float:
    """Level of the moments with sound, in decibels relative to full scale."""
    moments = pcm[: pcm.size // 960 * 960].reshape(-1, 960) / 32_768.0
    power = np.mean(moments**2, axis=1)
    return float(10 * np.log10(power[power > 10**-4.5].mean()))


@pytest.mark.parametrize("peak", [0.08, 0.3, 1.0])
@pytest.mark.parametrize("chunk", [480, 4800, 96_000, 480_000])
def test_the_level_depends_neither_on_the_voice_nor_on_its_chunks(peak: float, chunk: int) -> None:
    sound = levelled(voice(10.0, peak), chunk)
    assert speech_db(sound[96_000:]) == pytest.approx(-20.0, abs=1.0)


def test_pauses_do_not_make_a_voice_louder() -> None:
    speech = voice(2.0, 0.3)
    with_pauses = np.concatenate((np.zeros(96_000, np.int16), speech, np.zeros(96_000, np.int16)))
    assert speech_db(levelled(with_pauses, with_pauses.size)) == pytest.approx(
        speech_db(levelled(speech, speech.size)), abs=0.3
    )


def test_what_was_learned_about_a_voice_holds_for_its_next_clause() -> None:
    leveller = Leveller()
    levelled(voice(3.0, 0.1), 9600, leveller)
    clause = levelled(voice(1.0, 0.1, seed=4), 9600, leveller)
    assert speech_db(clause[:24_000]) == pytest.approx(-20.0, abs=1.5)


def test_a_changing_gain_makes_no_click() -> None:
    quiet, loud = voice(1.0, 0.1), voice(1.0, 0.6)
    leveller = Leveller()
    sound = np.concatenate((levelled(quiet, 48_000, leveller), levelled(loud, 48_000, leveller))).astype(np.int32)
    at_the_border = np.abs(np.diff(sound))[47_900:48_100].max()
    assert at_the_border <= np.abs(np.diff(sound)).max()
    assert np.abs(sound).max() <= 10 ** (-1 / 20) * 32_768


@given(st.floats(0.001, 1.0), st.integers(100, 20_000), st.integers(0, 50))
def test_no_voice_is_clipped(peak: float, chunk: int, seed: int) -> None:
    sound = levelled(voice(0.5, peak, seed), chunk)
    assert np.abs(sound.astype(np.int32)).max() <= 10 ** (-1 / 20) * 32_768
