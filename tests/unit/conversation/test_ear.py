"""What an ear takes for speech, told by the probabilities that voice activity detection gives it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from mumble_ai.audio.pcm import FRAME_MS, FRAME_SAMPLES, Float32
from mumble_ai.conversation.listening.ear import Ear, EarPolicy
from mumble_ai.conversation.listening.ear_news import EarNews, SpeechConfirmed, SpeechDismissed, SpeechEnded
from mumble_ai.conversation.ports import Participant, VoiceHeard
from mumble_ai.conversation.turn_taking.endpointing import Endpointing


class Told:
    """Voice activity that says what it was told to, then silence."""

    def __init__(self, probabilities: Sequence[float]) -> None:
        self._left = list(probabilities)

    def probability(self, chunk: Float32) -> float:
        return self._left.pop(0) if self._left else 0.0

    def reset(self) -> None: ...


def news_of(probabilities: Sequence[float]) -> list[EarNews]:
    ear = Ear(Participant("1", "ann"), Told(probabilities), EarPolicy(), Endpointing(silence_s=0.5))
    frames = int((len(probabilities) * 32 + 1_000) / FRAME_MS)
    silence = np.zeros(FRAME_SAMPLES, np.int16)
    return [n for i in range(frames) for n in ear.hear(VoiceHeard(ear.speaker, silence, i * FRAME_MS / 1000))]


def kinds(news: list[EarNews]) -> set[type[EarNews]]:
    return {type(n) for n in news} & {SpeechConfirmed, SpeechEnded, SpeechDismissed}


@pytest.mark.parametrize("level", [0.55, 0.7, 0.85])
def test_noise_that_resembles_speech_for_long_is_no_speech(level: float) -> None:
    assert kinds(news_of([level] * 100)) == {SpeechDismissed}


def test_a_short_word_is_speech_but_no_interruption() -> None:
    assert kinds(news_of([0.6, 0.95, 0.99, 0.97, 0.6])) == {SpeechEnded}


def test_speech_interrupts_once_it_is_certain() -> None:
    assert kinds(news_of([0.6, 0.7, 0.95, 0.99, 0.97, 0.99, 0.98, 0.6])) == {SpeechConfirmed, SpeechEnded}


def test_a_click_is_no_speech() -> None:
    assert kinds(news_of([0.99, 0.99, 0.1])) == {SpeechDismissed}
