"""The few sentences said here, and the shape of sentences that may claim a deed: one file of `words/` a language."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

FALLBACK: Final = "en"


@dataclass(frozen=True, slots=True)
class Wording:
    """One language.

    Attributes:
        not_done: Said in place of a claim that is not true.
        shall_i: Asks for a yes; has the slot `what`.
        not_from_you: Refuses what can't be asked about; has the slot `what`.
        did: Tells that a tool of another server did something; has the slot `what`.
        did_not: Tells that it failed.
        claim: Found in every sentence that may claim a deed, and in some that do not; None for a language without a
            file, so that every sentence may.
    """

    not_done: str
    shall_i: str
    not_from_you: str
    did: str
    did_not: str
    claim: re.Pattern[str] | None


@cache
def wording(language: str) -> Wording:
    """Of a language (`de`, `de-AT`); one without a file is spoken to in English.

    Where the language is not known at all (empty), it may be any of those that have a file.
    """
    code = language.lower().replace("_", "-").partition("-")[0]
    tables = _tables()
    table = tables.get(code, tables[FALLBACK])
    watched = tables.values() if not code else [tables[code]] if code in tables else ()
    shapes = "|".join(f"(?:{each['claim']})" for each in watched)
    claim = re.compile(shapes, re.VERBOSE | re.IGNORECASE) if shapes else None
    return Wording(table["not_done"], table["shall_i"], table["not_from_you"], table["did"], table["did_not"], claim)


@cache
def _tables() -> dict[str, dict[str, str]]:
    """The files, by language."""
    found = (files("mumble_ai.assistant.tools") / "words").iterdir()
    return {file.name.removesuffix(".toml"): tomllib.loads(file.read_text("utf-8")) for file in found}
