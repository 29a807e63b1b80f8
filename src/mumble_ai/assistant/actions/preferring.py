"""How a person is called, spoken to and reminded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import Field

from mumble_ai.assistant.actions.action import Action, Nothing, Parameters
from mumble_ai.assistant.actions.clock import city_of
from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import Deed, Facts
from mumble_ai.assistant.actions.places import zone_of
from mumble_ai.assistant.actions.replies import replies
from mumble_ai.assistant.actions.telling import clock_time
from mumble_ai.memory.people.person import Reminding
from mumble_ai.memory.people.preferences import BadPreference, Change, Preferences


class Name(Parameters):
    """What to call the person."""

    name: str = Field(min_length=1, max_length=60)


class Language(Parameters):
    """A language."""

    language: str = Field(min_length=2, max_length=30, description="ISO 639-1 code, or its name.")


class Clock(Parameters):
    """12 or 24."""

    hours: int = Field(description="12 or 24.")


class Zone(Parameters):
    """Where the person lives."""

    place: str = Field(min_length=1, max_length=80, description="City, country, or IANA name of the zone.")


class Way(Parameters):
    """How to be reminded."""

    way: Reminding = Field(description="voice (in the channel), text (a message) or mail.")


@dataclass(frozen=True, slots=True)
class Preferring:
    """The actions on what a person prefers."""

    preferences: Preferences

    def actions(self) -> Sequence[Action[Any]]:
        """All of them."""
        undo = self.undo
        return (
            Action("who_am_i", "Tells who the assistant takes the person to be.", Nothing, self.who_am_i),
            Action("set_name", "Calls the person by another name.", Name, self.set_name, acts=True, undo=undo),
            Action("set_language", "Talks with them in a language.", Language, self.set_language, acts=True, undo=undo),
            Action("set_clock", "Tells times in 12 or 24 hours.", Clock, self.set_clock, acts=True, undo=undo),
            Action("set_time_zone", "Sets the person's time zone.", Zone, self.set_zone, acts=True, undo=undo),
            Action("set_reminding", "Sets how the person is reminded.", Way, self.set_way, acts=True, undo=undo),
        )

    async def who_am_i(self, context: ActionContext, given: Nothing) -> Deed:
        """Whom the assistant takes them for."""
        person = context.person
        key = "you_are_guest" if person.is_guest else "you_are_owner" if person.is_owner else "you_are"
        return Deed.done(context.say(key, name=person.name), role=person.role.value)

    async def set_name(self, context: ActionContext, given: Name) -> Deed:
        """Another name."""
        name = given.name if any(c.isupper() for c in given.name) else given.name.title()
        return await self._change(context, Change(name=name), context.say("name_set", name=name))

    async def set_language(self, context: ActionContext, given: Language) -> Deed:
        """Another language."""
        words = replies(context.language)
        code = words.words("language_codes").get(given.language.casefold(), given.language.casefold())
        if code not in words.words("language_names"):
            return Deed.nothing(context.say("no_such_language", language=given.language))
        answer = replies(code)
        said = answer.say("language_set", language=answer.word("language_names", code))
        return await self._change(context, Change(language=code), said)

    async def set_clock(self, context: ActionContext, given: Clock) -> Deed:
        """12 or 24 hours."""
        return await self._change(context, Change(clock=given.hours), context.say("clock_set", hours=given.hours))

    async def set_zone(self, context: ActionContext, given: Zone) -> Deed:
        """Another time zone."""
        zone = zone_of(given.place, context.language)
        if zone is None:
            return Deed.nothing(context.say("no_such_place", place=given.place))
        there = context.at(zone)
        said = context.say("zone_set", zone=city_of(zone), time=clock_time(context, there))
        return await self._change(context, Change(time_zone=zone), said)

    async def set_way(self, context: ActionContext, given: Way) -> Deed:
        """How to be reminded."""
        if given.way is Reminding.MAIL and not context.person.mail:
            return Deed.failed(context.say("no_mail_address"))
        said = context.say(f"reminded_by_{given.way.value}")
        return await self._change(context, Change(reminded_by=given.way.value), said)

    async def keep_voice(self, context: ActionContext, voice: str) -> None:
        """Keeps the voice a person wants to hear; what can't be kept lasts for this visit."""
        if not context.person.is_stand_in:
            await self.preferences.change(context.person.id, Change(voice=voice))

    async def undo(self, context: ActionContext, left: Facts) -> Deed:
        """As it was before."""
        return await self._change(context, Change(**left), context.say("as_before"))

    async def _change(self, context: ActionContext, change: Change, said: str) -> Deed:
        if context.person.is_stand_in:
            return Deed.failed(context.say("no_database"))
        try:
            await self.preferences.change(context.person.id, change)
        except BadPreference as error:
            return Deed.failed(context.say("not_set", why=error))
        except LookupError:
            return Deed.failed(context.say("not_known_any_more"))
        changed = (name for name in Change.__slots__ if getattr(change, name) is not None)
        return Deed.done(said, undo={name: _plain(getattr(context.person, name)) for name in changed})


def _plain(value: str | int) -> str | int:
    return value if isinstance(value, int) else str(value)
