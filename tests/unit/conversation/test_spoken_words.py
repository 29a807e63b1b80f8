"""Which words lie in how much sound, and where a cut word begins."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.conversation.speaking.spoken_words import frames_to_rewind, word_ends, words_heard

TEXT = "The quick brown fox, as they say, jumps over the lazy dog."


def sound_of(text: str, frames_a_letter: int = 4) -> tuple[list[int], list[int]]:
    """Levels of a voice that takes as long for a word as it has letters, with a quiet frame after each; true ends."""
    levels: list[int] = []
    ends: list[int] = []
    for word in text.split():
        levels += [8000] * (frames_a_letter * len(word))
        ends.append(len(levels))
        levels += [50] * (6 if word[-1] in ",." else 1)
    return levels[:-6], ends


def test_word_ends_are_found_where_the_voice_is_quiet() -> None:
    levels, ends = sound_of(TEXT)
    found = word_ends(TEXT, len(levels), levels)
    off = [abs(a - b) for a, b in zip(found, ends, strict=True)]
    assert sum(n <= 2 for n in off) >= len(off) - 1, (found, ends)


def test_words_are_counted_only_when_they_are_over() -> None:
    levels, ends = sound_of(TEXT)
    words = TEXT.split()
    assert words_heard(TEXT, 0, len(levels), levels) == []
    assert words_heard(TEXT, ends[2] + 2, len(levels), levels) == words[:3]
    assert words_heard(TEXT, len(levels), len(levels), levels) == words


@given(st.lists(st.text("abcdefghij.,!?", min_size=1, max_size=12), min_size=1, max_size=20), st.integers(1, 500))
def test_more_sound_never_means_fewer_words(words: list[str], frames: int) -> None:
    text = " ".join(words)
    counts = [len(words_heard(text, played, frames)) for played in range(frames + 1)]
    assert counts == sorted(counts)
    assert counts[-1] == len(words)


def test_a_cut_word_is_said_again_from_its_start() -> None:
    word, pause = [9000] * 15, [40] * 2
    levels = [*word, *pause, *word, *pause, *word[:7]]
    assert frames_to_rewind(levels) == 7


def test_a_word_that_has_hardly_begun_takes_the_one_before_along() -> None:
    levels = [*[9000] * 15, 40, 40, *[9000] * 20, 40, 9000, 9000]
    assert frames_to_rewind(levels) >= 20, "two frames would sound like a click"


def test_without_a_pause_the_quietest_moment_counts() -> None:
    levels = [9000] * 20
    levels[11] = 5000
    assert frames_to_rewind(levels) == 8
    assert frames_to_rewind([]) == 0
