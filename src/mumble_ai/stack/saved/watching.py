"""Notices that other settings were saved, told by the database or by asking it, and has the process act on it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Collection
from contextlib import asynccontextmanager
from typing import Final

import structlog

from mumble_ai.settings import Settings, SettingsError
from mumble_ai.stack.saved import keeping
from mumble_ai.stack.saved.asking import CannotAsk, SavedAsker
from mumble_ai.stack.saved.guide import effect_on
from mumble_ai.stack.saved.live import LiveSettings, RestartNeeded
from mumble_ai.stack.saved.overlay import lay_over
from mumble_ai.stack.saved.reading import Started
from mumble_ai.stack.stores import database_url

ASK_AGAIN_S: Final = 5.0
"""After so long a database that was away is asked again."""
ASK_ANYWAY_S: Final = 15.0
"""How often it is asked though it would tell: a pool of connections in front of it may not pass its news on."""

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


class SettingsWatch:
    """Watches for one process.

    Args:
        services: What runs in it.
        ask_again_s: See `ASK_AGAIN_S`.
    """

    def __init__(
        self,
        started: Started,
        live: LiveSettings,
        services: Collection[str],
        saved: SavedAsker,
        *,
        ask_again_s: float = ASK_AGAIN_S,
    ) -> None:
        self._started = started
        self._live = live
        self._services = frozenset(services)
        self._saved = saved
        self._ask_again_s = ask_again_s
        self._version = -1 if started.from_copy else started.version

    async def run(self, ending: Callable[[], None] = lambda: None) -> None:
        """Watches until the process has to start again.

        Args:
            ending: Called when it ends now.

        Raises:
            RestartNeeded: Now; the quiet moment has come.
        """
        while not await self.look():
            await self._wait()
        async with asyncio.TaskGroup() as meanwhile:
            # It may take long: what can be taken up is not kept waiting.
            looking = meanwhile.create_task(self._go_on_looking(), name="settings until the end")
            await self._live.quiet()
            looking.cancel()
        ending()
        raise RestartNeeded("other settings were saved")

    async def _go_on_looking(self) -> None:
        while True:
            await self._wait()
            await self.look()

    async def look(self) -> bool:
        """Acts on what was saved since; true where the process has to start again."""
        try:
            version = await self._saved.version()
            if version == self._version:
                return False
            saved = await self._saved.read()
        except CannotAsk as error:
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

    async def _wait(self) -> None:
        try:
            await self._saved.news(ASK_ANYWAY_S)
        except CannotAsk:
            await asyncio.sleep(self._ask_again_s)


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
    asker = SavedAsker(database_url(started.settings))
    watch = SettingsWatch(started, live, services, asker)
    try:
        async with asyncio.TaskGroup() as group:
            task = group.create_task(watch.run(ending), name="settings")
            yield
            task.cancel()
    finally:
        await asker.close()
