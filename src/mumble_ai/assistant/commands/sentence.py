"""A sentence as templates see it: words in lower case without punctuation, and the way back to what was said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from typing import Final

TIME_MARK: Final = "\ue000"
"""Stands for a time that was found in the sentence; a private code point, so nobody can say or write it."""
_WORD: Final = re.compile(r"[^\W_]+(?:['’.,:@/&+\-][^\W_]+)*%?|[+*/=×÷]|[€$£]|[-−](?=\s*\d)")
_APOSTROPHES: Final = str.maketrans("’`´", "'''")


@dataclass(frozen=True, slots=True)
class Word:
    """One word.

    Attributes:
        said: Lower case, straight apostrophe; or `TIME_MARK`.
        start: Where it begins in the text.
        end: Where it ends there.
    """

    said: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words and the text they come from."""

    text: str
    words: tuple[Word, ...]

    @property
    def said(self) -> str:
        """The words with single spaces between, before and after them: what templates are matched against."""
        return f" {' '.join(word.said for word in self.words)} "

    def without(self, words: Set[str]) -> Sentence:
        """The same without some words, wherever they stand."""
        return Sentence(self.text, tuple(word for word in self.words if word.said not in words))

    def part(self, first: int, last: int) -> Sentence:
        """The words from `first` up to and without `last`."""
        return Sentence(self.text, self.words[first:last])

    def original(self, start: int, end: int) -> str:
        """What was really said where `said[start:end]` is, inner punctuation and all."""
        at = 1
        inside: list[Word] = []
        for word in self.words:
            if at >= start and at + len(word.said) <= end:
                inside.append(word)
            at += len(word.said) + 1
        if not inside:
            return ""
        first, last = inside[0].start, inside[-1].end
        is_abbreviated = "." in inside[-1].said and self.text[last : last + 1] == "."
        return self.text[first : last + is_abbreviated]

    def parted(self, start: int, end: int, connectors: Set[str]) -> tuple[str, str]:
        """The words of `said[start:end]` without its times, and these times with the connectors before them."""
        at = 1
        rest: list[str] = []
        times: list[str] = []
        waiting: list[str] = []
        for word in self.words:
            if at >= start and at + len(word.said) <= end:
                text = self.text[word.start : word.end]
                if word.said == TIME_MARK:
                    times += [*waiting, text]
                    waiting = []
                elif word.said in connectors:
                    waiting.append(text)
                else:
                    rest += [*waiting, text]
                    waiting = []
            at += len(word.said) + 1
        return " ".join([*rest, *waiting]), " ".join(times)

    def masked(self, spans: Iterable[tuple[int, int]]) -> Sentence:
        """The same with each of these parts of the text as one `TIME_MARK`."""
        words = list(self.words)
        for start, end in spans:
            inside = [n for n, word in enumerate(words) if word.end > start and word.start < end]
            if inside:
                words[inside[0] : inside[-1] + 1] = [Word(TIME_MARK, words[inside[0]].start, words[inside[-1]].end)]
        return Sentence(self.text, tuple(words))


def sentence_of(text: str) -> Sentence:
    """Splits a text into words."""
    straight = text.translate(_APOSTROPHES)
    return Sentence(
        text, tuple(Word(m.group().casefold(), m.start(), m.end()) for m in _WORD.finditer(straight) if m.group())
    )
