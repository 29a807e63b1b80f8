from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.speech.segmenter import Segmenter, SegmenterConfig, chunks, speech_stretches

CONFIG = SegmenterConfig()


def track(*parts: tuple[float, float]) -> list[float]:
    """Probabilities from (seconds, probability) parts."""
    return [p for seconds, p in parts for _ in range(chunks(seconds))]


def test_silence_has_no_stretch() -> None:
    assert speech_stretches(track((10, 0.02))) == []


def test_a_click_is_not_speech() -> None:
    assert speech_stretches(track((1, 0.0), (0.06, 0.9), (3, 0.0))) == []


def test_the_first_sound_is_kept_by_a_pre_roll() -> None:
    (stretch,) = speech_stretches(track((2, 0.0), (1, 0.9), (2, 0.0)))
    assert stretch.start == chunks(2) - chunks(CONFIG.pre_roll_s)
    assert stretch.end == chunks(2) + chunks(1) + chunks(CONFIG.post_roll_s)
    assert stretch.closed


def test_a_short_pause_does_not_split() -> None:
    assert len(speech_stretches(track((1, 0.9), (0.5, 0.1), (1, 0.9), (2, 0.0)))) == 1


def test_a_long_pause_splits_without_overlap() -> None:
    first, second = speech_stretches(track((1, 0.9), (1.5, 0.1), (1, 0.9), (2, 0.0)))
    assert first.end <= second.start


def test_endless_speech_is_cut_at_its_quietest_moment() -> None:
    parts = [(12.0, 0.95), (0.1, 0.4), (10.0, 0.95), (2.0, 0.0)]
    first, second = speech_stretches(track(*parts))
    assert chunks(12) <= first.end <= chunks(12.1)
    assert second.start == first.end


def test_speech_at_the_very_end_is_still_there() -> None:
    (stretch,) = speech_stretches(track((1, 0.0), (1, 0.9)))
    assert not stretch.closed
    assert stretch.end == chunks(1) * 2


@given(st.lists(st.floats(0, 1), max_size=1500))
def test_stretches_never_overlap_and_hold_all_lasting_speech(probabilities: list[float]) -> None:
    stretches = speech_stretches(probabilities)
    assert all(a.end <= b.start for a, b in itertools.pairwise(stretches))
    assert all(0 <= s.start < s.end <= len(probabilities) for s in stretches)
    assert all(s.end - s.start <= chunks(CONFIG.max_segment_s) for s in stretches)


@given(st.lists(st.floats(0, 1), max_size=800))
def test_audio_that_is_still_needed_is_never_forgotten(probabilities: list[float]) -> None:
    segmenter = Segmenter()
    kept_from = 0
    for p in probabilities:
        closed = segmenter.feed(p)
        for stretch in filter(None, (closed, segmenter.open_stretch())):
            assert stretch.start >= kept_from
        kept_from = segmenter.oldest_needed()


def test_noise_that_resembles_speech_for_long_is_no_speech() -> None:
    assert speech_stretches([0.1] * 10 + [0.85] * 200 + [0.1] * 60) == []
    assert speech_stretches([0.1] * 10 + [0.85] * 100 + [0.95] * 3 + [0.1] * 60) == []
    assert len(speech_stretches([0.1] * 10 + [0.85] * 100 + [0.95] * 12 + [0.1] * 60)) == 1
