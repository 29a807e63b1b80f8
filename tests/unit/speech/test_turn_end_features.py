"""Smart Turn's input: the numbers of the reference implementation."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from mumble_ai.audio.pcm import SPEECH_RATE_HZ, Float32
from mumble_ai.speech.turn_end_features import FRAMES, MELS, WINDOW_SAMPLES, log_mel

REFERENCE = json.loads(Path(__file__).with_name("whisper_log_mel.json").read_text("utf-8"))


def chirp() -> Float32:
    t = np.arange(3 * SPEECH_RATE_HZ) / SPEECH_RATE_HZ
    return (0.3 * np.sin(2 * np.pi * (200 * t + 300 * t * t)) * np.exp(-t)).astype(np.float32)


def test_the_features_are_those_of_the_reference() -> None:
    features = log_mel(chirp())
    assert features.shape == (MELS, FRAMES)
    assert features.dtype == np.float32
    np.testing.assert_allclose(features[::8, ::40], np.array(REFERENCE["features"]), atol=2e-5)


def test_what_is_short_is_put_at_the_end_of_the_window() -> None:
    padded = np.concatenate((np.zeros(WINDOW_SAMPLES - chirp().size, np.float32), chirp()))
    np.testing.assert_array_equal(log_mel(chirp()), log_mel(padded))


def test_only_the_last_eight_seconds_count() -> None:
    noise = np.random.default_rng(1).standard_normal(WINDOW_SAMPLES).astype(np.float32)
    np.testing.assert_array_equal(log_mel(np.concatenate((noise, noise[::-1]))), log_mel(noise[::-1]))


def test_silence_and_nothing_are_finite() -> None:
    for audio in (np.zeros(0, np.float32), np.zeros(SPEECH_RATE_HZ, np.float32)):
        assert np.isfinite(log_mel(audio)).all()
