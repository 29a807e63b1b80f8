"""Words of a text as keyword search sees them: stemmed, without those that say nothing, and as numbers."""

from __future__ import annotations

import re
import threading
import zlib
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources
from typing import Any, Final, NamedTuple, Protocol, cast
from uuid import UUID

import snowballstemmer

_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W\d_]+)?")
_LANGUAGES: Final = {"en": "english", "de": "german", "fr": "french", "es": "spanish", "it": "italian", "nl": "dutch"}
_STEMMING: Final = threading.Lock()
_STOP_WORDS: Final = {
    file.name.removesuffix(".txt"): frozenset(file.read_text("utf-8").split())
    for file in (resources.files("mumble_ai.memory.recall") / "words").iterdir()
    if file.name.endswith(".txt")
}


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...


class Word(NamedTuple):
    """A telling word of a text.

    Attributes:
        term: Its stem.
        begin: Where it begins, in characters.
        end: Where it ends.
    """

    term: str
    begin: int
    end: int


def telling_words(text: str, language: str = "en") -> list[Word]:
    """The words of a text that say what it is about, in order.

    Args:
        language: ISO 639-1 code; that of an unknown language leaves words unstemmed.
    """
    lowered = text.lower().replace("\u2019", "'")
    if len(lowered) != len(text):
        lowered = text.replace("\u2019", "'")
    stop_words = _STOP_WORDS.get(language, frozenset())
    found: list[Word] = []
    for match in _WORD.finditer(lowered):
        word = match[0]
        if word not in stop_words:
            found.append(Word(_stem(word.removesuffix("'s"), language), *match.span()))
    return found


def number_of(term: str, person_id: UUID) -> int:
    """A signed 32-bit number for a person's word. The same word of another person has another number."""
    return zlib.crc32(term.encode(), zlib.crc32(person_id.bytes)) - (1 << 31)


def numbers_of(words: Iterable[Word], person_id: UUID) -> list[int]:
    """The numbers of words, each once, in the order in which they first come."""
    return list(dict.fromkeys(number_of(word.term, person_id) for word in words))


@lru_cache(50_000)
def _stem(word: str, language: str) -> str:
    stemmer = _stemmer(language)
    if stemmer is None:
        return word
    with _STEMMING:  # a Snowball stemmer has state
        return stemmer.stemWord(word)


@lru_cache
def _stemmer(language: str) -> _Stemmer | None:
    name = _LANGUAGES.get(language)
    return cast("_Stemmer", cast("Any", snowballstemmer).stemmer(name)) if name else None
