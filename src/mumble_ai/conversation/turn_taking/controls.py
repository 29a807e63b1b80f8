"""Recognises what is said to the voice itself: stop, repeat, louder, quieter, slower, faster.

Only a whole utterance counts, so "stop" ends an answer and "when does the bus stop" is a question. No model is asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import chain
from typing import Final

from hassil import Intents, recognize

from mumble_ai.conversation.phrases.phrasebook import languages, phrasebook

_WORD: Final = re.compile(r"\w+")
LONGEST: Final = 64
"""Characters; nobody needs more to say one of these, and what is longer costs no matching."""


class Control(StrEnum):
    """What the voice is told to do.

    Attributes:
        STOP: Be silent at once; the rest of the answer is dropped.
        REPEAT: Say the last answer again.
    """

    STOP = "stop"
    REPEAT = "repeat"
    LOUDER = "louder"
    QUIETER = "quieter"
    SLOWER = "slower"
    FASTER = "faster"


def recognise(text: str, language: str | None = None) -> Control | None:
    """The control that the whole of `text` is, or None; takes about 0.2 ms, and the first call some milliseconds.

    Args:
        text: One utterance, free of the name it may begin with.
        language: The language it was probably spoken in. Its phrases are tried first and the others after them, since
            the language of a single word is often guessed wrong.
    """
    text = text.strip()
    if not text or len(text) > LONGEST:
        return None
    first = phrasebook(language).language
    for code in sorted(languages(), key=lambda other: other != first):
        if control := _in_language(text, _grammar(code)):
            return control
    return None


@dataclass(frozen=True, slots=True)
class _Grammar:
    said: Intents
    asked: Intents
    words: frozenset[str]
    """Every word of a template: whoever says another one gives no order, which is quick to find out."""


@cache
def _grammar(language: str) -> _Grammar:
    book = phrasebook(language)
    return _Grammar(
        said=_intents(language, book.controls, book.skip_words),
        # A word to skip may itself be the question: "Sorry?", "Bitte?".
        asked=_intents(language, book.asked, ()),
        words=frozenset(_words(" ".join(chain(*book.controls.values(), *book.asked.values(), book.skip_words)))),
    )


def _intents(language: str, templates: Mapping[str, tuple[str, ...]], skip_words: tuple[str, ...]) -> Intents:
    return Intents.from_dict(
        {
            "language": language,
            "intents": {Control(name): {"data": [{"sentences": list(said)}]} for name, said in templates.items()},
            "skip_words": list(skip_words),
        }
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _in_language(text: str, grammar: _Grammar) -> Control | None:
    if not grammar.words.issuperset(_words(text)):
        return None
    found = recognize(text, grammar.asked) if text.endswith(("?", "？")) else None
    found = found or recognize(text, grammar.said)
    return Control(found.intent.name) if found else None
