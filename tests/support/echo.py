"""A voice that leaves a loudspeaker and comes back through a microphone: simulated rooms."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from mumble_ai.audio.opus import OpusDecoder, OpusEncoder
from mumble_ai.audio.pcm import FRAME_SAMPLES, SPEECH_RATE_HZ, VOICE_RATE_HZ, Float32, Int16, to_float
from mumble_ai.audio.resample import resample_int16

Float64 = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Room:
    """A loudspeaker and a microphone in a room.

    Attributes:
        gain_db: How loud the echo is against what is played.
        delay_s: From the bot's packet to its echo in a packet of the speaker's.
        direct_db: How much stronger the direct sound is than all reflections together.
        reverberation_s: Time in which reflections fall by 60 dB.
        low_hz, high_hz: What the loudspeaker gives.
        noise_db: Noise of the microphone.
    """

    gain_db: float
    delay_s: float
    direct_db: float = 3.0
    reverberation_s: float = 0.3
    low_hz: float = 250.0
    high_hz: float = 5_000.0
    noise_db: float = -62.0


ROOMS = (
    Room(-6, 0.05, 6, 0.2),
    Room(-6, 0.1, 6, 0.2, 150, 8_000),
    Room(-12, 0.17, 0, 0.4),
    Room(-12, 0.3),
    Room(-18, 0.37, low_hz=400, high_hz=3_400),
    Room(-20, 0.5, 0, 0.4),
    Room(-25, 0.6, noise_db=-70),
    Room(-12, 0.25, -2, 0.5),
)
"""From a laptop on a desk to a loudspeaker at the other end of a bare room."""


def through_opus(pcm: Int16) -> Int16:
    """What the other end hears of `(n,) int16` mono at 48 000 Hz; a last part of a frame is left out."""
    encoder, decoder = OpusEncoder(), OpusDecoder()
    frames = [pcm[i : i + FRAME_SAMPLES] for i in range(0, pcm.size - FRAME_SAMPLES + 1, FRAME_SAMPLES)]
    return np.concatenate([decoder.decode(encoder.encode(frame)) for frame in frames])


def echo(played: Int16, room: Room, seed: int = 1) -> Float64:
    """The echo at the microphone, full scale 1, as long as what was played and the delay."""
    sound = _loudspeaker(through_opus(played) / 32768, room)
    response = _impulse_response(room, np.random.default_rng(seed))
    size = sound.size + response.size
    heard = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(response, size), size)[: sound.size]
    return np.concatenate([np.zeros(int(room.delay_s * VOICE_RATE_HZ)), heard * 10 ** (room.gain_db / 20)])


def microphone(sound: Float64, noise_db: float = -62.0, seed: int = 2) -> Float32:
    """What an ear hears of it: noise added, coded by Opus, `(n,) float32` at 16 000 Hz."""
    noise = np.random.default_rng(seed).standard_normal(sound.size) * 10 ** (noise_db / 20)
    pcm = (np.clip(sound + noise, -1, 1) * 32767).astype(np.int16)
    return to_float(resample_int16(through_opus(pcm), VOICE_RATE_HZ, SPEECH_RATE_HZ))


def _loudspeaker(sound: Float64, room: Room) -> Float64:
    spectrum = np.fft.rfft(sound)
    hz = np.maximum(np.fft.rfftfreq(sound.size, 1 / VOICE_RATE_HZ), 1.0)
    spectrum /= np.sqrt(1 + (room.low_hz / hz) ** 4) * np.sqrt(1 + (hz / room.high_hz) ** 8)
    return np.tanh(1.5 * np.fft.irfft(spectrum, sound.size)) / 1.5


def _impulse_response(room: Room, rng: np.random.Generator) -> Float64:
    times = np.arange(int(VOICE_RATE_HZ * room.reverberation_s)) / VOICE_RATE_HZ
    tail = rng.standard_normal(times.size) * 10 ** (-3 * times / room.reverberation_s)
    tail[: int(0.002 * VOICE_RATE_HZ)] = 0
    response = tail / np.linalg.norm(tail) * 10 ** (-room.direct_db / 20)
    response[0] += 1
    return response / np.linalg.norm(response)
