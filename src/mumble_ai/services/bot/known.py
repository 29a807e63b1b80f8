"""What a capable model is told of a person: gathered from the rooms that keep it, in the words of a prompt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from mumble_ai.assistant.knowing import Asking, Knowing
from mumble_ai.assistant.knowledge import KnownLine, Planned
from mumble_ai.memory.people.person import Person
from mumble_ai.services.household import Household

MOST_EVENTS: Final = 50
MOST_FACTS: Final = 12
RECALLED_TOKENS: Final = 800


def knowing(house: Household) -> Knowing:
    """Everything that is known, for one answer."""

    async def schedule(person: Person, now: datetime) -> Sequence[Planned]:
        coming = await house.calendar.upcoming(person, limit=MOST_EVENTS)
        return [
            Planned(one.start.astimezone(person.zone), one.title, one.end, one.place, one.is_all_day) for one in coming
        ]

    async def facts(asking: Asking) -> Sequence[KnownLine]:
        person = asking.person
        found = await house.facts.relevant(person.id, asking.text, MOST_FACTS, language=person.language or "en")
        return [
            KnownLine(fact.text, person.name, fact.told_at.astimezone(person.zone), f"a {fact.category} they told")
            for fact in found
            if not (fact.private and asking.heard_by_others)
        ]

    async def recalled(asking: Asking) -> Sequence[KnownLine]:
        found = await house.recall.recall(
            asking.person.id,
            asking.text,
            now=asking.now,
            budget_tokens=RECALLED_TOKENS,
            heard_by_others=asking.heard_by_others,
        )
        return [KnownLine(one.text, one.who, one.said_at.astimezone(asking.person.zone), one.why) for one in found]

    return Knowing(schedule=schedule, facts=facts, recalled=recalled)
