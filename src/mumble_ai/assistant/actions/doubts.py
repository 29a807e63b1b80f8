"""What has to be asked about a time before something is kept for it."""

from __future__ import annotations

from datetime import timedelta

from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.spoken_time import Doubt, SpokenTime, ask


def doubt_about(context: ActionContext, said: str, time: SpokenTime, *, needs_clock: bool = False) -> str:
    """The question; empty where nothing is in doubt.

    Args:
        said: The words that `time` was found in.
    """
    if len(said) == time.span[1] and time.span[0] == 0 and said[:4].isdigit():
        asking = None  # ISO 8601 leaves nothing open
    else:
        asking = ask(said, context.now, context.language, needs_clock=needs_clock)
    if asking is not None:
        return asking.question
    is_over = (time.end or time.start) < context.now - timedelta(minutes=1)
    return context.say("is_past") if is_over and time.rrule is None else ""


def no_such_day(context: ActionContext) -> str:
    """The question, where the person's words name a day that does not exist; else empty."""
    asking = ask(context.text, context.now, context.language)
    return asking.question if asking is not None and asking.doubt is Doubt.NO_SUCH_DAY else ""
