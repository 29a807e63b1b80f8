"""Hears one speaker: 48 kHz frames become 16 kHz speech, cut out of silence and noise.

Voice activity runs on the event loop: a chunk of 32 ms costs about 0.1 ms, less than the way to a thread and back.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, replace
from typing import Final, Protocol

import numpy as np

from mumble_ai.audio.pcm import SPEECH_RATE_HZ, VOICE_RATE_HZ, Float32, to_float
from mumble_ai.audio.resample import Int16Resampler
from mumble_ai.conversation.listening.ear_news import (
    EarNews,
    SpeechConfirmed,
    SpeechContinued,
    SpeechDismissed,
    SpeechEnded,
    SpeechPaused,
    SpeechStarted,
)
from mumble_ai.conversation.listening.own_voice import EXPLAINED
from mumble_ai.conversation.ports import Participant, VoiceActivity, VoiceHeard
from mumble_ai.conversation.turn_taking.endpointing import (
    End,
    Endpointing,
    SpeechFacts,
    Wait,
    audible_if_unfinished_s,
    decide,
)
from mumble_ai.conversation.turn_taking.pauses import PauseHabits
from mumble_ai.speech.evidence import CERTAIN, is_certain

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
        certain_probability: A chunk at or above it is certain speech; how much of it is needed says `speech.evidence`.
        pre_roll_s: Sound kept from before the start of speech, so that the first word is whole.
        gap_s: After a pause of this length without any frame, what came before is no longer context.
        blip_s: Sound that is no speech so far is dismissed after this much silence.
        own_voice: A chunk is the assistant's own voice from a loudspeaker when at least this much of it is explained.
    """

    speech_probability: float = 0.5
    silence_probability: float = 0.35
    start_s: float = 0.064
    real_s: float = 0.2
    least_s: float = 0.128
    certain_probability: float = CERTAIN
    pre_roll_s: float = 0.32
    gap_s: float = 0.5
    blip_s: float = 0.25
    own_voice: float = EXPLAINED


class OwnVoiceEar(Protocol):
    """Tells what an ear hears of the assistant itself."""

    def explains(self, chunk: Float32, at_s: float) -> float:
        """How much of the newest sound, `(512,) float32` at 16 000 Hz, is the assistant's own voice, 0 to 1."""
        ...


class Ear:
    """Hears one speaker; what it finds out is returned, in order."""

    def __init__(
        self,
        speaker: Participant,
        activity: VoiceActivity,
        policy: EarPolicy,
        endpointing: Endpointing,
        *,
        own_voice: OwnVoiceEar | None = None,
        habits: PauseHabits | None = None,
    ) -> None:
        self.speaker = speaker
        self.next_check_s: float | None = None
        """When `check` has something to decide if nothing more is heard, or None while nobody speaks."""
        self._activity = activity
        self._resampler = Int16Resampler(VOICE_RATE_HZ, SPEECH_RATE_HZ)
        self._policy = policy
        self.endpointing = endpointing
        self._own_voice = own_voice
        self._habits = habits or PauseHabits()
        self._pre_roll: deque[Float32] = deque(maxlen=max(1, round((policy.pre_roll_s + policy.start_s) / CHUNK_S)))
        self._rest = np.zeros(0, np.float32)
        self._run_s = 0.0
        self._speech_s = 0.0
        self._certain_s = 0.0
        self._confirmed = False
        self._paused_since_s: float | None = None
        self._facts: SpeechFacts | None = None
        self._last_frame_s = 0.0

    @property
    def habits(self) -> PauseHabits:
        """What is known of the speaker's pauses."""
        return self._facts.habits if self._facts is not None else self._habits

    @habits.setter
    def habits(self, habits: PauseHabits) -> None:
        self._habits = habits
        if self._facts is not None:
            self._facts = replace(self._facts, habits=habits)

    @property
    def last_frame_s(self) -> float:
        """When the last frame arrived."""
        return self._last_frame_s

    @property
    def hears_speech(self) -> bool:
        """Whether an utterance is open."""
        return self._facts is not None

    @property
    def is_speaking(self) -> bool:
        """Whether speech goes on right now."""
        return self._run_s > 0.0

    @property
    def speech_s(self) -> float:
        """Sure speech in the utterance that is open."""
        return self._speech_s if self._facts is not None else 0.0

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
            self._take(self._probability(chunk, voice), voice.at_s, chunk, news)
            news.extend(self.check(voice.at_s))
        if voice.ended:
            self._terminate(voice.at_s, news)
        return news

    def check(self, now_s: float) -> list[EarNews]:
        """Decides whether the utterance is over at `now_s`."""
        if self._facts is None:
            return []
        if self._is_blip(now_s):
            self._close()
            return [SpeechDismissed()]
        match decide(self.endpointing, self._facts, now_s):
            case Wait(until_s):
                self.next_check_s = self._next_check_s(until_s)
                return self._pause(now_s)
            case End() as end:
                return [self._end(now_s, end)]

    def judge(
        self, last_speech_s: float, now_s: float, *, completeness: float | None = None, is_unfinished: bool = False
    ) -> list[EarNews]:
        """Takes the verdict on the pause since `last_speech_s`; it is void when the speaker has gone on.

        Args:
            completeness: How likely the sentence is complete by its sound, or None when nobody could tell.
            is_unfinished: Whether the words end in the middle of a number or a list.
        """
        if self._facts is None or self._facts.surely_until_s != last_speech_s:
            return []
        self._facts = self._facts.judged(completeness, is_unfinished=is_unfinished)
        return self.check(now_s)

    def reset(self) -> None:
        """Gives up what is being heard."""
        self._close()
        self._forget()

    def _probability(self, chunk: Float32, voice: VoiceHeard) -> float:
        """How likely the chunk is speech of this person."""
        probability = self._activity.probability(chunk)
        # The last frame of a talk spurt decides nothing by itself, and somebody waits for an answer from here on.
        if self._own_voice is None or voice.ended:
            return probability
        is_own = self._own_voice.explains(chunk, voice.at_s) >= self._policy.own_voice
        return 0.0 if is_own else probability

    def _take(self, probability: float, now_s: float, chunk: Float32, news: list[EarNews]) -> None:
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
            self._facts = self._facts.heard_perhaps(now_s)

    def _begin(self, now_s: float, news: list[EarNews]) -> None:
        started_s = now_s - self._run_s
        self._facts = SpeechFacts(started_s, now_s, now_s, habits=self._habits)
        self._speech_s, self._confirmed, self._paused_since_s = self._run_s, False, None
        news.append(SpeechStarted(started_s, np.concatenate(tuple(self._pre_roll))))
        self._pre_roll.clear()

    def _note_speech(self, now_s: float, news: list[EarNews]) -> None:
        assert self._facts is not None
        self._speech_s += CHUNK_S
        self._facts = self._facts.heard_speech(now_s)
        if not self._confirmed and self._is_speech(self._policy.real_s):
            self._confirmed = True
            news.append(SpeechConfirmed())

    def _is_speech(self, least_s: float) -> bool:
        return self._speech_s >= least_s - 1e-9 and is_certain(self._speech_s, self._certain_s)

    def _terminate(self, now_s: float, news: list[EarNews]) -> None:
        if self._facts is not None:
            if self._rest.size:
                news.append(SpeechContinued(self._rest))
            self._facts = self._facts.terminated_at(now_s)
            news.extend(self.check(now_s))
        self._forget()

    def _pause(self, now_s: float) -> list[EarNews]:
        """Asks for a verdict on a pause, once."""
        assert self._facts is not None
        since_s = self._facts.surely_until_s
        long_enough = now_s - self._facts.likely_until_s >= self.endpointing.pause_s - 1e-9
        if self._paused_since_s == since_s or not (long_enough or self._facts.terminated):
            return []
        if not self._is_speech(self._policy.least_s):
            return []
        self._paused_since_s = since_s
        return [SpeechPaused(now_s, since_s)]

    def _next_check_s(self, until_s: float) -> float:
        assert self._facts is not None
        if self._paused_since_s == self._facts.surely_until_s:
            return until_s
        wait_s = self.endpointing.pause_s if self._is_speech(self._policy.least_s) else self._policy.blip_s
        return min(until_s, self._facts.likely_until_s + wait_s)

    def _is_blip(self, now_s: float) -> bool:
        """Whether what was heard is no speech, and nothing follows it."""
        assert self._facts is not None
        silence_s = now_s - self._facts.likely_until_s
        return silence_s >= self._policy.blip_s - 1e-9 and not self._is_speech(self._policy.least_s)

    def _end(self, now_s: float, end: End) -> EarNews:
        assert self._facts is not None
        facts, is_speech = self._facts, self._is_speech(self._policy.least_s)
        self._close()
        if not is_speech:
            return SpeechDismissed()
        return SpeechEnded(
            now_s,
            facts.surely_until_s,
            end.reason,
            end.audible_from_s,
            audible_if_unfinished_s(self.endpointing, facts, now_s),
            end.why,
            terminated=facts.terminated,
        )

    def _close(self) -> None:
        if self._facts is not None:
            self._habits = self._facts.habits
        self._facts, self.next_check_s, self._run_s, self._speech_s, self._certain_s = None, None, 0.0, 0.0, 0.0

    def _forget(self) -> None:
        self._rest = np.zeros(0, np.float32)
        self._pre_roll.clear()
        self._run_s = 0.0
        if self._facts is None:
            self._certain_s = 0.0
        self._activity.reset()
