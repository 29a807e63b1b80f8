"""Finds the assistant's name where somebody calls it, however speech recognition writes it. Pure.

"AI-Bot" comes as "A.I. bot", "AI Bot" or "aibot"; a long name may have other vowels than its owner writes. A name calls
at the beginning or the end of a sentence or between commas; a name in the middle of one is spoken about.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

MOST_LEADING_WORDS: Final = 2
"""Before a name at the beginning: "Hey", "OK so"."""
LEAST_FUZZY_LETTERS: Final = 7
"""Shorter names have too many neighbours among other words."""
MOST_OTHER_VOWELS: Final = 2

_ENGLISH: Final = """a an the this that these those my your his her its our their some any no every each another of to
 with about by for from in on at into called named"""
_GERMAN: Final = """ein eine einen einem einer der die das den dem des dieser diese dieses diesen diesem mein meine
 meinen meinem dein deine sein seine ihr ihre unser unsere kein keine von mit über für zum zur im am beim"""
SPOKEN_ABOUT: Final = frozenset(f"{_ENGLISH} {_GERMAN}".split())
"""Words before a name that make it a thing or a person spoken about: "I bought a computer"."""

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PAUSE: Final = re.compile(r"[,;:.!?…]|\s[-–—]+\s|—")
_STOP: Final = re.compile(r"[.!?…]")
_MARKS: Final = " ,;:.!?…-–—"
_SPELLINGS: Final = (("ph", "f"), ("ck", "k"), ("qu", "kw"), ("c", "k"), ("z", "s"), ("y", "i"), ("x", "ks"))
_VOWELS: Final = re.compile(r"[aeiou]+")


@dataclass(frozen=True, slots=True)
class _Word:
    letters: str
    start: int
    end: int


def without_call(text: str, names: Sequence[str]) -> str | None:
    """The text without the name if the assistant is called in it, else None; "" when it is nothing but a call."""
    words = [_Word(_letters(found.group()), found.start(), found.end()) for found in _WORD.finditer(text)]
    for name in names:
        parts = [_letters(part) for part in _WORD.findall(name)]
        name_letters = "".join(parts)
        if not name_letters:
            continue
        most_words = len(parts) + max(len(part) for part in parts)  # initials may be written apart
        for first in range(len(words)):
            for last in range(first, min(len(words), first + most_words)):
                said = "".join(word.letters for word in words[first : last + 1])
                if _sounds_like(said, name_letters) and _calls(text, words, first, last):
                    return _cut(text, words[first].start, words[last].end)
    return None


def _letters(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in plain if c.isalnum())


def _sounds_like(said: str, name: str) -> bool:
    if _spelled(said) == _spelled(name):
        return True
    if len(name) < LEAST_FUZZY_LETTERS or abs(len(said) - len(name)) > MOST_OTHER_VOWELS:
        return False
    said, name = _spelled(said), _spelled(name)
    if _VOWELS.sub("a", said) != _VOWELS.sub("a", name):
        return False
    vowels = zip(_VOWELS.findall(said), _VOWELS.findall(name), strict=True)
    return sum(1 for heard, meant in vowels if heard != meant) <= MOST_OTHER_VOWELS


def _spelled(word: str) -> str:
    """One spelling for letters that sound alike, doubled letters once."""
    for letters, sound in _SPELLINGS:
        word = word.replace(letters, sound)
    return re.sub(r"(.)\1+", r"\1", word)


def _calls(text: str, words: list[_Word], first: int, last: int) -> bool:
    """Whether the words from `first` to `last` call somebody, by where they stand in their sentence."""
    pause_before = first == 0 or bool(_PAUSE.search(text, words[first - 1].end, words[first].start))
    end = words[last + 1].start if last + 1 < len(words) else len(text)
    pause_after = last + 1 == len(words) or bool(_PAUSE.search(text, words[last].end, end))
    ends_sentence = last + 1 == len(words) or bool(_STOP.search(text, words[last].end, end))
    if pause_before and pause_after:
        return True
    leading = _words_before(text, words, first)
    if any(word.letters in SPOKEN_ABOUT for word in words[max(0, first - 2) : first] if word in leading):
        return False
    return ends_sentence or len(leading) <= MOST_LEADING_WORDS


def _words_before(text: str, words: list[_Word], first: int) -> list[_Word]:
    """The words of the same sentence before word `first`."""
    begin = first
    while begin > 0 and not _STOP.search(text, words[begin - 1].end, words[begin].start):
        begin -= 1
    return words[begin:first]


def _cut(text: str, start: int, end: int) -> str:
    """The text without what stands from `start` to `end`, and without the commas that set it off."""
    before, after = text[:start].rstrip(), text[end:].lstrip()
    if not any(c.isalnum() for c in before):
        return after.lstrip(_MARKS) if any(c.isalnum() for c in after) else ""
    if not any(c.isalnum() for c in after):
        return before.rstrip(_MARKS) + after.lstrip(" ,;:-–—")
    if _STOP.match(before[-1]):
        return f"{before} {after.lstrip(_MARKS)}"
    before = before.rstrip(_MARKS)
    return before + after if _STOP.match(after) else f"{before}, {after.lstrip(_MARKS)}"
