"""Times that actions are told: as people say them, or as programs write them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final

from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.spoken_time import Grain, SpokenTime, find_duration, find_times, say_day

_DAY: Final = timedelta(days=1)
_ALSO: Final = "en"
"""A language model may write times in English whatever is spoken."""


def time_of(context: ActionContext, said: str) -> SpokenTime | None:
    """The time that words mean, in the person's zone; None where they mean none.

    Args:
        said: As people say it ("next Friday at 3 pm"), or in ISO 8601.
    """
    if not said.strip():
        return None
    written = _written(context, said.strip())
    if written is not None:
        return written
    for language in dict.fromkeys((context.language, _ALSO)):
        if found := find_times(said, context.now, language, is_answer=True):
            return found[0]
    return None


def words_and_time(context: ActionContext, said: str) -> tuple[str, SpokenTime | None]:
    """What is named, and the time that was said with it: "dentist on Friday" is "dentist" and Friday."""
    found = find_times(said, context.now, context.language)
    if not found:
        return said.strip(), None
    words = said
    for start, end in sorted((part for one in found for part in (one.parts or (one.span,))), reverse=True):
        words = f"{words[:start].rstrip()} {words[end:].lstrip()}"
    return words.strip(" ,."), found[0]


def duration_of(context: ActionContext, said: str) -> timedelta | None:
    """The length of time that words mean."""
    for language in dict.fromkeys((context.language, _ALSO)):
        if (found := find_duration(said, language)) is not None:
            return found
    return None


def span_of(said: SpokenTime, *, at_least: timedelta = timedelta(minutes=1)) -> tuple[datetime, datetime]:
    """First moment and end of what was said: a moment is taken for `at_least`."""
    if said.end is not None:
        return said.start, said.end
    if said.duration is not None:
        return said.start, said.start + said.duration
    return said.start, said.start + (_DAY if said.is_all_day else at_least)


def clock_only(context: ActionContext, said: str, day: date) -> datetime | None:
    """The moment on a given day, where the words tell a time of day and no day; else None.

    Early on a day such words mean the day itself, and late on it the next one; no words that name a day do both.
    """
    early = datetime.combine(day, time(0, 1), context.now.tzinfo)
    late = datetime.combine(day, time(23, 58), context.now.tzinfo)
    first, second = time_of(replace(context, now=early), said), time_of(replace(context, now=late), said)
    if first is None or second is None or first.is_all_day:
        return None
    if first.start.date() != day or second.start.date() != day + _DAY:
        return None
    # "Five" alone is the next five o'clock; "on Friday at five" is in the afternoon.
    named = say_day(day, context.now, language=context.language)
    at = context.say("at_clock")
    for words in (f"{named} {said}", f"{named} {at} {said}"):
        whole = time_of(context, words)
        if whole is not None and not whole.is_all_day and whole.start.date() == day:
            return whole.moment
    return first.moment


def until_of(said: SpokenTime) -> datetime:
    """The moment meant by words such as "until Christmas": that day, not the end of it."""
    if said.until is None:
        return said.start
    return said.until - _DAY if said.until.time() == time(0) else said.until


def _written(context: ActionContext, said: str) -> SpokenTime | None:
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return None
    zone = context.now.tzinfo
    moment = moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)
    is_day = len(said) <= len("2026-01-01") and moment.date() == _date(said)
    return SpokenTime(
        start=moment,
        end=moment + _DAY if is_day else None,
        grain=Grain.DAY if is_day else Grain.MINUTE,
        is_all_day=is_day,
        rrule=None,
        span=(0, len(said)),
    )


def _date(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
