"""Secrets at rest: sealed with a key that is not in the database (Fernet: AES-128-CBC with HMAC-SHA256)."""

from __future__ import annotations

import base64
import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from mumble_ai.settings import Settings
from mumble_ai.stack.secrets import kept_secret

# The cipher is loaded where something is sealed: every process reads settings, and few of them hold a secret.
if TYPE_CHECKING:
    from cryptography.fernet import Fernet

SEALED: Final = "sealed"
"""The field of a sealed value in JSON."""
_PURPOSE: Final = b"mumble-ai saved settings"


class CannotUnseal(Exception):
    """A value was sealed with another key."""


class Seal:
    """Seals and opens values.

    Args:
        key: Gives any long random text; asked when it is first needed.
    """

    def __init__(self, key: Callable[[], str]) -> None:
        self._key = key

    @functools.cached_property
    def _fernet(self) -> Fernet:
        from cryptography.fernet import Fernet
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        derived = HKDF(SHA256(), 32, salt=None, info=_PURPOSE).derive(self._key().encode())
        return Fernet(base64.urlsafe_b64encode(derived))

    def close(self, value: str) -> dict[str, str]:
        """A value as it may be stored."""
        return {SEALED: self._fernet.encrypt(value.encode()).decode()}

    def open(self, stored: Any) -> str:
        """The value of what `close` made.

        Raises:
            CannotUnseal: It was sealed with another key, or is broken.
        """
        from cryptography.fernet import InvalidToken

        try:
            return self._fernet.decrypt(stored[SEALED].encode()).decode()
        except (InvalidToken, KeyError, TypeError, AttributeError) as error:
            raise CannotUnseal("it was sealed with another SETTINGS_KEY; save it again") from error


def seal_of(settings: Settings) -> Seal:
    """The seal of this installation; its key is made at first use."""
    return Seal(lambda: settings.settings_key or kept_secret("settings-key", settings))
