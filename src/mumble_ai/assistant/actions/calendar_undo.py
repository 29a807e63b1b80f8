"""What all actions on events, tasks and reminders share: how they are undone, and why they fail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import Deed, Facts
from mumble_ai.assistant.actions.telling import spoken_title
from mumble_ai.calendar.calendar import Calendar
from mumble_ai.calendar.errors import BadRule, CalendarError, CannotMove, NotFound

_KINDS: Final[dict[type[CalendarError], str]] = {BadRule: "bad_rule", CannotMove: "cannot_move", NotFound: "not_found"}


def call_ids(context: ActionContext, count: int) -> list[str]:
    """Names for the changes that one action makes."""
    return [str(context.action_id) if not number else f"{context.action_id}.{number}" for number in range(count)]


def undo_with(ids: Sequence[str]) -> dict[str, Any]:
    """What a deed leaves so that these changes can be taken back."""
    return {"calendar_actions": list(ids)}


def undo_in(calendar: Calendar) -> Callable[[ActionContext, Facts], Any]:
    """Takes back changes of events, tasks and reminders."""

    async def undo(context: ActionContext, left: Facts) -> Deed:
        said: list[str] = []
        try:
            for action_id in reversed(left["calendar_actions"]):
                undone = await calendar.undo(context.person, action_id)
                what = spoken_title(undone.what) or context.say("it")
                said.append(context.say(f"undone_{undone.kind.replace('.', '_')}", what=what))
        except CalendarError as error:
            return Deed.failed(context.say("not_undone", why=why(context, error)))
        return Deed.done(" ".join(dict.fromkeys(said)))

    return undo


def why(context: ActionContext, error: CalendarError) -> str:
    """Why something can't be done, in the language of the answer."""
    if context.language == "en":
        return str(error)
    return context.say(f"why_{_KINDS.get(type(error), 'bad_event')}")
