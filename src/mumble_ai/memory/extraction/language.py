"""Which of the known languages a text is in."""

from __future__ import annotations

from mumble_ai.memory.extraction.grammar import grammar_of, languages
from mumble_ai.memory.extraction.words import plain, words_of


def language_of(text: str, usual: str = "en") -> str:
    """The language whose small words a text has most of; the usual one where that is even."""
    words = [plain(word) for word in words_of(text)]

    def count(language: str) -> int:
        small = grammar_of(language).words.sets["small"]
        return sum(word in small for word in words)

    return max(languages(), key=lambda language: (count(language), language == usual))
