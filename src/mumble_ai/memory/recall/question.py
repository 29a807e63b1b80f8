"""What a question asks for, as far as its words tell."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from mumble_ai.memory.recall.terms import Word, telling_words

_WHEN: Final = re.compile(
    r"\b(when|how long ago|since when|(what|which) (date|year|month|day|week|season)|wann|seit wann"
    r"|(an )?welche[mns]? (tag|datum|jahr|monat))\b",
    re.IGNORECASE,
)
_HOW_MANY: Final = re.compile(r"\b(how (many|much|often|old)|wie ?(viele?|oft|alt))\b", re.IGNORECASE)
_MINE: Final = re.compile(
    r"\b(i|i'm|i've|i'd|i'll|me|my|mine|we|our|ich|mir|mich|mein\w*|wir|unser\w*)\b", re.IGNORECASE
)
_YOURS: Final = re.compile(
    r"\b(did you|have you|you (said|told|say|tell)|hast du|du (gesagt|erzählt))\b", re.IGNORECASE
)
_SEVERAL: Final = re.compile(
    r"^(in )?(what|which) ((kind|type|sort)s? of )?(?!is\b|was\b|does\b|has\b|this\b)(\w+ )?"
    r"(?!is\b|was\b|does\b|has\b|this\b)(\w+(?<!s)s|people)\b|\bhow many\b|\b(both|in common|share)\b"
    r"|\bhas \w+ (been|\w+ed)\b|\bhave (i|we) \w+ed\b|^(was für|welche) \w+(en|er|e|s)\b"
    r"|\bwie ?viele\b|\b(alle|beide)\b",
    re.IGNORECASE,
)
_MIN_NICKNAME: Final = 3


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Attributes:
        text: As it was said.
        words: Those that tell what it is about.
        asks_when: A moment is wanted.
        asks_how_many: A number is wanted.
        asks_for_several: More than one turn may hold a part of the answer: "which books…", "how many times…".
        of_asker: The one who asks speaks of himself: "what did I…".
        of_assistant: The assistant's own words are asked for: "what did you tell me…".
    """

    text: str
    words: tuple[Word, ...]
    asks_when: bool
    asks_how_many: bool
    asks_for_several: bool
    of_asker: bool
    of_assistant: bool

    def told_by(self, names: Collection[str]) -> tuple[Word, ...]:
        """The words that tell what it is about, without the names of those who speak.

        Somebody's name is said by those who speak to him, so that it leads to the wrong turns.
        """
        return tuple(word for word in self.words if not any(self._is_name(word, name) for name in names if name))

    def _is_name(self, word: Word, name: str) -> bool:
        said = self.text[word.begin : word.end].lower().replace("\u2019", "'").removesuffix("'s")
        return _is_name_of(said, name.lower())

    def named(self, names: Collection[str]) -> set[str]:
        """Which of these people it names, also by the beginning of a name."""
        said = set(re.findall(r"\w+", self.text.lower()))
        return {name for name in names if name and any(_is_name_of(word, name.lower()) for word in said)}


def read_question(text: str, language: str = "en") -> Question:
    """Reads a question, or whatever else is said."""
    of_assistant = bool(_YOURS.search(text))
    return Question(
        text=text,
        words=tuple(telling_words(text, language)),
        asks_when=bool(_WHEN.search(text)),
        asks_how_many=bool(_HOW_MANY.search(text)),
        asks_for_several=bool(_SEVERAL.search(text)),
        of_asker=bool(_MINE.search(text)) and not of_assistant,
        of_assistant=of_assistant,
    )


def _is_name_of(word: str, name: str) -> bool:
    first = name.split()[0]
    return word == first or (_MIN_NICKNAME <= len(word) < len(first) and first.startswith(word) and len(first) > 4)
