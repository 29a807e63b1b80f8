"""What has to be asked about a time before something is kept for it."""

from __future__ import annotations

from datetime import timedelta

from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.spoken_time import SpokenTime


def doubt_about(context: ActionContext, time: SpokenTime) -> str:
    """The question; empty where nothing is in doubt."""
    if time.is_vague:
        return context.say("ask_exactly")
    is_over = (time.end or time.start) < context.now - timedelta(minutes=1)
    return context.say("is_past") if is_over and time.rrule is None else ""
