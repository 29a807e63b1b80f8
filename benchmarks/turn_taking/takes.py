"""Turns of speech with pauses inside, from recordings and from a synthetic voice.

A recording is used as it is, cut in the middle of its sentence, or followed by another sentence of the same reader; the
pauses put in hold the faint noise of a room. Nothing is random: the same clips always make the same takes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import cycle, pairwise
from typing import Final

import numpy as np
import soxr

from mumble_ai.audio.pcm import SPEECH_RATE_HZ, VOICE_RATE_HZ, Float32
from tests.support.sound import spoken

PAUSES_S: Final = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2)
"""Taken in turn."""
LEAD_S: Final = 0.3
TAIL_S: Final = 2.2
"""Quiet after the last word; longer than any contestant waits, except one that says so."""
ROOM_LEVEL: Final = 5e-4
"""Standard deviation of the noise of a quiet room, -66 dBFS."""
LOUD: Final = 0.03
"""Share of the loudest 10 ms from which a moment belongs to speech."""
_FRAME: Final = SPEECH_RATE_HZ // 100

READ_OUT: Final = (
    ("My phone number is five five five,", "zero one seven,", "two three four nine."),
    ("The code is seven four,", "one nine."),
    ("Call zero one seven one,", "five five six,", "eight two."),
    ("My last name is spelled S M I,", "T H."),
    ("It is spelled B A,", "U E,", "R."),
    ("The plate is M K,", "four seven,", "two."),
    ("I need milk, eggs, butter,", "bread and cheese."),
    ("Please buy apples, pears,", "plums, lemons,", "and a melon."),
    ("Invite Anna, Peter, Maria,", "and Tom."),
)
"""Numbers, spellings and lists, in groups with a pause between two."""
THINKING: Final = (
    ("Set an alarm for", "half past seven tomorrow."),
    ("Remind me to", "call the dentist on Monday."),
    ("What is the weather in", "Berlin this weekend?"),
    ("Tell me something about", "the history of this town."),
    ("I would like to hear", "a little music."),
    ("If it rains tomorrow", "we will stay at home."),
)
"""Requests that stop in the middle."""
REQUESTS: Final = (
    "How are you doing today?",
    "What is the capital of France?",
    "Do you like music?",
    "What do bees make?",
    "Turn on the light in the kitchen.",
    "Set a timer for ten minutes.",
    "What time is it?",
    "Tell me a joke.",
    "Thank you.",
    "How do I get to the station?",
)
"""Without a pause."""


@dataclass(frozen=True, slots=True)
class Take:
    """One turn.

    Attributes:
        kind: Which row it counts in.
        speaker: Whose habits it tells of.
        audio: `(n,) float32` mono at 16 000 Hz, quiet at both ends.
        ends_s: When its last word is over.
    """

    name: str
    kind: str
    speaker: str
    audio: Float32
    ends_s: float


def all_takes(clips: Mapping[str, Float32]) -> list[Take]:
    """Every take; `clips` are recordings by file name, `(n,) float32` at 16 000 Hz."""
    return [*recorded_takes(clips), *synthetic_takes()]


def recorded_takes(clips: Mapping[str, Float32]) -> Iterator[Take]:
    """Takes from recordings."""
    pauses = cycle(PAUSES_S)
    for name, clip in clips.items():
        yield _take(name, "recorded, as spoken", _reader(name), [clip], [])
    for name, clip in clips.items():
        cut = _quietest(clip)
        for _ in range(3):
            yield _take(
                name, "recorded, stops in mid-sentence", _reader(name), [clip[:cut], clip[cut:]], [next(pauses)]
            )
    same = [name for name in clips if _reader(name) == "sns"]
    for first, second in pairwise(same):
        for _ in range(2):
            parts = [clips[first], clips[second]]
            yield _take(f"{first}+{second}", "recorded, two sentences", _reader(first), parts, [next(pauses)])


def synthetic_takes() -> Iterator[Take]:
    """Takes in a synthetic voice."""
    pauses = cycle(PAUSES_S)
    for kind, texts in (("numbers, spellings, lists", READ_OUT), ("synthetic, stops in mid-sentence", THINKING)):
        for parts in (*texts, *texts):
            sounds = [_voice(part) for part in parts]
            yield _take(" … ".join(parts), kind, "voice", sounds, [next(pauses) for _ in parts[1:]])
    for text in REQUESTS:
        yield _take(text, "synthetic, no pause", "voice", [_voice(text)], [])


def _reader(name: str) -> str:
    return name.split("_")[0].removesuffix(".wav")


def _voice(text: str) -> Float32:
    pcm = spoken(text, quiet_s=0.0).astype(np.float32) / 32768
    return soxr.resample(pcm, VOICE_RATE_HZ, SPEECH_RATE_HZ).astype(np.float32)


def _take(name: str, kind: str, speaker: str, parts: list[Float32], pauses_s: list[float]) -> Take:
    trimmed = [_trim(part) for part in parts]
    pieces = [_quiet(LEAD_S), trimmed[0]]
    for pause_s, part in zip(pauses_s, trimmed[1:], strict=True):
        pieces += [_quiet(pause_s), part]
    ends_s = sum(piece.size for piece in pieces) / SPEECH_RATE_HZ
    audio = np.concatenate([*pieces, _quiet(TAIL_S)])
    room = np.random.default_rng(audio.size).standard_normal(audio.size) * ROOM_LEVEL
    return Take(name, kind, speaker, (audio + room).astype(np.float32), ends_s)


def _quiet(seconds: float) -> Float32:
    return np.zeros(round(seconds * SPEECH_RATE_HZ), np.float32)


def _levels(audio: Float32) -> Float32:
    frames = audio[: audio.size // _FRAME * _FRAME].reshape(-1, _FRAME)
    return np.sqrt((frames**2).mean(axis=1))


def _trim(audio: Float32) -> Float32:
    """Without the quiet at both ends."""
    levels = _levels(audio)
    loud = np.flatnonzero(levels >= LOUD * levels.max())
    return audio[loud[0] * _FRAME : (loud[-1] + 1) * _FRAME]


def _quietest(audio: Float32) -> int:
    """Index of the quietest 50 ms in the middle of a recording: a border between two words."""
    levels = np.convolve(_levels(audio), np.ones(5) / 5, mode="same")
    first = round(levels.size * 0.35)
    return (first + int(levels[first : round(levels.size * 0.65)].argmin())) * _FRAME
