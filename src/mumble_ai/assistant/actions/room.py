"""The talk itself: who is here, how loud, with which voice; and what the assistant can do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from difflib import get_close_matches
from typing import Any, Final

from pydantic import Field

from mumble_ai.assistant.actions.action import Action, Nothing, Parameters
from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import Deed, Facts
from mumble_ai.assistant.actions.replies import replies
from mumble_ai.assistant.actions.surroundings import Surroundings

MOST_TOLD: Final = 8


class Volume(Parameters):
    """How loud."""

    number: float = Field(ge=0, le=100, description="Percent.")


class Voice(Parameters):
    """Which voice."""

    voice: str = Field("", max_length=80, description="Its name, or 'default' for the usual one.")


Keep = Callable[[ActionContext, str], Awaitable[None]]
"""Keeps the voice a person wants to hear."""


class Room:
    """The actions on a talk.

    Args:
        keep_voice: Where the person's choice of voice is kept.
    """

    def __init__(self, keep_voice: Keep) -> None:
        self._keep_voice = keep_voice

    def actions(self) -> Sequence[Action[Any]]:
        """All of them."""
        return (
            Action("who_is_here", "Tells who is in the channel.", Nothing, self.who_is_here),
            Action("set_volume", "Sets how loud to speak.", Volume, self.set_volume, acts=True, undo=self.undo_volume),
            Action("tell_volume", "Tells how loud the assistant speaks.", Nothing, self.tell_volume),
            Action("list_voices", "Tells which voices there are.", Nothing, self.list_voices),
            Action(
                "set_voice",
                "Speaks with another voice to this person.",
                Voice,
                self.set_voice,
                acts=True,
                undo=self.undo_voice,
            ),
            Action("tell_help", "Tells what the assistant can do.", Nothing, tell_help),
        )

    async def who_is_here(self, context: ActionContext, given: Nothing) -> Deed:
        """Who is here."""
        if context.surroundings is None:
            return _not_here(context)
        others = list(context.surroundings.others())
        if not others:
            return Deed.done(context.say("alone"), others=others)
        told = others[:MOST_TOLD]
        if len(others) > MOST_TOLD:
            told.append(context.say("others", count=len(others) - MOST_TOLD))
        joined = replies(context.language).joined([*told, context.say("you")])
        return Deed.done(context.say("present", names=joined), others=others)

    async def set_volume(self, context: ActionContext, given: Volume) -> Deed:
        """How loud from now on."""
        if context.surroundings is None:
            return _not_here(context)
        before = context.surroundings.volume_percent()
        percent = context.surroundings.set_volume_percent(round(given.number))
        return Deed.done(context.say("volume_set", percent=percent), undo={"percent": before})

    async def undo_volume(self, context: ActionContext, left: Facts) -> Deed:
        """As loud as before."""
        if context.surroundings is None:
            return _not_here(context)
        percent = context.surroundings.set_volume_percent(int(left["percent"]))
        return Deed.done(context.say("volume_set", percent=percent))

    async def tell_volume(self, context: ActionContext, given: Nothing) -> Deed:
        """How loud it is."""
        if context.surroundings is None:
            return _not_here(context)
        return Deed.done(context.say("volume_is", percent=context.surroundings.volume_percent()))

    async def list_voices(self, context: ActionContext, given: Nothing) -> Deed:
        """Which voices there are."""
        if context.surroundings is None:
            return _not_here(context)
        voices = list(await context.surroundings.voices())
        if not voices:
            return Deed.failed(context.say("no_voices"))
        told = replies(context.language).joined(voices[:MOST_TOLD])
        return Deed.done(context.say("voices", count=len(voices), names=told), voices=voices)

    async def set_voice(self, context: ActionContext, given: Voice) -> Deed:
        """Another voice for this person."""
        if context.surroundings is None:
            return _not_here(context)
        voices = list(await context.surroundings.voices())
        if not given.voice:
            told = replies(context.language).joined(voices[:MOST_TOLD], either=True)
            return Deed.ask("voice", context.say("ask_voice", names=told), voices=voices)
        voice = "" if given.voice == "default" else _closest(given.voice, voices)
        if voice is None:
            told = replies(context.language).joined(voices[:MOST_TOLD])
            return Deed.nothing(context.say("no_such_voice", voice=given.voice, names=told), voices=voices)
        return await self._use(context, context.surroundings, voice)

    async def undo_voice(self, context: ActionContext, left: Facts) -> Deed:
        """The voice of before."""
        if context.surroundings is None:
            return _not_here(context)
        return await self._use(context, context.surroundings, str(left["voice"]))

    async def _use(self, context: ActionContext, surroundings: Surroundings, voice: str) -> Deed:
        try:
            await surroundings.use_voice(voice)
        except LookupError:
            return Deed.failed(context.say("voice_gone", voice=voice))
        await self._keep_voice(context, voice)
        said = context.say("voice_set", voice=voice) if voice else context.say("voice_usual")
        return Deed.done(said, undo={"voice": context.person.voice})


async def tell_help(context: ActionContext, given: Nothing) -> Deed:
    """What can be said."""
    return Deed.done(context.say("help"))


def _closest(said: str, voices: Sequence[str]) -> str | None:
    """The voice that is meant; speech recognition rarely writes names as their owners do."""
    by_name = {voice.casefold(): voice for voice in voices}
    wanted = said.casefold()
    if wanted in by_name:
        return by_name[wanted]
    parts = [voice for name, voice in by_name.items() if wanted in name.replace("-", " ").replace("_", " ").split()]
    if len(parts) == 1:
        return parts[0]
    close = get_close_matches(wanted, by_name, n=1, cutoff=0.6)
    return by_name[close[0]] if close else None


def _not_here(context: ActionContext) -> Deed:
    return Deed.failed(context.say("not_in_a_talk"))
