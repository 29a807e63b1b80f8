"""Secrets that are shown once, and what is kept of them."""

from __future__ import annotations

import hashlib
import secrets
from typing import Final

TOKEN_BYTES: Final = 32
LONGEST_TOKEN: Final = 200
"""What is longer is none of ours and not looked up."""
_READABLE: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that nobody takes for others."""


def new_token(prefix: str = "") -> str:
    """A secret of 256 random bits, in letters that fit cookies and addresses."""
    return prefix + secrets.token_urlsafe(TOKEN_BYTES)


def digest(token: str) -> str:
    """What is kept of such a secret: it can't be guessed from its hash, however fast that is computed."""
    return hashlib.sha256(token.encode()).hexdigest()


def readable_password() -> str:
    """A password of 79 random bits for somebody who reads it from a screen: four groups of four."""
    return "-".join("".join(secrets.choice(_READABLE) for _ in range(4)) for _ in range(4))
