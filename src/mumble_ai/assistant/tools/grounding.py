"""Whether what a model wants to do is made of the person's own words. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final, cast

from mumble_ai.memory.conversations.topic_words import telling_words
from mumble_ai.spoken_time import find_times

_STEM: Final = 4
"""Words that begin alike count as one: "call", "calling"."""


def foreign_words(arguments: Mapping[str, Any], own_words: Iterable[str], now: datetime, language: str) -> list[str]:
    """The words of the arguments that the person did not use; numbers, times and function words are nobody's.

    Args:
        own_words: What the person said, and what our own tool descriptions say.
        now: In the person's zone.
    """
    own = _stems(own_words)
    return [word for word in _words_of(arguments, now, language) if _stem(word) not in own]


def is_about(arguments: Mapping[str, Any], own_words: Iterable[str], now: datetime, language: str) -> bool:
    """Whether the arguments name a thing that the person spoke of; a time alone is no thing."""
    own = _stems(own_words)
    return any(_stem(word) in own for word in _words_of(arguments, now, language))


def in_words(name: str, arguments: Mapping[str, Any]) -> str:
    """A call as people would read it: its name and what it is given."""
    given = ", ".join(" ".join(text.split())[:80] for text in _texts(arguments) if text.strip())
    return " ".join(f"{name.replace('_', ' ')}{f': {given}' if given else ''}".split())[:300]


def _words_of(arguments: Mapping[str, Any], now: datetime, language: str) -> list[str]:
    return [word for text in _texts(arguments) for word in telling_words(_without_times(text, now, language))]


def _without_times(text: str, now: datetime, language: str) -> str:
    spans = sorted((time.span for time in find_times(text, now, language or "en")), reverse=True)
    for start, end in spans:
        text = f"{text[:start]} {text[end:]}"
    return text


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for each in cast("Mapping[str, object]", value).values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in cast("Iterable[object]", value):
            yield from _texts(each)
    elif isinstance(value, str):
        yield value
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield str(value)


def _stems(texts: Iterable[str]) -> set[str]:
    return {_stem(word) for text in texts for word in telling_words(text)}


def _stem(word: str) -> str:
    return word.casefold()[:_STEM]
