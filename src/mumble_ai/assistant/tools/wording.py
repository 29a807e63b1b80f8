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
        claim: Found in every sentence that may claim a deed, and in some that do not; None where the language is not
            known, so that every sentence may.
    """

    not_done: str
    shall_i: str
    not_from_you: str
    did: str
    did_not: str
    claim: re.Pattern[str] | None


@cache
def wording(language: str) -> Wording:
    """Of a language (`de`, `de-AT`); one without a file is spoken to in English."""
    code = language.lower().replace("_", "-").partition("-")[0]
    folder = files("mumble_ai.assistant.tools") / "words"
    is_known = code.isalpha() and (folder / f"{code}.toml").is_file()
    table = tomllib.loads((folder / f"{code if is_known else FALLBACK}.toml").read_text("utf-8"))
    claim = re.compile(table["claim"], re.VERBOSE | re.IGNORECASE) if is_known else None
    return Wording(table["not_done"], table["shall_i"], table["not_from_you"], table["did"], table["did_not"], claim)
