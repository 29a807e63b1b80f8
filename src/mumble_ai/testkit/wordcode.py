"""Sound that carries words: every word is a short chord of two tones, and the chord names the word.

With it a scripted talk goes through sound for real: an utterance that is cut, a first word that is clipped, an answer
that stops in the middle or comes back through a loudspeaker changes the words that arrive, as it would with speech.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np

from mumble_ai.audio.pcm import SPEECH_RATE_HZ, VOICE_RATE_HZ, Float32, Int16

BURST_S: Final = 0.25
GAP_S: Final = 0.06
"""After each word; too short for anybody to take it for the end of a turn."""
WORD_S: Final = BURST_S + GAP_S
TONE_LEVEL: Final = 0.22
RAMP_S: Final = 0.004

_LOW_HZ: Final = (300, 2000)
_HIGH_HZ: Final = (2200, 5600)
_STEP_HZ: Final = 25
_LOW_COUNT: Final = (_LOW_HZ[1] - _LOW_HZ[0]) // _STEP_HZ
_HIGH_COUNT: Final = (_HIGH_HZ[1] - _HIGH_HZ[0]) // _STEP_HZ
MOST_WORDS: Final = _LOW_COUNT * _HIGH_COUNT

_BLOCK: Final = 160
_LOUD: Final = 0.08
_SHORTEST_S: Final = 0.12
"""A burst that lost more than half of itself is no word any more."""
_WINDOW_S: Final = 0.16
_FFT: Final = 8192
_LEAST_SHARE: Final = 0.5
"""Of the energy that lies in the two tones of a word."""
PAUSE: Final = re.compile(r"\[(\d+(?:\.\d+)?)\]")
"""In a text to speak: a pause in seconds, such as `[1.5]`."""


class Lexicon:
    """Gives each word its chord; the same word has the same one throughout."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._words: list[str] = []

    def number(self, word: str) -> int:
        """The number of a word, a new one if need be.

        Raises:
            ValueError: There are more than `MOST_WORDS` different words.
        """
        if word not in self._numbers:
            if len(self._words) >= MOST_WORDS:
                raise ValueError(f"more than {MOST_WORDS} different words are spoken")
            self._numbers[word] = len(self._words)
            self._words.append(word)
        return self._numbers[word]

    def word(self, number: int) -> str | None:
        """The word with this number, or None."""
        return self._words[number] if 0 <= number < len(self._words) else None


def speak(text: str, lexicon: Lexicon, speed: float = 1.0) -> Int16:
    """Speaks `text`: `(n,) int16` mono at 48 000 Hz; `[1.5]` in it is a pause of 1.5 s."""
    pieces: list[Int16] = []
    for number, part in enumerate(PAUSE.split(text)):
        if number % 2:
            pieces.append(np.zeros(round(float(part) * VOICE_RATE_HZ), np.int16))
            continue
        for word in part.split():
            pieces += [_burst(lexicon.number(word), speed), np.zeros(round(GAP_S / speed * VOICE_RATE_HZ), np.int16)]
    return np.concatenate(pieces) if pieces else np.zeros(0, np.int16)


def shape(sound: Float32) -> Float32:
    """Lets a sound of `(n,) float32` at 48 000 Hz begin and end softly, without a click."""
    ramp = np.linspace(0, 1, round(RAMP_S * VOICE_RATE_HZ), dtype=np.float32)
    sound[: ramp.size] *= ramp
    sound[-ramp.size :] *= ramp[::-1]
    return sound


def _burst(number: int, speed: float) -> Int16:
    low_hz = _LOW_HZ[0] + _STEP_HZ * (number % _LOW_COUNT)
    high_hz = _HIGH_HZ[0] + _STEP_HZ * (number // _LOW_COUNT)
    at_s = np.arange(round(BURST_S / speed * VOICE_RATE_HZ)) / VOICE_RATE_HZ
    tones = np.sin(2 * np.pi * low_hz * at_s) + np.sin(2 * np.pi * high_hz * at_s)
    return (shape((tones * TONE_LEVEL).astype(np.float32)) * 32767).astype(np.int16)


class WordReader:
    """Reads the words back out of sound that comes piece by piece.

    Attributes:
        words: Those complete so far.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._rest = np.zeros(0, np.float32)
        self._burst: list[Float32] = []
        self.words: list[str] = []

    def feed(self, audio: Float32) -> None:
        """Takes the next `(n,) float32` mono samples at 16 000 Hz."""
        self._rest = np.concatenate((self._rest, audio))
        while self._rest.size >= _BLOCK:
            block, self._rest = self._rest[:_BLOCK], self._rest[_BLOCK:]
            if float(np.max(np.abs(block))) >= _LOUD:
                self._burst.append(block)
            else:
                self._complete()

    def finish(self) -> str:
        """All the words, the last one included if most of it is there."""
        self._complete()
        return " ".join(self.words)

    def _complete(self) -> None:
        if len(self._burst) * _BLOCK / SPEECH_RATE_HZ >= _SHORTEST_S:
            word = self._read(np.concatenate(self._burst))
            if word is not None:
                self.words.append(word)
        self._burst.clear()

    def _read(self, burst: Float32) -> str | None:
        length = min(burst.size, round(_WINDOW_S * SPEECH_RATE_HZ))
        start = (burst.size - length) // 2
        part = burst[start : start + length]
        power = np.abs(np.fft.rfft(part * np.hanning(part.size), _FFT)) ** 2
        low, low_share = _tone(power, _LOW_HZ)
        high, high_share = _tone(power, _HIGH_HZ)
        if min(low_share, high_share) < 0.05 or low_share + high_share < _LEAST_SHARE:
            return None
        return self._lexicon.word(low + high * _LOW_COUNT)


def _tone(power: np.ndarray[tuple[int], np.dtype[np.float64]], band_hz: tuple[int, int]) -> tuple[int, float]:
    """The strongest tone of a band as its number, and the share of all energy that lies in it."""
    hz_per_bin = SPEECH_RATE_HZ / _FFT
    first, last = round((band_hz[0] - _STEP_HZ / 2) / hz_per_bin), round((band_hz[1] + _STEP_HZ / 2) / hz_per_bin)
    strongest = first + int(np.argmax(power[first:last]))
    reach = round(_STEP_HZ / hz_per_bin)
    share = float(power[max(0, strongest - reach) : strongest + reach].sum() / (power.sum() + 1e-20))
    return round((strongest * hz_per_bin - band_hz[0]) / _STEP_HZ), share


class WordActivity:
    """Voice is what has tones: a loud chunk whose energy lies in few frequencies. Loud noise is none."""

    def probability(self, chunk: Float32) -> float:
        """0.95 for words, coughs and laughter, 0.1 for other loud sound, 0.02 for silence."""
        if float(np.max(np.abs(chunk))) < _LOUD:
            return 0.02
        power = np.sort(np.abs(np.fft.rfft(chunk * np.hanning(chunk.size))) ** 2)
        return 0.95 if float(power[-10:].sum()) > 0.6 * float(power.sum()) else 0.1

    def reset(self) -> None:
        """Nothing to forget."""


class WordTurnEnds:
    """Hears whether a sentence is complete: its last word carries a full stop, a question or an exclamation mark."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    async def probability(self, audio: Float32) -> float | None:
        """See `TurnEnds.probability`; None where there are no words."""
        reader = WordReader(self._lexicon)
        reader.feed(audio)
        text = reader.finish()
        return (0.95 if text[-1] in ".?!" else 0.05) if text else None
