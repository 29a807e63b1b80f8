"""Greets who comes and forgets guests who go, beside the talk and in order."""

from __future__ import annotations

import asyncio
from typing import Final, NoReturn

import structlog

from mumble_ai.calendar.reminding.runner import ReminderRunner
from mumble_ai.conversation.ports import Presence, PresenceChange
from mumble_ai.services.bot.house_door import HouseDoor

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

MOST_WAITING: Final = 1000
"""People who came or went and are not looked at yet; one more is not: whoever speaks is known then, and a guest is
forgotten when the bot starts again."""


class Visitors:
    """Everybody who comes and goes."""

    def __init__(self, door: HouseDoor, reminders: ReminderRunner) -> None:
        self._door = door
        self._reminders = reminders
        self._changes: asyncio.Queue[Presence] = asyncio.Queue(MOST_WAITING)

    def notice(self, presence: Presence) -> None:
        """Somebody came or went; returns at once."""
        try:
            self._changes.put_nowait(presence)
        except asyncio.QueueFull:
            log.warning("too many come and go at once", name=presence.participant.name)

    async def run(self) -> NoReturn:
        """Looks after them until cancelled."""
        while True:
            presence = await self._changes.get()
            try:
                await self._look_after(presence)
            except Exception:
                log.exception("somebody who came or went was not looked after")

    async def _look_after(self, presence: Presence) -> None:
        if presence.change is PresenceChange.LEFT:
            await self._door.left(presence.participant)
            return
        person = await self._door.who_is(presence.participant)
        if not person.is_stand_in:
            await self._reminders.arrived(person.id)
