"""Times, dates and titles as they are said about deeds: in the person's zone, clock and language."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.replies import replies
from mumble_ai.calendar.event import Occurrence
from mumble_ai.spoken_time import say_rule, say_time

_LONGEST_TITLE: Final = 120
_UNITS: Final = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))


def moment_when(context: ActionContext, moment: datetime) -> str:
    """A moment, such as "tomorrow at 3 pm"."""
    local = moment.astimezone(context.person.zone)
    return say_time(local, context.now, clock=context.clock, language=context.language)


def occurrence_when(context: ActionContext, occurrence: Occurrence) -> str:
    """When an appointment is, in words; with its last day where it lasts for several."""
    if not occurrence.is_all_day:
        return moment_when(context, occurrence.start)
    first = day_of(context, occurrence.start)
    if occurrence.last_day <= occurrence.start.date():
        return first
    last = datetime.combine(occurrence.last_day, occurrence.start.timetz())
    return context.say("from_to", first=full_date(context, occurrence.start), last=full_date(context, last))


def rule_words(context: ActionContext, rule: str, starts: datetime) -> str:
    """A repetition, such as "every Tuesday at 6 pm"; empty for none."""
    return say_rule(rule, starts, clock=context.clock, language=context.language) if rule else ""


def clock_time(context: ActionContext, moment: datetime) -> str:
    """The time of day, on a clock of 12 or 24 hours."""
    local = moment if moment.tzinfo is not None else moment.replace(tzinfo=context.now.tzinfo)
    hour, minute = local.hour, local.minute
    if context.clock == 24:
        return context.say("clock_24" if minute else "clock_24_full", hour=hour, minute=f"{minute:02}")
    key = "clock_am" if hour < 12 else "clock_pm"
    return context.say(key if minute else f"{key}_full", hour=hour % 12 or 12, minute=f"{minute:02}")


def full_date(context: ActionContext, moment: datetime) -> str:
    """Weekday, day and month; the year where it is another one."""
    words = replies(context.language)
    slots = {
        "weekday": words.word("weekdays", str(moment.weekday())),
        "day": moment.day,
        "month": words.word("months", str(moment.month)),
        "year": moment.year,
    }
    return words.say("full_date" if moment.year == context.now.year else "full_date_year", **slots)


def day_of(context: ActionContext, moment: datetime) -> str:
    """A day as people say it: today, tomorrow, or its date."""
    days = (moment.date() - context.now.date()).days
    named = {0: "today", 1: "tomorrow", -1: "yesterday"}.get(days)
    return context.say(named) if named else context.say("on_date", date=full_date(context, moment))


def amount(context: ActionContext, length: timedelta) -> str:
    """A length of time in its two largest units."""
    seconds = round(length.total_seconds())
    parts: list[str] = []
    for unit, size in _UNITS:
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(context.say(f"amount_{unit}", count=count))
    return replies(context.language).joined(parts[:2]) or context.say("amount_second", count=0)


def spoken_title(title: str) -> str:
    """Somebody's words as part of a sentence: one line, bounded, without the end of a sentence."""
    text = " ".join(title.split())[:_LONGEST_TITLE].rstrip(" .!?;,:")
    return text[:1].upper() + text[1:]
