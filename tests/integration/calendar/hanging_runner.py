"""A runner in a process of its own that begins to tell and never ends. Arguments: database URL, moment."""

from __future__ import annotations

import asyncio
import sys
from datetime import datetime
from uuid import UUID

from mumble_ai.calendar.reminding.runner import ReminderRunner, Ways
from mumble_ai.calendar.reminding.wording import Wording
from mumble_ai.memory.people.person import Person, Role
from mumble_ai.storage.database import Database


async def main() -> None:
    now = datetime.fromisoformat(sys.argv[2])

    async def person_of(person_id: UUID) -> Person:
        return Person(person_id, "Ann", Role.MEMBER, "Europe/Berlin")

    async def speak(person: Person, text: str) -> bool:
        print("telling", flush=True)
        await asyncio.Event().wait()
        return True

    def say(moment: datetime, now: datetime, *, clock: int, language: str, is_all_day: bool = False) -> str:
        return str(moment)

    runner = ReminderRunner(Database(sys.argv[1]), person_of, Ways(speak, speak), Wording(say), clock=lambda: now)
    await runner.run()


asyncio.run(main())
