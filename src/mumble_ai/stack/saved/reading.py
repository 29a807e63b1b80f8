"""The settings a process starts with."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Final

from mumble_ai.settings import Given, Settings, given_settings, load_settings
from mumble_ai.stack.saved import keeping
from mumble_ai.stack.saved.overlay import InEffect, lay_over
from mumble_ai.stack.saved.sealing import Seal, seal_of
from mumble_ai.stack.saved.store import SavedSettings
from mumble_ai.stack.stores import database_url
from mumble_ai.storage.database import Database, DatabasePolicy, DatabaseUnavailable

DEADLINE_S: Final = 2.0
"""For reading what is saved; then the copy counts."""
FEW: Final = DatabasePolicy(connect_s=1.0, statement_s=1.0, pool=1)


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
    database = open_small(base)
    from_copy = False
    try:
        async with asyncio.timeout(deadline_s):
            saved = await SavedSettings(database).read()
    except (DatabaseUnavailable, TimeoutError):
        saved, from_copy = keeping.recall(base), True
    else:
        keeping.keep(saved, base)
    finally:
        await database.close()
    return Started(given, seal, lay_over(given, saved.values, seal), saved.version, from_copy)


def open_small(settings: Settings) -> Database:
    """The database with a single connection and short deadlines, for saved settings alone."""
    return Database(database_url(settings), policy=FEW)


def _given() -> tuple[Given, Settings, Seal]:
    # The seal's key, the home folder and the database are never saved: the environment alone names them.
    base = load_settings()
    return given_settings(), base, seal_of(base)
