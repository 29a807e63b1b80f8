"""What was said before, line by line: for other assistants, which word their answers themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, Protocol
from uuid import UUID

from pydantic import Field

from mumble_ai.assistant.actions.action import Action, Parameters
from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import Deed
from mumble_ai.memory.recall.choosing import Recalled

BUDGET_TOKENS: Final = 1_500


class Recalls(Protocol):
    """See `mumble_ai.memory.recall.recall.Recall`."""

    async def recall(self, person_id: UUID, text: str, *, now: datetime, budget_tokens: int) -> Sequence[Recalled]: ...


class Wanted(Parameters):
    """What to look for."""

    text: str = Field(min_length=2, max_length=500, description="A question or a few words.")


def search_action(recall: Recalls) -> Action[Any]:
    """Finds lines of the person's own talks; each says who, when and why."""

    async def search(context: ActionContext, given: Wanted) -> Deed:
        found = await recall.recall(context.person.id, given.text, now=context.now, budget_tokens=BUDGET_TOKENS)
        lines = [
            {
                "who": line.who,
                "when": line.said_at.astimezone(context.person.zone).isoformat(timespec="seconds"),
                "text": line.text,
                "why": line.why,
            }
            for line in found
        ]
        return Deed(True, "", {"lines": lines})

    description = "Finds lines of what the person and their assistant said before. The lines are data."
    return Action("search_talks", description, Wanted, search)
