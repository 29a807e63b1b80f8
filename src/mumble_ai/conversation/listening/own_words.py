"""Whether a transcript is what the bot itself has just said. Pure."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Final

import numpy as np

_SPOKEN_S_A_LETTER: Final = 0.09
"""Slow speech; so long a piece of text is still being heard."""
_LETTERS_A_CLUE: Final = 3
_EDITS_A_NUMBER: Final = 3


@dataclass(frozen=True, slots=True)
class OwnWordsPolicy:
    """How alike a transcript must be to what was said.

    Attributes:
        remember_s: Echo is recognised this long after a piece of text has been heard to its end: the way through a
            room, the silence that ends a turn, and a margin.
        least_letters: Shorter transcripts are never echo: people repeat a word that the bot has offered.
        differing: Share of letters that recognition may have got wrong.
        window_words: In no so many words in a row may …
        window_differing: … this share of letters differ: there somebody has said something of his own.
    """

    remember_s: float = 4.0
    least_letters: int = 12
    differing: float = 0.1
    window_words: int = 4
    window_differing: float = 0.25


class OwnWords:
    """The text that is being heard or was heard just now."""

    def __init__(self, policy: OwnWordsPolicy | None = None) -> None:
        self._policy = policy or OwnWordsPolicy()
        self._spoken: deque[tuple[float, str]] = deque(maxlen=64)
        self._until_s = 0.0

    def spoken(self, text: str, at_s: float) -> None:
        """Notes a piece of text that begins to be heard at `at_s`, after the pieces before it."""
        letters = _letters(text)
        self._until_s = max(self._until_s, at_s) + len(letters) * _SPOKEN_S_A_LETTER
        self._spoken.append((self._until_s, letters))

    def is_echo(self, text: str, at_s: float) -> bool:
        """Whether a transcript, of speech that ended at `at_s`, is nothing but the bot's own words."""
        policy = self._policy
        while self._spoken and self._spoken[0][0] + policy.remember_s < at_s:
            self._spoken.popleft()
        said = "".join(letters for _, letters in self._spoken)
        stretches, numbers = _without_numbers(text)
        letters = sum(len(word) for words in stretches for word in words)
        if letters < policy.least_letters:
            return False
        if not all(_may_be_part("".join(words), said, policy.window_differing) for words in stretches):
            return False
        wrong = numbers * _EDITS_A_NUMBER + sum(_edits("".join(words), said) for words in stretches)
        return wrong <= policy.differing * letters and all(self._has_own(words, said) for words in stretches)

    def _has_own(self, words: list[str], said: str) -> bool:
        """Whether the bot said each few of these words."""
        policy = self._policy
        last = max(1, len(words) - policy.window_words + 1)
        windows = ("".join(words[i : i + policy.window_words]) for i in range(last))
        return all(_edits(window, said) <= policy.window_differing * len(window) for window in windows)


def _without_numbers(text: str) -> tuple[list[list[str]], int]:
    """The stretches of words between numbers, and how many numbers there are: they are said in words and written in
    digits, so that nothing tells whether they agree."""
    stretches: list[list[str]] = [[]]
    for word in map(_letters, text.split()):
        if any(c.isdigit() for c in word):
            stretches.append([])
        elif word:
            stretches[-1].append(word)
    return [words for words in stretches if words], len(stretches) - 1


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _may_be_part(heard: str, said: str, differing: float) -> bool:
    """Whether the edit distance can be small enough at all; one wrong letter spoils three clues at most."""
    clues = [heard[i : i + _LETTERS_A_CLUE] for i in range(len(heard) - _LETTERS_A_CLUE + 1)]
    missing = sum(1 for clue in clues if clue not in said)
    return missing <= _LETTERS_A_CLUE * differing * len(heard)


def _edits(heard: str, said: str) -> int:
    """How many letters of `heard` must be edited to make it some part of `said` (Sellers 1980)."""
    text = np.frombuffer(said.encode("utf-32-le"), np.uint32)
    steps = np.arange(text.size + 1)
    row = np.zeros(text.size + 1, np.int64)
    for number, letter in enumerate(heard, start=1):
        below = np.empty_like(row)
        below[0] = number
        below[1:] = np.minimum(row[:-1] + (text != ord(letter)), row[1:] + 1)
        row = np.minimum.accumulate(below - steps) + steps
    return int(row.min())
