"""Gets everything ready for somebody who may soon ask: who they are, what was said before, what they have planned."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from mumble_ai.assistant.history import Earlier, ShortTermMemory
from mumble_ai.assistant.house import House, Speaker, speaker_key
from mumble_ai.assistant.knowledge import Knowledge
from mumble_ai.memory.people.person import Person

MOST_READY: Final = 64
"""People for whom answers are got ready; whoever was expected longest ago is dropped."""


@dataclass(frozen=True, slots=True)
class Ready:
    """Somebody who may ask soon, and what is known of them whatever they ask."""

    person: Person
    persona: str
    known: Knowledge


class Readiness:
    """Everybody who may ask soon.

    Args:
        wants_knowledge: Whether the model that would answer now can make use of what is known.
        when_ready: Called with each speaker for whom all is ready.
    """

    def __init__(
        self,
        house: House,
        memory: ShortTermMemory,
        clock: Callable[[], datetime],
        wants_knowledge: Callable[[], bool],
        when_ready: Callable[[Speaker, Ready], None],
    ) -> None:
        self._house = house
        self._memory = memory
        self._clock = clock
        self._began = clock()
        self._wants_knowledge = wants_knowledge
        self._when_ready = when_ready
        self._restored: OrderedDict[str, None] = OrderedDict()
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def expect(self, speaker: Speaker) -> None:
        """Begins to get ready; returns at once and never fails. While that goes on, another call does nothing."""
        key = speaker_key(speaker)
        if key not in self._tasks and len(self._tasks) < MOST_READY:
            self._tasks[key] = task = asyncio.create_task(self._get_ready(speaker, key), name="get ready")
            task.add_done_callback(lambda _: self._tasks.pop(key, None))

    async def take_up(self, speaker: Speaker) -> None:
        """Takes up the talk that a restart broke off, for a door whose people are there only when they ask.

        Never fails; does nothing for somebody whose talk was taken up already.
        """
        key = speaker_key(speaker)
        if key not in self._restored:
            await self._restore(key, await self._house.door.who_is(speaker))

    async def close(self) -> None:
        """Stops."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _get_ready(self, speaker: Speaker, key: str) -> None:
        person = await self._house.door.who_is(speaker)
        await self._restore(key, person)
        known = Knowledge()
        if self._wants_knowledge():
            known = await self._house.knowing.of(person, self._clock().astimezone(person.zone))
        persona = await self._house.persona(person.id, self._house.door.channel)
        self._when_ready(speaker, Ready(person, persona, known))

    async def _restore(self, key: str, person: Person) -> None:
        """Takes up the talk that a restart broke off, once for each of those who come."""
        if key in self._restored or person.is_stand_in:
            return
        self._restored[key] = None
        while len(self._restored) > MOST_READY:
            self._restored.popitem(last=False)
        said = await self._house.log.short_term(person.id, self._house.door.name)
        earlier = [one for one in said if one.said_at < self._began]
        self._memory.restore(
            key, [Earlier("user" if said.role == "user" else "assistant", said.text, said.private) for said in earlier]
        )
