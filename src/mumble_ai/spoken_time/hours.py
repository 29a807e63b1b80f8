"""Which half of the day is meant: the rules for a time said without "am" or "pm"."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from mumble_ai.spoken_time.language import Window
from mumble_ai.spoken_time.meaning import Clock, Hours, at

HALF_DAY_H = 12
DAY_H = 24


@dataclass(frozen=True, slots=True)
class Setting:
    """What is known beside the time itself."""

    now: datetime
    """Local and naive."""
    part: Window | None
    """The part of the day that was said with it."""
    sense: Window | None
    """What is to be done then: breakfast is in the morning."""
    day: date | None
    """The day, None where none was said."""
    is_rule: bool
    is_past: bool
    afternoon_until_h: int


def resolved(clock: Clock, setting: Setting) -> Clock:
    """The clock with its hour of 24 (or more: after midnight of the night that was meant).

    In this order: what was said ("am", 18:30), the part of the day, what is to be done, without a day the next time
    the clock shows it, today what is still to come, and on another day the hours that people are up.
    """
    if clock.half in ("am", "pm"):
        hour = clock.hour % HALF_DAY_H + (HALF_DAY_H if clock.half == "pm" else 0)
        return Clock(hour, clock.minute, "24", clock.second)
    if clock.half == "24":
        hour = within(clock, setting.part) if setting.part and 0 < clock.hour < HALF_DAY_H else None
        return clock if hour is None else Clock(hour, clock.minute, "24", clock.second)
    for window in (setting.part, setting.sense):
        hour = within(clock, window) if window else None
        if hour is not None:
            return Clock(hour, clock.minute, "24", clock.second)
    return Clock(by_day(clock, setting), clock.minute, "24", clock.second)


def candidates(clock: Clock) -> tuple[int, int, int]:
    """The three hours a clock hand can mean, up to the next noon."""
    hour = clock.hour % HALF_DAY_H
    return hour, hour + HALF_DAY_H, hour + DAY_H


def within(clock: Clock, window: Window) -> int | None:
    """The hour that lies in a window, None where none does."""
    fitting = [h for h in candidates(clock) if window.from_h <= h + clock.minute / 60 < window.to_h]
    return fitting[0] if fitting else None


def by_day(clock: Clock, setting: Setting) -> int:
    """The hour where nothing but the day tells it; "today at twelve" is noon while that is to come."""
    today = setting.now.date()
    if setting.day in (None, today) and not setting.is_rule:
        times = [(at(today, Clock(h, clock.minute, "24", clock.second)), h) for h in candidates(clock)]
        if setting.is_past:
            gone = [h for when, h in times if when <= setting.now]
            if gone:
                return gone[-1]
        else:
            coming = [h for when, h in times if when > setting.now]
            if setting.day is None:
                return coming[0]
            if HALF_DAY_H in coming:
                return HALF_DAY_H
            if coming and coming[0] < DAY_H:
                return coming[0]
    hour = clock.hour % HALF_DAY_H
    return hour + HALF_DAY_H if hour <= setting.afternoon_until_h else hour


def resolved_hours(hours: Hours, setting: Setting) -> tuple[Clock, Clock]:
    """Both ends; the second comes after the first, and what was said of it holds for both where it fits."""
    if hours.last.half and not hours.first.half:
        last = resolved(hours.last, setting)
        if last.hour <= hours.first.hour % HALF_DAY_H and last.hour < HALF_DAY_H and hours.last.half == "24":
            last = Clock(last.hour + DAY_H, last.minute, "24")
        fitting = [h for h in candidates(hours.first) if (h, hours.first.minute) < (last.hour, last.minute)]
        first_hour = within(hours.first, setting.part) if setting.part else None
        hour = first_hour if first_hour is not None else fitting[-1] if fitting else hours.first.hour % HALF_DAY_H
        first = Clock(hour, hours.first.minute, "24")
    else:
        first = resolved(hours.first, setting)
        last = hours.last
    return first, _after(first, last)


def _after(first: Clock, last: Clock) -> Clock:
    if last.half:
        setting_free = last.hour % HALF_DAY_H + (HALF_DAY_H if last.half == "pm" else 0)
        hour = last.hour if last.half == "24" else setting_free
        hour += DAY_H if (hour, last.minute) <= (first.hour, first.minute) else 0
        return Clock(hour, last.minute, "24")
    base = last.hour % HALF_DAY_H
    hours = [base + HALF_DAY_H * n for n in range(5)]
    return Clock(next(h for h in hours if (h, last.minute) > (first.hour, first.minute)), last.minute, "24")
