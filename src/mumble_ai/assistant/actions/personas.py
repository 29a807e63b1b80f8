"""Who the assistant is for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final

from pydantic import Field

from mumble_ai.assistant.actions.action import Action, Nothing, Parameters
from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import Deed
from mumble_ai.assistant.actions.replies import replies
from mumble_ai.assistant.personas.persona import PersonaError
from mumble_ai.assistant.personas.personas import Personas

MOST_TOLD: Final = 8


class Which(Parameters):
    """A persona."""

    persona: str = Field("", max_length=60, description="Its name, or 'default' for the usual one.")


@dataclass(frozen=True, slots=True)
class Being:
    """The actions on personas."""

    personas: Personas

    def actions(self) -> Sequence[Action[Any]]:
        """All of them."""
        return (
            Action("list_personas", "Tells which personas the assistant can have.", Nothing, self.list),
            Action("set_persona", "Takes on another persona for this person.", Which, self.set, acts=True),
        )

    async def list(self, context: ActionContext, given: Nothing) -> Deed:
        """Which there are."""
        names = await self._names()
        if not names:
            return Deed.done(context.say("no_personas"), personas=[])
        told = replies(context.language).joined(names[:MOST_TOLD], either=True)
        return Deed.done(context.say("personas", names=told), personas=names)

    async def set(self, context: ActionContext, given: Which) -> Deed:
        """Another one."""
        if context.person.is_stand_in:
            return Deed.failed(context.say("no_database"))
        if given.persona == "default":
            await self.personas.use_for(context.person.id, None)
            return Deed.done(context.say("persona_usual"))
        names = await self._names()
        told = replies(context.language).joined(names[:MOST_TOLD], either=True)
        if not given.persona:
            return Deed.ask("persona", context.say("ask_persona", names=told), personas=names)
        wanted = "-".join(given.persona.casefold().split())
        close = get_close_matches(wanted, names, n=1, cutoff=0.7)
        if not close:
            return Deed.nothing(context.say("no_such_persona", name=given.persona, names=told), personas=names)
        try:
            await self.personas.use_for(context.person.id, close[0])
        except PersonaError:
            return Deed.nothing(context.say("no_such_persona", name=given.persona, names=told), personas=names)
        return Deed.done(context.say("persona_set", name=close[0].replace("-", " ")), persona=close[0])

    async def _names(self) -> list[str]:
        return [persona.name for persona in await self.personas.all()]
