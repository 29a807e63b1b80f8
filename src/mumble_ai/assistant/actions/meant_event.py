"""Which appointment somebody means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from pydantic import Field

from mumble_ai.assistant.actions.action import Parameters
from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import Deed
from mumble_ai.assistant.actions.event_words import told
from mumble_ai.assistant.actions.replies import replies
from mumble_ai.assistant.actions.telling import spoken_title
from mumble_ai.assistant.actions.when import span_of, words_and_time
from mumble_ai.calendar.calendar import Calendar
from mumble_ai.calendar.event import Occurrence
from mumble_ai.calendar.finding import Found

NEXT: Final = "next"


class Which(Parameters):
    """An appointment that is there already."""

    what: str = Field("", max_length=200, description="Words and time of it: 'dentist on Friday'; or 'next'.")
    when: str = Field("", max_length=200, description="Its time, if that was said apart.")

    @property
    def said(self) -> str:
        """Words and time."""
        return f"{self.what} {self.when}".strip()


async def meant(
    calendar: Calendar, context: ActionContext, what: str, *, is_question: bool = False
) -> Occurrence | Deed:
    """The one appointment that is meant, or what to say where there is none or more than one."""
    if not what:
        return Deed.ask("what", context.say("ask_which_event"))
    if what == NEXT:
        coming = await coming_event(calendar, context)
        return coming or Deed.nothing(context.say("nothing_coming"))
    words, time = words_and_time(context, what)
    start, end = span_of(time) if time else (None, None)
    found = await calendar.find(context.person, words, start=start, end=end)
    if not found:
        return Deed.nothing(context.say("no_such_event", what=spoken_title(what)), looked_for=what)
    equal = _equally_meant(found)
    if len(equal) > 1 and not is_question:
        choices = [told(context, one.occurrence, is_one_day=False) for one in equal[:3]]
        which = replies(context.language).joined(choices, either=True)
        return Deed.ask("what", context.say("which_event", events=which), choices=choices)
    return equal[0].occurrence


async def coming_event(calendar: Calendar, context: ActionContext) -> Occurrence | None:
    """The next appointment; the one under way where there is no other."""
    found = await calendar.upcoming(context.person, limit=5)
    return next((o for o in found if o.start >= context.now), found[0] if found else None)


def _equally_meant(found: Sequence[Found]) -> list[Found]:
    """Those that fit as well as the best, each event once; an exact name beats a part of one."""
    best: dict[Any, Found] = {}
    for one in found:
        if abs(one.score - found[0].score) < 0.005:
            best.setdefault(one.occurrence.event.id, one)
    return list(best.values())
