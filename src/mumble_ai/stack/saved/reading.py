"""The settings a process starts with."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Final

from mumble_ai.settings import Given, Settings, given_settings, load_settings
from mumble_ai.stack.saved import keeping
from mumble_ai.stack.saved.asking import CannotAsk, SavedAsker
from mumble_ai.stack.saved.overlay import InEffect, lay_over
from mumble_ai.stack.saved.sealing import Seal, seal_of
from mumble_ai.stack.stores import database_url

DEADLINE_S: Final = 2.0
"""For reading what is saved; then the copy counts."""


@dataclass(frozen=True, slots=True)
class Started:
    """What a process started with.

    Attributes:
        version: Of what was saved then.
        from_copy: Whether the database did not say so itself.
    """

    given: Given
    seal: Seal
    in_effect: InEffect
    version: int
    from_copy: bool

    @property
    def settings(self) -> Settings:
        """The settings in effect."""
        return self.in_effect.settings


def settings_as_copied() -> InEffect:
    """The settings in effect by the copy alone: for commands, and for what starts before the database.

    Raises:
        SettingsError: A value of the environment is bad.
    """
    given, base, seal = _given()
    return lay_over(given, keeping.recall(base).values, seal)


async def read_settings(deadline_s: float = DEADLINE_S) -> Started:
    """The settings in effect, by the database, or by the copy where it does not answer in time.

    Raises:
        SettingsError: A value of the environment is bad.
    """
    given, base, seal = _given()
    asker = SavedAsker(database_url(base))
    from_copy = False
    try:
        async with asyncio.timeout(deadline_s):
            saved = await asker.read()
    except (CannotAsk, TimeoutError):
        saved, from_copy = keeping.recall(base), True
    else:
        keeping.keep(saved, base)
    finally:
        await asker.close()
    return Started(given, seal, lay_over(given, saved.values, seal), saved.version, from_copy)


def _given() -> tuple[Given, Settings, Seal]:
    # The seal's key, the home folder and the database are never saved: the environment alone names them.
    base = load_settings()
    return given_settings(), base, seal_of(base)
