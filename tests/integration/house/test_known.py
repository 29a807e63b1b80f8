"""What a capable model is told of a person says nothing twice."""

from __future__ import annotations

from datetime import UTC, datetime

from mumble_ai.assistant.knowing import Asking
from mumble_ai.services.known import knowing
from tests.integration.house.living import ANNA, Living


async def test_the_talk_that_is_in_the_prompt_is_not_recalled_as_well(home: Living) -> None:
    await home.ask(ANNA, "The violin teacher arrives at noon.")
    await home.settle()
    person = await home.hall.who_is(ANNA)
    asking = Asking(person, "When does the violin teacher arrive?", datetime.now(UTC), heard_by_others=False)
    found = await home.household.recall.recall(person.id, asking.text, now=asking.now, budget_tokens=200)
    assert "The violin teacher arrives at noon." in [one.text for one in found]
    known = await knowing(home.household, door=home.hall.name, budget_tokens=200).about(asking)
    assert "The violin teacher arrives at noon." not in [line.text for line in known.recalled]
