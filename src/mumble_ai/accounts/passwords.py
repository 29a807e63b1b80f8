"""Passwords: Argon2id (RFC 9106) on threads of their own, since one takes tens of milliseconds and 64 MiB."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Final, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

T = TypeVar("T")

SHORTEST: Final = 10
LONGEST: Final = 256
AT_ONCE: Final = 2
MOST_WAITING: Final = 32
_TOO_COMMON: Final = ("password", "passwort", "mumble", "qwert", "12345", "letmein", "welcome", "iloveyou")


class BadPassword(ValueError):
    """It can't be a password; the message says why."""


class TooBusy(Exception):
    """So many passwords are being checked that this one is not."""


class Passwords:
    """Makes and checks hashes.

    Args:
        hasher: Its parameters; those of the second recommendation of RFC 9106 where none is given.
    """

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="passwords")
        self._waiting = 0
        self._nobodys = ""

    async def hash(self, password: str) -> str:
        """The hash of a password, with its parameters and salt.

        Raises:
            TooBusy: Try again in a moment.
        """
        return await self._on_a_thread(partial(self._hash, password))

    async def fits(self, password: str, password_hash: str | None) -> bool:
        """Whether a password is the one of the hash. Without a hash it is not, and that takes as long to tell.

        Raises:
            TooBusy: Try again in a moment.
        """
        if len(password) > LONGEST:
            password, password_hash = "", None
        return await self._on_a_thread(partial(self._fits, password, password_hash))

    def is_dated(self, password_hash: str) -> bool:
        """Whether a hash was made with other parameters than are used now."""
        return self._hasher.check_needs_rehash(password_hash)

    def close(self) -> None:
        """Ends the threads."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _hash(self, password: str) -> str:
        return self._hasher.hash(password)

    def _fits(self, password: str, password_hash: str | None) -> bool:
        if password_hash is None and not self._nobodys:
            self._nobodys = self._hasher.hash("of nobody")
        try:
            return self._hasher.verify(password_hash or self._nobodys, password) and password_hash is not None
        except (VerificationError, InvalidHashError):
            return False

    async def _on_a_thread(self, work: Callable[[], T]) -> T:
        if self._waiting >= MOST_WAITING:
            raise TooBusy("too many sign-ins at once; try again in a moment")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._waiting -= 1


def check(password: str, sign_in_name: str) -> None:
    """Refuses what is easily guessed: length counts, not the kinds of characters (NIST SP 800-63B).

    Raises:
        BadPassword: It is too short, too long, the sign-in name, or one of the first guesses.
    """
    if len(password) < SHORTEST:
        raise BadPassword(f"a password has at least {SHORTEST} characters; a few words make a good one")
    if len(password) > LONGEST:
        raise BadPassword(f"a password has at most {LONGEST} characters")
    rest = password.casefold()
    for known in (sign_in_name.casefold(), *_TOO_COMMON):
        rest = rest.replace(known, "") if known else rest
    if len(rest.strip("0123456789.!-_ ")) < 4 and len(rest) < SHORTEST:
        raise BadPassword("that is one of the first guesses; take a few words that have nothing to do with you")
    if len(set(password)) < 4:
        raise BadPassword("a password has at least four different characters")
