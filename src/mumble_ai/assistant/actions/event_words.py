"""Appointments as they are said about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.telling import clock_time, day_of, occurrence_when, rule_words, spoken_title
from mumble_ai.calendar.event import Occurrence


def rule_of(context: ActionContext, occurrence: Occurrence) -> str:
    """How an appointment repeats; empty where it does not."""
    return rule_words(context, occurrence.event.rule, occurrence.start, is_all_day=occurrence.is_all_day)


def told(context: ActionContext, occurrence: Occurrence, *, is_one_day: bool) -> str:
    """An appointment as part of a list."""
    title = spoken_title(occurrence.title)
    if not is_one_day:
        return context.say("event_with_day", title=title, when=occurrence_when(context, occurrence))
    if occurrence.is_all_day:
        return context.say("event_all_day", title=title)
    return context.say("event_at", title=title, time=clock_time(context, occurrence.start))


def said_when(context: ActionContext, occurrence: Occurrence) -> str:
    """When an appointment is, and where."""
    title, when = spoken_title(occurrence.title), occurrence_when(context, occurrence)
    key = "event_was" if occurrence.end <= context.now else "event_is"
    said = context.say(key, title=title, when=when)
    return said + context.say("event_place", place=occurrence.place) if occurrence.place else said


def conflict_words(context: ActionContext, conflicts: Sequence[Occurrence]) -> str:
    """What takes the same time; empty for nothing."""
    if not conflicts:
        return ""
    first = conflicts[0]
    title, time = spoken_title(first.title), clock_time(context, first.start)
    return context.say("event_conflict", title=title, time=time, day=day_of(context, first.start))


def facts_of(occurrence: Occurrence) -> dict[str, Any]:
    """An appointment for a language model."""
    return {
        "title": occurrence.title,
        "start": occurrence.start.isoformat(),
        "end": occurrence.end.isoformat(),
        "all_day": occurrence.is_all_day,
        "place": occurrence.place,
        "rule": occurrence.event.rule,
    }
