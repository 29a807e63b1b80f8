"""What a persona is, and what may stand in one. Pure."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Literal

LONGEST: Final = 8_000
"""Characters of a persona; it is read by the model before every answer."""
EVERYWHERE: Final = "*"
USUAL: Final = "friend"
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_BLANK_LINES: Final = re.compile(r"\n{3,}")
_MARKS: Final = str.maketrans({"<": "‹", ">": "›"})

Origin = Literal["built in", "written", "grown"]


class PersonaError(Exception):
    """A persona can't be used; the message says why, and what can be done."""


@dataclass(frozen=True, slots=True)
class Persona:
    """One persona.

    Attributes:
        text: What the language model is told.
        text_before: What it was before its last change; empty when there was none.
        about: In a few words; empty for those that people write.
    """

    name: str
    text: str
    origin: Origin
    text_before: str = ""
    about: str = ""


def cleaned(text: str) -> str:
    """A persona as it may stand in a prompt: bounded, without control characters and without marks.

    Raises:
        PersonaError: It is empty or too long.
    """
    lines = (" ".join("".join(map(_printable, line)).split()) for line in text.split("\n"))
    plain = _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip().translate(_MARKS)
    if not plain:
        raise PersonaError("a persona needs some words")
    if len(plain) > LONGEST:
        raise PersonaError(f"a persona has at most {LONGEST} characters; this one has {len(plain)}")
    return plain


def cleaned_name(name: str) -> str:
    """A name in lower case, with dashes for spaces.

    Raises:
        PersonaError: It can't be a name.
    """
    plain = "-".join(name.strip().lower().split())
    if _NAME.fullmatch(plain) is None:
        raise PersonaError(f"{name!r} is no name: it has to be letters a to z, digits and dashes, 40 at most")
    return plain


def channel_key(channel: str) -> str:
    """A channel's path as it is kept: without slashes at its ends, and `/` for the root."""
    if channel.strip() == EVERYWHERE:
        return EVERYWHERE
    return "/".join(filter(None, map(str.strip, channel.split("/")))) or "/"


@cache
def built_in() -> dict[str, Persona]:
    """The personas that are always there, by name."""
    table = tomllib.loads((files("mumble_ai.assistant.personas") / "builtin.toml").read_text("utf-8"))
    return {
        name: Persona(name, cleaned(entry["text"]), "built in", about=entry["about"]) for name, entry in table.items()
    }


def _printable(character: str) -> str:
    """Spaces in place of what can't be seen and could hide words or change their direction."""
    return " " if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} else character
