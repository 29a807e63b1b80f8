"""Says moments, spans and lengths of time as people do, in words that are read back as the same time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final

from mumble_ai.spoken_time.contract import Grain, SpokenTime
from mumble_ai.spoken_time.days import period_from
from mumble_ai.spoken_time.saying_rules import rule_in_words
from mumble_ai.spoken_time.sayings import Sayings, sayings

HALF_DAY_H: Final = 12
NEAR_DAYS: Final = 6
"""A day up to so many ahead or behind is told by its weekday."""
_UNITS: Final = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))


def say_clock(moment: datetime, *, clock: int = 0, language: str = "en") -> str:
    """A time of day: "3 pm", "15:00"; `clock` is 12, 24, or 0 for what the language is used to."""
    words = sayings(language)
    return _clock(moment, clock or words.default_clock, words)


def say_day(day: date, now: datetime, *, language: str = "en") -> str:
    """A day as seen from now: "today", "on Friday", "on Friday, October 30th"."""
    return _day(day, now, sayings(language))


def say_time(moment: datetime, now: datetime, *, clock: int = 0, language: str = "en", is_all_day: bool = False) -> str:
    """A moment as seen from now, both in the person's zone: "tomorrow at 3 pm".

    An hour that a clock change repeats is said to be the first or the second one.
    """
    words = sayings(language)
    moment = moment.astimezone(now.tzinfo)
    day = _day(moment.date(), now, words)
    if is_all_day:
        return day
    told = _clock(moment, clock or words.default_clock, words)
    return _with_day(day, told, moment.date(), now, words)


def say_span(
    start: datetime, end: datetime, now: datetime, *, clock: int = 0, language: str = "en", is_all_day: bool = False
) -> str:
    """A span; `end` is exclusive, of whole days the midnight after the last."""
    words = sayings(language)
    start, end = start.astimezone(now.tzinfo), end.astimezone(now.tzinfo)
    if is_all_day:
        last = (end - timedelta(microseconds=1)).date() if end > start else start.date()
        if last == start.date():
            return _day(last, now, words)
        first_day, last_day = (_bare(_day(d, now, words), words) for d in (start.date(), last))
        return words.from_to.format(first=first_day, last=last_day)
    chosen = clock or words.default_clock
    day = _day(start.date(), now, words)
    first, last_clock = _clock(start, chosen, words), _clock(end, chosen, words)
    if start.date() == end.date() or end - start < timedelta(hours=HALF_DAY_H):
        return words.from_to_clock.format(day=day, first=first, last=last_clock)
    ends = _with_day(_bare(_day(end.date(), now, words), words), last_clock, end.date(), now, words)
    return words.from_to.format(first=_with_day(_bare(day, words), first, start.date(), now, words), last=ends)


def say_duration(length: timedelta, *, language: str = "en") -> str:
    """A length of time: "1 hour and 20 minutes"."""
    words = sayings(language)
    seconds = round(abs(length.total_seconds()))
    told: list[str] = []
    for unit, size in _UNITS:
        count, seconds = divmod(seconds, size)
        if count:
            one, many = words.units[unit]
            told.append(one if count == 1 else many.format(n=count))
    if not told:
        return words.no_time
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} {words.conjunction} {told[-1]}"


def say_rule(
    rrule: str,
    start: datetime,
    now: datetime,
    *,
    clock: int = 0,
    language: str = "en",
    is_all_day: bool = False,
    end: datetime | None = None,
) -> str:
    """A repetition that begins at `start`: "every Monday and Thursday at 8 pm"."""
    words = sayings(language)
    chosen = clock or words.default_clock
    start = start.astimezone(now.tzinfo)

    def clock_of(moment: datetime) -> str:
        return _clock(moment, chosen, words)

    def day_of(day: date) -> str:
        return _bare(_day(day, now, words), words)

    return rule_in_words(rrule, start, None if is_all_day else end, words, clock_of, day_of, is_all_day=is_all_day)


def say(time: SpokenTime, now: datetime, *, clock: int = 0, language: str = "en") -> str:
    """What was understood, whole: its day and time, its span, or how it repeats."""
    words = sayings(language)
    if time.rrule:
        end = time.end if time.duration and not time.part_of_day else None
        start, is_all_day = time.moment, time.is_all_day
        return say_rule(time.rrule, start, now, clock=clock, language=language, is_all_day=is_all_day, end=end)
    if time.grain is Grain.PART:
        return _part(time, now, words)
    if time.is_all_day and time.grain.value in words.periods and (period := _period(time, now, words)):
        return period
    if time.end and time.end > time.start:
        return say_span(time.start, time.end, now, clock=clock, language=language, is_all_day=time.is_all_day)
    return say_time(time.start, now, clock=clock, language=language, is_all_day=time.is_all_day)


def _period(time: SpokenTime, now: datetime, words: Sayings) -> str | None:
    """ "next week"; None of a part of one ("early next week"), which is told as a span."""
    first, unit = time.start.date(), time.grain.value
    whole = period_from(first, 0, unit)
    if whole and time.end and whole.after != time.end.date():
        return None
    for away, told in words.relative_periods.get(unit, {}).items():
        near = period_from(now.date(), int(away), unit)
        if near and near.first == first:
            return told
    filled = words.words_of(first) | {"day": _bare(_day(first, now, words), words)}
    return words.periods[unit].format(**filled)


def _part(time: SpokenTime, now: datetime, words: Sayings) -> str:
    if time.start.date() == now.date():
        return words.today_parts[time.part_of_day]
    return f"{_day(time.start.date(), now, words)} {words.parts[time.part_of_day]}"


def _clock(moment: datetime, clock: int, words: Sayings) -> str:
    hour, minute = moment.hour, moment.minute
    if clock == HALF_DAY_H and (hour, minute) == (HALF_DAY_H, 0) and words.noon:
        told = words.noon
    elif clock == HALF_DAY_H:
        template = words.clock_12 if minute else words.hour_12
        hour12 = hour % HALF_DAY_H or (HALF_DAY_H if hour else words.midnight_12)
        told = template.format(hour12=hour12, minute=minute, half=words.half_of_day(hour))
    else:
        template = words.clock_24 if minute else words.hour_24
        told = template.format(hour=hour, minute=minute)
    return _which_of_two(moment, told, words)


def _which_of_two(moment: datetime, told: str, words: Sayings) -> str:
    """Says which one is meant where a clock change makes an hour come twice."""
    if moment.tzinfo is None:
        return told
    offsets = [moment.replace(fold=fold).utcoffset() for fold in (0, 1)]
    exists = moment.astimezone(UTC).astimezone(moment.tzinfo).replace(tzinfo=None) == moment.replace(tzinfo=None)
    if offsets[0] == offsets[1] or not exists or not moment.fold:
        return told
    return words.second_of_two.format(clock=told)


def _day(day: date, now: datetime, words: Sayings) -> str:
    away = (day - now.date()).days
    if (known := words.days.get(str(away))) is not None:
        return known
    told = words.words_of(day)
    if 0 < away <= NEAR_DAYS:
        return words.coming.format(**told)
    if -NEAR_DAYS <= away < 0:
        return words.gone.format(**told)
    template = words.date if away > 0 and _is_next_such(day, now) else words.date_and_year
    return template.format(**told)


def _is_next_such(day: date, now: datetime) -> bool:
    """Whether no year has to be said: the day comes within the next twelve months."""
    return (
        (day.month, day.day) != (2, 29)
        and 0 < (day - now.date()).days < 365
        and not (day.year > now.year and (day.month, day.day) == (now.month, now.day))
    )


def _with_day(day: str, clock: str, when: date, now: datetime, words: Sayings) -> str:
    is_near = abs((when - now.date()).days) <= NEAR_DAYS
    return (words.days_and_clock if is_near else words.date_and_clock).format(day=day, clock=clock)


def _bare(day: str, words: Sayings) -> str:
    return day.removeprefix(words.drop_for_range)
