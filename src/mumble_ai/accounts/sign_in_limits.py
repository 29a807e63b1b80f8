"""How often a sign-in or a code may be tried: the more were tried, the longer the wait (OWASP ASVS 4.0, 2.2.1).

Counted by Redis for all services, or by this process while Redis is away.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final

from mumble_ai.accounts.names import plain_name
from mumble_ai.storage.rate_limits import Rate, RateLimits

_MINUTE_S: Final = 60.0
_HOUR_S: Final = 3600.0
ONE_FROM_ONE_PLACE: Final = (Rate(6, _MINUTE_S), Rate(20, _HOUR_S))
"""The same name from the same address."""
ONE_FROM_ANYWHERE: Final = (Rate(60, _HOUR_S),)
"""The same name from everywhere: many, or a stranger could lock somebody out."""
ANY_FROM_ONE_PLACE: Final = (Rate(20, _MINUTE_S), Rate(120, _HOUR_S))
CODES_FROM_ONE_PLACE: Final = (Rate(5, 10 * _MINUTE_S),)
CODES_FROM_ANYWHERE: Final = (Rate(20, 10 * _MINUTE_S),)
"""A code has six digits and is good for five minutes: that many guesses find one of 50,000."""


class TooMany(Exception):
    """It was tried too often.

    Attributes:
        wait_s: How long it is not looked at.
    """

    def __init__(self, wait_s: float) -> None:
        super().__init__("there were too many attempts")
        self.wait_s = wait_s


class SignInLimits:
    """Counts attempts before they are made."""

    def __init__(self, limits: RateLimits) -> None:
        self._limits = limits

    async def before_password(self, sign_in_name: str, address: str) -> None:
        """A password is about to be tried.

        Raises:
            TooMany: It must not be.
        """
        name = _key(plain_name(sign_in_name))
        await self._take(f"sign-in:{name}:{_key(address)}", ONE_FROM_ONE_PLACE)
        await self._take(f"sign-in-from:{_key(address)}", ANY_FROM_ONE_PLACE)
        await self._take(f"sign-in:{name}", ONE_FROM_ANYWHERE)

    async def before_code(self, address: str) -> None:
        """A one-time code is about to be tried.

        Raises:
            TooMany: It must not be.
        """
        await self._take(f"code-from:{_key(address)}", CODES_FROM_ONE_PLACE)
        await self._take("code", CODES_FROM_ANYWHERE)

    async def _take(self, key: str, rates: Sequence[Rate]) -> None:
        for number, rate in enumerate(rates):
            wait_s = await self._limits.wait_s(f"{key}:{number}", rate)
            if wait_s > 0:
                raise TooMany(wait_s)


def _key(text: str) -> str:
    """Short, and harmless in a key, whatever somebody typed."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:24]
