"""Opus through the system of the house: 48 000 Hz mono."""

from __future__ import annotations

import ctypes

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.audio import opus
from mumble_ai.audio.opus import OpusDecoder, OpusEncoder, OpusError, packet_samples
from mumble_ai.audio.pcm import Int16


def tone(samples: int, start: int = 0) -> Int16:
    return (8000 * np.sin(2 * np.pi * 440 * (start + np.arange(samples)) / 48_000)).astype(np.int16)


def rms(pcm: Int16) -> float:
    return float(np.sqrt(np.mean(pcm.astype(np.float64) ** 2)))


@pytest.mark.parametrize("samples", [480, 960, 1920, 2880])
def test_each_frame_length_of_mumble_goes_through(samples: int) -> None:
    encoder, decoder = OpusEncoder(), OpusDecoder()
    out = [decoder.decode(encoder.encode(tone(samples, n * samples))) for n in range(10)]
    assert {len(pcm) for pcm in out} == {samples}
    assert rms(out[-1]) == pytest.approx(rms(tone(samples)), rel=0.2)


def test_a_packet_tells_its_length() -> None:
    encoder = OpusEncoder()
    for samples in (480, 960, 1920, 2880):
        assert packet_samples(encoder.encode(tone(samples))) == samples
    for bad in (b"", b"\x03", b"\x1b\x3f"):
        with pytest.raises(OpusError):
            packet_samples(bad)


@given(st.binary(min_size=1, max_size=60))
def test_no_packet_breaks_the_decoder(packet: bytes) -> None:
    try:
        expected = packet_samples(packet)
        assert len(OpusDecoder().decode(packet)) == expected
    except OpusError:
        pass


def test_the_bit_rate_is_kept() -> None:
    noise = np.random.default_rng(1).integers(-9000, 9000, 960 * 50).astype(np.int16)
    for wanted in (16_000, 40_000):
        encoder = OpusEncoder(wanted)
        size = sum(len(encoder.encode(noise[n * 960 : (n + 1) * 960])) for n in range(50))
        assert size * 8 == pytest.approx(wanted, rel=0.25)


def test_a_lost_frame_is_recovered_better_than_concealed() -> None:
    rng = np.random.default_rng(5)
    steps = np.repeat(rng.uniform(200, 900, 40), 960)
    voice = (9000 * np.sin(2 * np.pi * np.cumsum(steps) / 48_000)).astype(np.int16)
    encoder = OpusEncoder(24_000, expected_loss_percent=25)
    packets = [encoder.encode(voice[n * 960 : (n + 1) * 960]) for n in range(40)]
    good, with_fec, without = OpusDecoder(), OpusDecoder(), OpusDecoder()
    better = 0
    for n in range(1, 39):
        truth = good.decode(packets[n - 1])
        recovered = with_fec.recover(packets[n], 960) if n % 3 == 0 else with_fec.decode(packets[n - 1])
        guessed = without.conceal(960) if n % 3 == 0 else without.decode(packets[n - 1])
        if n % 3 == 0:
            better += rms(truth - recovered) < rms(truth - guessed)
    assert better >= 9, "of 12 lost frames"


def test_stereo_is_mixed_down() -> None:
    create = opus._encoder_create
    error = ctypes.c_int()
    handle = create(48_000, 2, 2049, ctypes.byref(error))
    left = tone(960)
    both = np.column_stack((left, np.zeros_like(left))).ravel().copy()
    out = ctypes.create_string_buffer(4000)
    decoder = OpusDecoder()
    for _ in range(5):
        size = opus._encode(handle, both.ctypes.data, 960, out, 4000)
        pcm = decoder.decode(out.raw[:size])
    opus._encoder_destroy(handle)
    assert len(pcm) == 960
    assert rms(pcm) == pytest.approx(rms(left) / 2, rel=0.25)
