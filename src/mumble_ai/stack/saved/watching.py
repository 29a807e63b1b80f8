"""Notices that other settings were saved, by news or by asking, and has the process act on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Collection
from contextlib import asynccontextmanager, suppress
from typing import Final

import structlog

from mumble_ai.settings import Settings, SettingsError
from mumble_ai.stack.saved import keeping
from mumble_ai.stack.saved.guide import effect_on
from mumble_ai.stack.saved.live import LiveSettings, RestartNeeded
from mumble_ai.stack.saved.overlay import lay_over
from mumble_ai.stack.saved.reading import Started, open_small
from mumble_ai.stack.saved.store import SavedSettings
from mumble_ai.stack.stores import redis_url
from mumble_ai.storage.database import DatabaseUnavailable
from mumble_ai.storage.events import Events, Listening
from mumble_ai.storage.redis import RedisLink

TOPIC: Final = "settings"
"""News of a saving: `{"version": number}`."""
ASK_EVERY_S: Final = 5.0
"""How often the database is asked while Redis can't tell."""
ASK_ANYWAY_S: Final = 60.0
"""How often it is asked though Redis would tell: news may be lost."""

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


class SettingsWatch:
    """Watches for one process.

    Args:
        services: What runs in it.
        ask_every_s: See `ASK_EVERY_S`.
    """

    def __init__(
        self,
        started: Started,
        live: LiveSettings,
        services: Collection[str],
        saved: SavedSettings,
        *,
        ask_every_s: float = ASK_EVERY_S,
    ) -> None:
        self._started = started
        self._live = live
        self._services = frozenset(services)
        self._saved = saved
        self._ask_every_s = ask_every_s
        self._version = -1 if started.from_copy else started.version

    async def run(self, listening: Listening | None = None, ending: Callable[[], None] = lambda: None) -> None:
        """Watches until the process has to start again.

        Args:
            ending: Called when it ends now.

        Raises:
            RestartNeeded: Now; the quiet moment has come.
        """
        while True:
            if await self.look():
                await self._live.quiet()
                ending()
                raise RestartNeeded("other settings were saved")
            await self._wait(listening)

    async def look(self) -> bool:
        """Acts on what was saved since; true where the process has to start again."""
        try:
            version = await self._saved.version()
            if version == self._version:
                return False
            saved = await self._saved.read()
        except DatabaseUnavailable:
            return False
        except Exception as error:  # such as tables that are not there yet: the next look tells
            log.debug("saved settings can't be read", why=str(error))
            return False
        self._version = saved.version
        await asyncio.to_thread(keeping.keep, saved, self._live.settings)
        try:
            new = lay_over(self._started.given, saved.values, self._started.seal)
        except SettingsError as error:
            log.error("saved settings are left out", why=str(error))
            return False
        for key, why in new.left_out.items():
            log.warning("a saved setting is left out", setting=key.upper(), why=why)
        return await self._act(new.settings)

    async def _act(self, new: Settings) -> bool:
        old = self._live.settings
        changed = [key for key in Settings.model_fields if getattr(old, key) != getattr(new, key)]
        effect = effect_on(self._services, changed)
        if not effect.at_once and not effect.restart:
            return False
        log.info("settings changed", at_once=sorted(effect.at_once), restart=sorted(effect.restart))
        is_taken = await self._live.take(new, effect.at_once) if effect.at_once else True
        return bool(effect.restart) or not is_taken

    async def _wait(self, listening: Listening | None) -> None:
        if listening is None:
            await asyncio.sleep(self._ask_every_s)
            return
        wait_s = ASK_ANYWAY_S if listening.connected.is_set() else self._ask_every_s
        with suppress(TimeoutError):
            async with asyncio.timeout(wait_s):
                await listening.next()


@asynccontextmanager
async def watching(
    started: Started, live: LiveSettings, services: Collection[str], ending: Callable[[], None]
) -> AsyncGenerator[None]:
    """Watches while the block runs.

    Args:
        ending: Called before the block is cancelled for a new start.

    Raises:
        RestartNeeded: The process has to start again; the block is cancelled then.
    """
    database, link = open_small(started.settings), RedisLink(redis_url(started.settings))
    watch = SettingsWatch(started, live, services, SavedSettings(database))
    try:
        async with Events(link).listening(TOPIC) as listening, asyncio.TaskGroup() as group:
            task = group.create_task(watch.run(listening, ending), name="settings")
            yield
            task.cancel()
    finally:
        await link.close()
        await database.close()
