"""Hears one speaker: 48 kHz frames become 16 kHz speech, cut out of silence and noise.

Voice activity runs on the event loop: a chunk of 32 ms costs about 0.1 ms, less than the way to a thread and back.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Final

import numpy as np

from mumble_ai.audio.pcm import SPEECH_RATE_HZ, VOICE_RATE_HZ, Float32, to_float
from mumble_ai.audio.resample import Int16Resampler
from mumble_ai.conversation.endpointing import End, Endpointing, EndReason, SpeechFacts, Wait, decide
from mumble_ai.conversation.ports import Participant, VoiceActivity, VoiceHeard
from mumble_ai.speech.evidence import CERTAIN, LEAST_CERTAIN_S

CHUNK_SAMPLES: Final = 512
CHUNK_S: Final = CHUNK_SAMPLES / SPEECH_RATE_HZ


@dataclass(frozen=True, slots=True)
class EarPolicy:
    """What counts as speech.

    Attributes:
        speech_probability: A chunk at or above it surely is speech.
        silence_probability: A chunk below it surely is none.
        start_s: Speech begins after this much sure speech in a row.
        real_s: From this much speech on it is more than a click or a cough, and may interrupt.
        least_s: An utterance with less speech than this is noise.
        certain_probability, least_certain_s: With less certain speech it is noise, see `speech.evidence`.
        pre_roll_s: Sound kept from before the start of speech, so that the first word is whole.
        gap_s: After a pause of this length without any frame, what came before is no longer context.
    """

    speech_probability: float = 0.5
    silence_probability: float = 0.35
    start_s: float = 0.064
    real_s: float = 0.2
    least_s: float = 0.128
    certain_probability: float = CERTAIN
    least_certain_s: float = LEAST_CERTAIN_S
    pre_roll_s: float = 0.32
    gap_s: float = 0.5


@dataclass(frozen=True, slots=True)
class SpeechStarted:
    """Somebody seems to speak; `audio` is the pre-roll and the first speech."""

    at_s: float
    audio: Float32


@dataclass(frozen=True, slots=True)
class SpeechContinued:
    """More sound of the utterance."""

    audio: Float32


@dataclass(frozen=True, slots=True)
class SpeechConfirmed:
    """It is real speech, no click."""


@dataclass(frozen=True, slots=True)
class SpeechEnded:
    """The utterance is over.

    Attributes:
        at_s: When it was decided.
        last_speech_s: When speech was last heard.
        audible_from_s: When the answer may be heard.
    """

    at_s: float
    last_speech_s: float
    reason: EndReason
    audible_from_s: float


@dataclass(frozen=True, slots=True)
class SpeechDismissed:
    """It was noise."""


EarNews = SpeechStarted | SpeechContinued | SpeechConfirmed | SpeechEnded | SpeechDismissed


class Ear:
    """Hears one speaker; what it finds out is returned, in order."""

    def __init__(
        self,
        speaker: Participant,
        activity: VoiceActivity,
        policy: EarPolicy,
        endpointing: Endpointing,
    ) -> None:
        self.speaker = speaker
        self.next_check_s: float | None = None
        """When `check` has something to decide if nothing more is heard, or None while nobody speaks."""
        self._activity = activity
        self._resampler = Int16Resampler(VOICE_RATE_HZ, SPEECH_RATE_HZ)
        self._policy = policy
        self._endpointing = endpointing
        self._pre_roll: deque[Float32] = deque(maxlen=max(1, round((policy.pre_roll_s + policy.start_s) / CHUNK_S)))
        self._rest = np.zeros(0, np.float32)
        self._run_s = 0.0
        self._speech_s = 0.0
        self._certain_s = 0.0
        self._confirmed = False
        self._facts: SpeechFacts | None = None
        self._last_frame_s = 0.0

    @property
    def last_frame_s(self) -> float:
        """When the last frame arrived."""
        return self._last_frame_s

    @property
    def hears_speech(self) -> bool:
        """Whether an utterance is open."""
        return self._facts is not None

    def hear(self, voice: VoiceHeard) -> list[EarNews]:
        """Takes the next frame."""
        if self._facts is None and voice.at_s - self._last_frame_s > self._policy.gap_s:
            self._forget()
        self._last_frame_s = voice.at_s
        news: list[EarNews] = []
        pcm = self._resampler.feed(voice.pcm)
        if voice.ended:
            pcm = np.concatenate((pcm, self._resampler.flush()))
            self._resampler = Int16Resampler(VOICE_RATE_HZ, SPEECH_RATE_HZ)
        self._rest = np.concatenate((self._rest, to_float(pcm)))
        while self._rest.size >= CHUNK_SAMPLES:
            chunk, self._rest = self._rest[:CHUNK_SAMPLES], self._rest[CHUNK_SAMPLES:]
            self._take(chunk, voice.at_s, news)
            news.extend(self.check(voice.at_s))
        if voice.ended:
            self._terminate(voice.at_s, news)
        return news

    def check(self, now_s: float) -> list[EarNews]:
        """Decides whether the utterance is over at `now_s`."""
        if self._facts is None:
            return []
        match decide(self._endpointing, self._facts, now_s):
            case Wait(until_s):
                self.next_check_s = until_s
                return []
            case End() as end:
                return [self._end(now_s, end)]

    def _take(self, chunk: Float32, now_s: float, news: list[EarNews]) -> None:
        probability = self._activity.probability(chunk)
        is_speech = probability >= self._policy.speech_probability
        self._run_s = self._run_s + CHUNK_S if is_speech else 0.0
        if not is_speech and self._facts is None:
            self._certain_s = 0.0
        elif probability >= self._policy.certain_probability:
            self._certain_s += CHUNK_S
        if self._facts is None:
            self._pre_roll.append(chunk)
            if self._run_s >= self._policy.start_s - 1e-9:
                self._begin(now_s, news)
            return
        news.append(SpeechContinued(chunk))
        if is_speech:
            self._note_speech(now_s, news)
        elif probability >= self._policy.silence_probability:
            self._facts = SpeechFacts(self._facts.started_s, now_s, self._facts.surely_until_s)

    def _begin(self, now_s: float, news: list[EarNews]) -> None:
        started_s = now_s - self._run_s
        self._facts = SpeechFacts(started_s, now_s, now_s)
        self._speech_s, self._confirmed = self._run_s, False
        news.append(SpeechStarted(started_s, np.concatenate(tuple(self._pre_roll))))
        self._pre_roll.clear()

    def _note_speech(self, now_s: float, news: list[EarNews]) -> None:
        assert self._facts is not None
        self._speech_s += CHUNK_S
        self._facts = SpeechFacts(self._facts.started_s, now_s, now_s)
        if not self._confirmed and self._is_speech(self._policy.real_s):
            self._confirmed = True
            news.append(SpeechConfirmed())

    def _is_speech(self, least_s: float) -> bool:
        return self._speech_s >= least_s - 1e-9 and self._certain_s >= self._policy.least_certain_s - 1e-9

    def _terminate(self, now_s: float, news: list[EarNews]) -> None:
        if self._facts is not None:
            if self._rest.size:
                news.append(SpeechContinued(self._rest))
            self._facts = SpeechFacts(
                self._facts.started_s, self._facts.likely_until_s, self._facts.surely_until_s, terminated=True
            )
            news.extend(self.check(now_s))
        self._forget()

    def _end(self, now_s: float, end: End) -> EarNews:
        assert self._facts is not None
        last_speech_s, is_speech = self._facts.surely_until_s, self._is_speech(self._policy.least_s)
        self._facts, self.next_check_s, self._run_s, self._speech_s, self._certain_s = None, None, 0.0, 0.0, 0.0
        if not is_speech:
            return SpeechDismissed()
        return SpeechEnded(now_s, last_speech_s, end.reason, end.audible_from_s)

    def _forget(self) -> None:
        self._rest = np.zeros(0, np.float32)
        self._pre_roll.clear()
        self._run_s = self._certain_s = 0.0
        self._activity.reset()
