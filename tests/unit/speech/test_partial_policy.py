from __future__ import annotations

from mumble_ai.speech.segmenter import Stretch, chunks
from mumble_ai.speech.utterance import PAUSE_S, PartialPolicy

POLICY = PartialPolicy(every_s=0.5, rest=3.0)


def talking(position: int, last_speech: int) -> Stretch:
    return Stretch(0, position, False, last_speech, 0.9)


def test_while_somebody_talks_results_come_at_intervals() -> None:
    assert not POLICY.due(talking(10, 10), 10, 0, 0)
    assert POLICY.due(talking(16, 16), 16, 0, 0)


def test_a_slow_model_is_left_alone_for_longer() -> None:
    at = chunks(1.0)
    assert not POLICY.due(talking(at, at), at, 1, 0, took_s=0.4)
    assert POLICY.due(talking(at, at), at, 1, 0, took_s=0.1)


def test_a_pause_is_recognised_at_once_and_only_once() -> None:
    at = 40 + chunks(PAUSE_S)
    assert POLICY.due(talking(at, 40), at, 30, 39, took_s=2.0)
    assert not POLICY.due(talking(at + 50, 40), at + 50, 40, at)
