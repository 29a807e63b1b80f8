"""Echo is told from speech: the embedded voice through simulated rooms, people alone and over the echo."""

from __future__ import annotations

import functools
import itertools
import os
import time
from pathlib import Path

import numpy as np
import pytest

from mumble_ai.audio.pcm import FRAME_SAMPLES, VOICE_RATE_HZ, Float32, Int16, to_float
from mumble_ai.audio.resample import resample_int16
from mumble_ai.conversation.listening.own_voice import EXPLAINED, OwnVoice, OwnVoiceSession
from tests.support.echo import ROOMS, Float64, Room, echo, microphone
from tests.support.sound import recorded, spoken

CHUNK_SAMPLES, CHUNK_S, START_S = 512, 0.032, 100.0
REAL_CHUNKS = 7
"""An ear takes 0.2 s of speech for an interruption."""
SAID = (
    "The weather in Berlin is sunny today, with a high of twenty three degrees and a light wind from the west.",
    "I have set a timer for ten minutes. Is there anything else that I can do for you this evening?",
    "A rainbow forms when sunlight is bent inside drops of water, and each colour leaves at another angle.",
    "Your next appointment is on Thursday at half past nine with the dentist. Do not forget your papers.",
)
ASKED = (
    "Wait, stop, that is not what I wanted to know.",
    "What time is it in Tokyo right now?",
)
"""In the bot's own voice: nobody sounds more like it."""
RECORDED = ("jfk.wav", "LJ050-0131.wav", "sns_0880.wav", "sns_0930.wav")
OVER_ROOM = Room(-12, 0.3)


@functools.cache
def bot() -> Int16:
    return np.concatenate([spoken(text) for text in SAID])


@functools.cache
def people() -> list[Int16]:
    default = Path(__file__).resolve().parents[3].parent / "shared" / "data"
    folder = Path(os.environ.get("MUMBLE_AI_DATA") or default) / "speech"
    clips = [recorded(folder / name) for name in RECORDED if (folder / name).is_file()]
    return [*map(spoken, ASKED), *clips]


@functools.cache
def back() -> Float64:
    return echo(bot(), OVER_ROOM)


class Hearing:
    """An ear that hears while the bot plays, both in step with one clock."""

    def __init__(self) -> None:
        self.own = OwnVoice()
        self.session: OwnVoiceSession = self.own.session()
        self.took_s: list[float] = []

    def hear(self, played: Int16, heard: Float32, start_s: float = START_S) -> np.ndarray:
        """What the session says of each chunk of `heard`."""
        explained, frame = [], 0
        for i in range(heard.size // CHUNK_SAMPLES):
            at_s = start_s + (i + 1) * CHUNK_S
            while (frame + 1) * FRAME_SAMPLES <= played.size and start_s + frame * 0.02 <= at_s:
                samples = played[frame * FRAME_SAMPLES : (frame + 1) * FRAME_SAMPLES]
                self.own.played(samples, start_s + frame * 0.02)
                frame += 1
            began_s = time.perf_counter()
            explained.append(self.session.explains(heard[i * CHUNK_SAMPLES : (i + 1) * CHUNK_SAMPLES], at_s))
            self.took_s.append(time.perf_counter() - began_s)
        return np.array(explained)


def loud(sound: Float32, below_db: float = 14.0) -> np.ndarray:
    """Which chunks are speech: those that are not much quieter than the loudest."""
    powers = (sound[: sound.size // CHUNK_SAMPLES * CHUNK_SAMPLES].reshape(-1, CHUNK_SAMPLES) ** 2).mean(axis=1)
    return powers > np.percentile(powers, 95) * 10 ** (-below_db / 10)


def longest_run(chunks: np.ndarray) -> int:
    return max((sum(1 for _ in group) for is_true, group in itertools.groupby(chunks) if is_true), default=0)


def level(sound: Float64) -> float:
    powers = np.sort((sound[: sound.size // 960 * 960].reshape(-1, 960) ** 2).mean(axis=1))
    return float(np.sqrt(powers[powers.size // 2 :].mean()))


def at_speech_rate(sound: Float64) -> Float32:
    return to_float(resample_int16((sound * 32767).astype(np.int16), VOICE_RATE_HZ, 16_000))


@pytest.mark.parametrize("room", ROOMS, ids=lambda r: f"{r.gain_db}dB-{r.delay_s}s-{r.direct_db}dB")
def test_its_own_voice_through_a_room_is_explained(room: Room) -> None:
    ear = Hearing()
    heard = microphone(echo(bot(), room), room.noise_db)
    explained, speech = ear.hear(bot(), heard) >= EXPLAINED, loud(heard)
    first = int(np.argmax(speech))
    found = first + 20
    print(f"explained {explained[speech].mean():.3f}, once found {explained[found:][speech[found:]].mean():.3f}")
    assert explained[speech].mean() >= 0.92
    assert explained[found:][speech[found:]].mean() >= 0.93
    assert longest_run(speech[found:] & ~explained[found:]) < REAL_CHUNKS, "never long enough to interrupt"
    assert np.sum(speech[:found] & ~explained[:found]) <= 16, "found within half a second of the first echo ever"
    assert ear.session.lag_s == pytest.approx(room.delay_s + 0.04, abs=0.05)


def test_what_the_room_is_like_stays_learned() -> None:
    ear = Hearing()
    heard = microphone(back())
    ear.hear(bot(), heard)
    explained, speech = ear.hear(bot(), heard, START_S + 60) >= EXPLAINED, loud(heard)
    first = int(np.argmax(speech))
    assert np.sum(speech[: first + 20] & ~explained[: first + 20]) <= 6


def test_a_lag_that_changes_is_found_again() -> None:
    ear = Hearing()
    ear.hear(bot(), microphone(back()))
    other = Room(-12, 0.55)
    heard = microphone(echo(bot(), other))
    explained, speech = ear.hear(bot(), heard, START_S + 60) >= EXPLAINED, loud(heard)
    first = int(np.argmax(speech))
    assert explained[first + 45 :][speech[first + 45 : explained.size]].mean() >= 0.95
    assert ear.session.lag_s == pytest.approx(other.delay_s + 0.04, abs=0.05)


@pytest.mark.parametrize("knows_echo", [False, True], ids=["headphones", "had an echo before"])
def test_a_person_who_speaks_while_the_bot_does_is_not_explained(knows_echo: bool) -> None:
    for voice in people():
        ear = Hearing()
        start_s = START_S
        if knows_echo:
            ear.hear(bot(), microphone(back()))
            start_s += 60
        heard = microphone(voice / 32768)
        explained, speech = ear.hear(bot(), heard, start_s) >= EXPLAINED, loud(heard)
        print(f"wrongly explained {explained[speech].mean():.4f}")
        assert explained[speech].mean() <= 0.02


def over_the_echo(voice: Int16, start_s: float, louder_db: float) -> tuple[float, float]:
    """Somebody begins while the bot speaks: the share of their speech that is not explained, and how much later than
    without an echo that is enough for an interruption."""
    start = int(start_s * VOICE_RATE_HZ)
    part = voice[: back().size - start] / 32768
    person = np.zeros(back().size)
    person[start : start + part.size] = part * level(back()) / level(part) * 10 ** (louder_db / 20)
    heard_together = microphone((back() + person)[: start + part.size])
    explained = Hearing().hear(bot(), heard_together) >= EXPLAINED
    speech = np.flatnonzero(loud(at_speech_rate(person))[: explained.size])
    heard = speech[~explained[speech]]
    return heard.size / speech.size, (heard[REAL_CHUNKS - 1] - speech[REAL_CHUNKS - 1]) * CHUNK_S


@pytest.mark.parametrize(("louder_db", "unexplained", "mostly_s", "always_s"), [(0, 0.6, 0.6, 1.2), (6, 0.9, 0.2, 0.3)])
def test_a_person_over_the_echo_is_not_explained(
    louder_db: float, unexplained: float, mostly_s: float, always_s: float
) -> None:
    """The echo of sentences that go on; the person begins in the middle of them.

    Which syllables such an echo covers is chance (one bit in the bot's voice changes it): waits are those of many.
    """
    found = [over_the_echo(voice, start_s, louder_db) for start_s in (4.3, 4.9) for voice in people()]
    share, waits_s = np.mean([share for share, _ in found]), [wait_s for _, wait_s in found]
    mostly_found_s = np.quantile(waits_s, 0.9)
    print(f"unexplained {share:.3f}, noticed mostly within {mostly_found_s:.3f} s, always within {max(waits_s):.3f} s")
    assert mostly_found_s <= mostly_s, "noticed as an interruption"
    assert max(waits_s) <= always_s
    assert share >= unexplained


def test_it_is_cheap_and_nearly_free_when_the_bot_is_silent() -> None:
    heard = microphone(people()[0] / 32768)
    ear = Hearing()
    ear.hear(bot(), heard)
    busy_s = np.median(ear.took_s)
    quiet = Hearing()
    quiet.hear(np.zeros(0, np.int16), heard)
    print(f"{busy_s * 1e6:.0f} us a chunk, {np.median(quiet.took_s) * 1e6:.0f} us while the bot is silent")
    assert busy_s < 0.0005
    assert np.median(quiet.took_s) < busy_s / 4
