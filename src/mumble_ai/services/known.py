"""What a capable model is told of a person: gathered from the rooms that keep it, in the words of a prompt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from mumble_ai.assistant.knowing import Asking, Knowing
from mumble_ai.assistant.knowledge import KnownLine, Planned
from mumble_ai.memory.consolidation.finding import summaries_about
from mumble_ai.memory.entities.entities import Entities, Entity
from mumble_ai.memory.people.person import Person
from mumble_ai.services.household import Household

MOST_EVENTS: Final = 50
MOST_FACTS: Final = 12
MOST_NAMES: Final = 12
MOST_SUMMARIES: Final = 3


def knowing(house: Household, *, door: str, budget_tokens: int) -> Knowing:
    """Everything that is known, for one answer.

    Args:
        door: Name of the door at which the talk is: its last words are in the prompt anyway.
        budget_tokens: What lines recalled may take of a prompt together.
    """
    known = _Known(house, door, budget_tokens)
    return Knowing(
        schedule=known.schedule,
        names=known.names,
        facts=known.facts,
        recalled=known.recalled,
        summaries=known.summaries,
    )


class _Known:
    """The parts; each is asked on its own."""

    def __init__(self, house: Household, door: str, budget_tokens: int) -> None:
        self._house = house
        self._door = door
        self._budget_tokens = budget_tokens
        self._entities = Entities(house.stores.database)

    async def schedule(self, person: Person, now: datetime) -> Sequence[Planned]:
        coming = await self._house.calendar.upcoming(person, limit=MOST_EVENTS)
        return [
            Planned(one.start.astimezone(person.zone), one.title, one.end, one.place, one.is_all_day) for one in coming
        ]

    async def names(self, person: Person) -> Sequence[str]:
        found = await self._entities.list(person.id, limit=MOST_NAMES, heard_by_others=True)
        return [_named(entity) for entity in found]

    async def facts(self, asking: Asking) -> Sequence[KnownLine]:
        person = asking.person
        found = await self._house.facts.relevant(person.id, asking.text, MOST_FACTS, language=person.language or "en")
        return [
            KnownLine(fact.text, person.name, fact.told_at.astimezone(person.zone), f"a {fact.category} they told")
            for fact in found
            if not (fact.private and asking.heard_by_others)
        ]

    async def recalled(self, asking: Asking) -> Sequence[KnownLine]:
        in_the_prompt = await self._house.log.short_term(asking.person.id, self._door)
        found = await self._house.recall.recall(
            asking.person.id,
            asking.text,
            now=asking.now,
            budget_tokens=self._budget_tokens,
            but=[said.message_id for said in in_the_prompt],
            heard_by_others=asking.heard_by_others,
        )
        return [
            KnownLine(
                one.text,
                one.who,
                one.said_at.astimezone(asking.person.zone),
                f"{one.why}; it has changed since" if one.is_outdated else one.why,
            )
            for one in found
        ]

    async def summaries(self, asking: Asking) -> Sequence[KnownLine]:
        zone = asking.person.zone
        found = await summaries_about(
            self._house.stores.database,
            asking.person.id,
            asking.text,
            limit=MOST_SUMMARIES,
            heard_by_others=asking.heard_by_others,
        )
        return [
            KnownLine(
                one.text,
                "",
                one.until_at.astimezone(zone),
                f"what was said from {one.from_at.astimezone(zone):%d %B %Y} on",
            )
            for one in found
        ]


def _named(entity: Entity) -> str:
    """ "Anna (sister; friend of Bob)", or the name alone."""
    relations = (f"{relation} of {name}" if name else relation for relation, name in entity.relations)
    return f"{entity.name} ({'; '.join(relations)})" if entity.relations else entity.name
