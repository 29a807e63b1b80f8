"""What people say about time is understood, and nothing is seen where they say none."""

from __future__ import annotations

import statistics

import pytest

from tests.unit.spoken_time.phrases import half_of, misses, verdicts

LANGUAGES = ("en", "de")
GOAL = 0.97


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_that_was_looked_at_is_right(language: str) -> None:
    found = half_of(language, "dev")
    assert len(found) > 80
    assert misses(found) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases_that_were_kept_apart_are_right(language: str) -> None:
    found = half_of(language, "held")
    assert len(found) > 80
    assert sum(v.is_right for v in found) / len(found) >= GOAL, misses(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_time_is_seen_where_none_was_said(language: str) -> None:
    assert [v.phrase["phrase"] for v in verdicts(language) if v.is_false_hit] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_phrase_is_read_in_a_few_milliseconds(language: str) -> None:
    assert statistics.median(v.took_s for v in verdicts(language)) < 0.005
