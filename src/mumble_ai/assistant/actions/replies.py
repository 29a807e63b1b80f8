"""What is said about deeds, in each language: one file of `languages/` a language.

`words/` holds their words for places, measures and the like.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

FALLBACK: Final = "en"


@dataclass(frozen=True, slots=True)
class Replies:
    """The sentences of one language.

    Attributes:
        language: ISO 639-1 code.
    """

    language: str
    _sentences: Mapping[str, str]
    _words: Mapping[str, Mapping[str, str]]

    def say(self, name: str, /, **slots: object) -> str:
        """A sentence with its slots filled.

        Args:
            name: Of the sentence; where there is a slot `count`, its form for one or for several is taken.

        Raises:
            KeyError: There is no such sentence, or it has a slot that is not given.
        """
        if "count" in slots and name not in self._sentences:
            name += "_one" if slots["count"] == 1 else "_some"
        return self._sentences[name].format_map(slots)

    def word(self, table: str, name: str) -> str:
        """A word or name from a table, or the name itself where it has no entry."""
        return self._words[table].get(name, name)

    def words(self, table: str) -> Mapping[str, str]:
        """A whole table."""
        return self._words[table]

    def joined(self, parts: Sequence[str], *, either: bool = False) -> str:
        """ "a", "a and b", "a, b and c"; with "or" where it is one of them."""
        if len(parts) < 2:
            return "".join(parts)
        link = self._sentences["either" if either else "both"]
        return f"{', '.join(parts[:-1])} {link} {parts[-1]}"


@cache
def spoken_languages() -> tuple[str, ...]:
    """The languages that have a file, English first."""
    found = (file.name.removesuffix(".toml") for file in _folder().iterdir() if file.name.endswith(".toml"))
    return tuple(sorted(found, key=lambda language: (language != FALLBACK, language)))


@cache
def replies(language: str | None) -> Replies:
    """The sentences of a language (`de`, `de-AT`), or those of English where it has no file."""
    code = (language or FALLBACK).lower().replace("_", "-").partition("-")[0]
    code = code if code in spoken_languages() else FALLBACK
    sentences = tomllib.loads((_folder() / f"{code}.toml").read_text("utf-8"))
    words = tomllib.loads((_folder("words") / f"{code}.toml").read_text("utf-8"))
    return Replies(code, sentences["say"], words)


def _folder(name: str = "languages") -> Traversable:
    return files("mumble_ai.assistant.actions") / name
