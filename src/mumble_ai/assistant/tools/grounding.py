"""Whether what a model wants to do is made of the person's own words. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_STEM: Final = 4
"""Words that begin alike count as one: "call", "calling"; short words and numbers carry no foreign meaning."""


def foreign_words(arguments: Mapping[str, Any], own_words: Iterable[str]) -> list[str]:
    """The words of the arguments that the person did not use.

    Args:
        own_words: What the person said, and what our own tool descriptions say.
    """
    own = {_stem(word) for text in own_words for word in _WORD.findall(text)}
    return [word for text in _texts(arguments) for word in _WORD.findall(text) if _stem(word) not in own]


def in_words(name: str, arguments: Mapping[str, Any]) -> str:
    """A call as people would read it: its name and what it is given."""
    given = ", ".join(" ".join(text.split())[:80] for text in _texts(arguments) if text.strip())
    return f"{name.replace('_', ' ')}: {given}"[:300] if given else name.replace("_", " ")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for each in value.values():  # pyright: ignore[reportUnknownVariableType]
            yield from _texts(each)  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(value, list | tuple):
        for each in value:  # pyright: ignore[reportUnknownVariableType]
            yield from _texts(each)  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(value, str):
        yield value
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield str(value)


def _stem(word: str) -> str:
    return word.casefold()[:_STEM]
