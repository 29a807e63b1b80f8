"""Tells the bot's own voice, coming back through somebody's loudspeaker and microphone, from what people say.

By sound: what an ear hears is compared with what was played up to 1.5 s before. For each lag the coherence of the two
short-time spectra says which share of the sound heard is a filtered copy of what was played, whatever loudspeaker, room
and codec did to it (Carter, "Coherence and time delay estimation", Proc. IEEE 75, 1987). A person who speaks over the
echo adds sound that no filter explains, so the share falls. Each ear learns the lag and the share that its room reaches
at best. By text: `OwnWords`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from mumble_ai.audio.pcm import FRAME_MS, SPEECH_RATE_HZ, VOICE_RATE_HZ, Float32, Int16, to_float
from mumble_ai.audio.resample import Int16Resampler
from mumble_ai.conversation.listening.own_words import OwnWords

EXPLAINED: Final = 0.66
"""From this much on what was heard is the bot's own voice; see `OwnVoiceSession.explains`."""

LONGEST_LAG_S: Final = 1.5
"""From playing to hearing, through network, loudspeaker and room."""
_CHUNK_SAMPLES: Final = 512
_CHUNK_S: Final = _CHUNK_SAMPLES / SPEECH_RATE_HZ
_HOP_SAMPLES: Final = 256
_HOP_S: Final = _HOP_SAMPLES / SPEECH_RATE_HZ
_HOPS_A_CHUNK: Final = _CHUNK_SAMPLES // _HOP_SAMPLES
_WINDOW_SAMPLES: Final = 1024
_WINDOW: Final[Float32] = np.hanning(_WINDOW_SAMPLES).astype(np.float32)
_BINS: Final = slice(10, 256)
"""160 Hz to 4 kHz: what small loudspeakers give and every codec keeps."""
_BIN_COUNT: Final = _BINS.stop - _BINS.start
_KEPT_HOPS: Final = 256
_OVERLAP: Final = 0.7
"""Share of independent windows among windows that overlap by half."""
_ALL_LAGS: Final = 94
"""1.5 s in hops."""
_NEAR: Final = 3
_TINY: Final = 1e-6

_Complex64 = npt.NDArray[np.complex64]
_Lags = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class OwnVoicePolicy:
    """How echo is looked for. Chosen with four sentences of the embedded voice through eight simulated rooms, and ten
    voices alone and over the echo (`tests/unit/conversation/test_own_voice.py`).

    Attributes:
        search_s: Time constant of the comparison while the lag is unknown.
        follow_s: The same once it is known: a person who begins to speak over the echo is noticed this soon.
        found_share: A lag that explains this share …
        found_chunks: … in this many chunks of 32 ms is the lag of the echo.
        search_windows, follow_windows: Windows worth of sound without which nothing is said.
        least_share: No room is taken to be so bad that its echo explains less than this.
        lost_chunks: After this many unexplained chunks while the bot is heard the lag is looked for again.
        jump_s: Streams whose clock jumps by more than this start anew.
    """

    search_s: float = 0.4
    follow_s: float = 0.25
    found_share: float = 0.4
    found_chunks: int = 8
    search_windows: float = 3.0
    follow_windows: float = 1.5
    least_share: float = 0.4
    lost_chunks: int = 15
    jump_s: float = 0.1


class OwnVoice:
    """What the bot played and said lately; one for a talk, with a session for each ear."""

    def __init__(self, policy: OwnVoicePolicy | None = None) -> None:
        self.policy = policy or OwnVoicePolicy()
        self.spectra: _Complex64 = np.zeros((_KEPT_HOPS, _BIN_COUNT), np.complex64)
        self.powers: Float32 = np.zeros((_KEPT_HOPS, _BIN_COUNT), np.float32)
        self.hop = -_KEPT_HOPS
        """The newest hop that was played; hop n ends at n x 16 ms."""
        self._words = OwnWords()
        self._resampler = Int16Resampler(VOICE_RATE_HZ, SPEECH_RATE_HZ)
        self._window: Float32 = np.zeros(_WINDOW_SAMPLES, np.float32)
        self._rest: Float32 = np.zeros(0, np.float32)
        self._due_s = -1e9

    def played(self, frame: Int16, at_s: float) -> None:
        """Notes a frame, `(960,) int16` mono at 48 000 Hz, sent at `at_s`. Costs about 25 us."""
        if abs(at_s - self._due_s) > self.policy.jump_s:
            self._jump(at_s)
        self._due_s += FRAME_MS / 1000
        self._rest = np.concatenate((self._rest, to_float(self._resampler.feed(frame))))
        while self._rest.size >= _HOP_SAMPLES:
            self._window = np.concatenate((self._window[_HOP_SAMPLES:], self._rest[:_HOP_SAMPLES]))
            self._rest = self._rest[_HOP_SAMPLES:]
            self.hop += 1
            spectrum = _spectrum(self._window)
            self.spectra[self.hop % _KEPT_HOPS], self.powers[self.hop % _KEPT_HOPS] = spectrum, _power(spectrum)

    def session(self) -> OwnVoiceSession:
        """For one more ear."""
        return OwnVoiceSession(self)

    def spoken(self, text: str, at_s: float) -> None:
        """Notes a piece of text that begins to be heard at `at_s`."""
        self._words.spoken(text, at_s)

    def is_echo(self, text: str, started_s: float, at_s: float) -> bool:
        """Whether a transcript, of speech from `started_s` to `at_s`, is what the bot itself said just before.

        Echo begins while the bot is heard; whoever repeats its words later means something by it.
        """
        return started_s <= self._due_s + LONGEST_LAG_S and self._words.is_echo(text, at_s)

    def _jump(self, at_s: float) -> None:
        hop = round(at_s / _HOP_S)
        silent = np.arange(max(self.hop, hop - _KEPT_HOPS) + 1, hop + 1) % _KEPT_HOPS
        self.spectra[silent], self.powers[silent] = 0, 0
        self.hop, self._due_s = hop, at_s
        self._window.fill(0.0)
        self._rest = np.zeros(0, np.float32)


class OwnVoiceSession:
    """One ear's comparison; what it learns of the ear's room stays for the visit."""

    def __init__(self, own: OwnVoice) -> None:
        self._own = own
        self._policy = own.policy
        self._window: Float32 = np.zeros(_WINDOW_SAMPLES, np.float32)
        self._due_s = -1e9
        self._hop = 0
        self._lag: int | None = None
        self._room_share = own.policy.found_share
        self._comparison: _Comparison | None = None
        self._follows = False
        self._candidate, self._agreed, self._lost = -_ALL_LAGS, 0, 0
        self._explained = 0.0

    @property
    def lag_s(self) -> float | None:
        """How long after it is played this ear hears the bot's voice, as far as it was ever heard."""
        return None if self._lag is None else self._lag * _HOP_S

    def explains(self, chunk: Float32, at_s: float) -> float:
        """How far the bot's own voice explains what was heard lately, 0 to 1; echo is at `EXPLAINED` or above.

        Takes the next `(512,) float32` mono samples at 16 000 Hz, which ended at `at_s`. Costs up to 70 us, next to
        nothing when the bot has not spoken in the last 2 s.
        """
        if abs(at_s - self._due_s) > self._policy.jump_s:
            self._hop, self._due_s = round(at_s / _HOP_S), at_s
            self._window.fill(0.0)
            self._forget()
        self._due_s += _CHUNK_S
        self._hop += _HOPS_A_CHUNK
        self._window = np.concatenate((self._window[_CHUNK_SAMPLES:], chunk))
        if self._hop - self._own.hop > _ALL_LAGS + _WINDOW_SAMPLES // _HOP_SAMPLES:
            self._forget()
            return 0.0
        if self._comparison is None:
            self._compare_with(self._lag)
        assert self._comparison is not None
        self._comparison.add(self._own, self._hop, _spectrum(self._window))
        if self._follows:
            self._follow(self._comparison)
        else:
            self._search(self._comparison)
        return self._explained

    def _forget(self) -> None:
        self._comparison, self._explained = None, 0.0

    def _compare_with(self, lag: int | None) -> None:
        """Begins to compare with what was played this long ago, or at any time when None."""
        self._candidate, self._agreed, self._lost = -_ALL_LAGS, 0, 0
        self._follows = lag is not None
        if lag is None:
            self._comparison = _Comparison(np.arange(0, _ALL_LAGS, 2), self._policy.search_s)
        else:
            self._comparison = _Comparison(np.arange(max(0, lag - _NEAR), lag + _NEAR + 1), self._policy.follow_s)

    def _search(self, comparison: _Comparison) -> None:
        policy = self._policy
        if comparison.windows < policy.search_windows:
            return
        lag, share = comparison.best()
        self._explained = (
            self._score(share) if self._is_known(lag) else min(1.0, EXPLAINED * share / policy.found_share)
        )
        if share < policy.found_share:
            self._agreed = max(0, self._agreed - 1)
            return
        self._agreed = self._agreed + 1 if abs(lag - self._candidate) <= 2 else 1
        self._candidate = lag
        if self._agreed >= policy.found_chunks or self._is_known(lag):
            if self._lag is None:
                self._room_share = share
            self._lag = lag
            self._compare_with(lag)

    def _is_known(self, lag: int) -> bool:
        return self._lag is not None and abs(lag - self._lag) <= _NEAR

    def _score(self, share: float) -> float:
        return min(1.0, share / max(self._policy.least_share, self._room_share))

    def _follow(self, comparison: _Comparison) -> None:
        policy = self._policy
        if comparison.windows < policy.follow_windows:
            return
        lag, share = comparison.best()
        self._explained = self._score(share)
        if share > policy.found_share / 2:
            # The best the room reaches is learned quickly, and forgotten slowly: a low share may be somebody speaking.
            self._room_share += (0.1 if share > self._room_share else 0.02) * (share - self._room_share)
        if self._explained >= EXPLAINED:
            self._lag, self._lost = lag, 0
        elif comparison.hears_own:
            self._lost += 1
            if self._lost >= policy.lost_chunks:
                self._compare_with(None)


class _Comparison:
    """Coherence of what was heard with what was played at some lags, with exponential forgetting."""

    def __init__(self, lags: _Lags, memory_s: float) -> None:
        self._lags = lags
        self._keep = float(np.exp(-_CHUNK_S / memory_s))
        self._cross: _Complex64 = np.zeros((lags.size, _BIN_COUNT), np.complex64)
        self._played: Float32 = np.zeros((lags.size, _BIN_COUNT), np.float32)
        self._heard: Float32 = np.zeros(_BIN_COUNT, np.float32)
        self._energy = self._energy_squared = 0.0
        self.hears_own = False
        """Whether anything was played at these lags when the newest chunk was heard."""

    def add(self, own: OwnVoice, hop: int, spectrum: _Complex64) -> None:
        """Takes the spectrum of the window that ended at `hop`."""
        hops = hop - self._lags
        rows = hops % _KEPT_HOPS
        played, powers = own.spectra[rows], own.powers[rows]
        unknown = (hops > own.hop) | (hops <= own.hop - _KEPT_HOPS)
        if unknown.any():
            played[unknown], powers[unknown] = 0, 0
        power = _power(spectrum)
        energy = float(power.sum())
        self._cross *= self._keep
        self._cross += played * spectrum.conj()
        self._played *= self._keep
        self._played += powers
        self._heard *= self._keep
        self._heard += power
        self._energy = self._energy * self._keep + energy
        self._energy_squared = self._energy_squared * self._keep**2 + energy**2
        self.hears_own = bool(powers.any())

    @property
    def windows(self) -> float:
        """How many independent windows the sound heard amounts to: a single loud one matches anything."""
        return _OVERLAP * self._energy**2 / (self._energy_squared + _TINY**2)

    def best(self) -> tuple[int, float]:
        """The lag at which most of the sound heard is explained, and its share, 0 to 1, free of bias."""
        shares = (_power(self._cross) / (self._played + _TINY)).sum(axis=1) / (float(self._heard.sum()) + _TINY)
        best = int(np.argmax(shares))
        by_chance = 1 / self.windows
        return int(self._lags[best]), max(0.0, (float(shares[best]) - by_chance) / (1 - by_chance))


def _spectrum(window: Float32) -> _Complex64:
    return np.fft.rfft(window * _WINDOW)[_BINS].astype(np.complex64, copy=False)


def _power(spectrum: _Complex64) -> Float32:
    return spectrum.real**2 + spectrum.imag**2
