"""What the voice says and understands by itself, in each language: one file of `languages/` a language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

FALLBACK: Final = "en"


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """One language.

    Attributes:
        language: ISO 639-1 code.
        skip_words: Words around a control that mean nothing, such as "please".
        controls: Name of a control to its sentence templates.
        asked: The same, for what is a control only as a question.
        apologies: What failed, to what is said about it.
        acknowledgements: What listeners say to show that they listen; it is no reason to stop talking.
        fillers: What is said while an answer takes long.
    """

    language: str
    skip_words: tuple[str, ...]
    controls: Mapping[str, tuple[str, ...]]
    asked: Mapping[str, tuple[str, ...]]
    apologies: Mapping[str, str]
    acknowledgements: tuple[str, ...]
    fillers: tuple[str, ...]


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a file, English first."""
    found = (file.name.removesuffix(".toml") for file in _folder().iterdir() if file.name.endswith(".toml"))
    return tuple(sorted(found, key=lambda language: (language != FALLBACK, language)))


@cache
def phrasebook(language: str | None) -> Phrasebook:
    """The phrases of a language (`de`, `de-AT`), or those of English where it has no file."""
    code = (language or FALLBACK).lower().replace("_", "-").partition("-")[0]
    code = code if code in languages() else FALLBACK
    table = tomllib.loads(_folder().joinpath(f"{code}.toml").read_text("utf-8"))
    return Phrasebook(
        language=code,
        skip_words=tuple(table["skip_words"]),
        controls={name: tuple(lines) for name, lines in table["controls"].items()},
        asked={name: tuple(lines) for name, lines in table["asked"].items()},
        apologies=table["apologies"],
        acknowledgements=tuple(table["acknowledgements"]["words"].split()),
        fillers=tuple(table["fillers"]["waiting"]),
    )


def _folder() -> Traversable:
    return files("mumble_ai.conversation.phrases") / "languages"
