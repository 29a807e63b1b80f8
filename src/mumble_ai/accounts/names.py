"""Names to sign in with."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST_NAME: Final = 64
_ALLOWED: Final = re.compile(r"\w[\w.@+-]*")


class BadName(ValueError):
    """It can't be a sign-in name; the message says why."""


def plain_name(name: str) -> str:
    """The form in which names are compared: `Ada` and `ada`, however they were typed, are the same."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def checked_name(name: str) -> str:
    """The name in that form.

    Raises:
        BadName: It is empty, too long, or has other characters than letters, digits and `.@+-_`.
    """
    plain = plain_name(name)
    if not plain or len(plain) > LONGEST_NAME:
        raise BadName(f"a sign-in name has 1 to {LONGEST_NAME} characters")
    if not _ALLOWED.fullmatch(plain):
        raise BadName("a sign-in name begins with a letter or digit and has only letters, digits and . @ + - _")
    return plain
