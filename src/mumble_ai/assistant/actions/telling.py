"""Times and titles as they are said about deeds: in the person's zone, clock and language."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.calendar.event import Occurrence
from mumble_ai.spoken_time import SpokenTime, say, say_clock, say_day, say_duration, say_rule, say_span, say_time
from mumble_ai.spoken_time.sayings import sayings

_LONGEST_TITLE: Final = 120


def moment_when(context: ActionContext, moment: datetime) -> str:
    """A moment, such as "tomorrow at 3 pm"."""
    return say_time(moment, context.now, clock=context.clock, language=context.language)


def occurrence_when(context: ActionContext, occurrence: Occurrence) -> str:
    """When an appointment is; of one that lasts for several days from when to when."""
    if not occurrence.is_all_day:
        return moment_when(context, occurrence.start)
    start, end = occurrence.start, occurrence.end
    return say_span(start, end, context.now, clock=context.clock, language=context.language, is_all_day=True)


def understood(context: ActionContext, time: SpokenTime) -> str:
    """A time that was said, said back."""
    return say(time, context.now, clock=context.clock, language=context.language)


def rule_words(context: ActionContext, rule: str, starts: datetime, *, is_all_day: bool = False) -> str:
    """A repetition, such as "every Tuesday at 6 pm"; empty for none."""
    if not rule:
        return ""
    return say_rule(rule, starts, context.now, clock=context.clock, language=context.language, is_all_day=is_all_day)


def clock_time(context: ActionContext, moment: datetime) -> str:
    """The time of day."""
    return say_clock(moment, clock=context.clock, language=context.language)


def day_of(context: ActionContext, moment: datetime) -> str:
    """A day: "today", "on Friday", "on Friday, October 30th"."""
    return say_day(moment.date(), context.now, language=context.language)


def full_date(context: ActionContext, moment: datetime) -> str:
    """Weekday, day and month, also of today."""
    words = sayings(context.language)
    template = words.date if moment.year == context.now.year else words.date_and_year
    return template.format(**words.words_of(moment.date())).removeprefix(words.drop_for_range)


def amount(context: ActionContext, length: timedelta) -> str:
    """A length of time."""
    return say_duration(length, language=context.language)


def spoken_title(title: str) -> str:
    """Somebody's words as part of a sentence: one line, bounded, without the end of a sentence."""
    text = " ".join(title.split())[:_LONGEST_TITLE].rstrip(" .!?;,:")
    return text[:1].upper() + text[1:]
