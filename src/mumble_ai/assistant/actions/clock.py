"""What time it is, here and elsewhere; dates, and how long until then."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from pydantic import Field

from mumble_ai.assistant.actions.action import Action, Nothing, Parameters
from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import Deed
from mumble_ai.assistant.actions.places import zone_of
from mumble_ai.assistant.actions.telling import amount, clock_time, full_date
from mumble_ai.assistant.actions.when import time_of, until_of


class Place(Parameters):
    """Where."""

    place: str = Field("", max_length=80, description="City or country; empty for where the person is.")


class Day(Parameters):
    """Which day."""

    when: str = Field("", max_length=200, description="As said, such as 'next Friday'; empty for today.")


class Until(Parameters):
    """Until when."""

    when: str = Field(max_length=200, description="As said, such as 'Christmas', or in ISO 8601.")


def clock_actions() -> Sequence[Action[Any]]:
    """Questions about time."""
    return (
        Action("tell_time", "Tells the time of day, here or in another place.", Place, tell_time),
        Action("tell_date", "Tells date and weekday, of today or of a day that is described.", Day, tell_date),
        Action("count_down", "Tells how long it is until a day or time, or since.", Until, count_down),
        Action("tell_time_zone", "Tells which time zone the person is in.", Nothing, tell_time_zone),
    )


async def tell_time(context: ActionContext, given: Place) -> Deed:
    """The time of day."""
    if not given.place:
        return Deed.done(context.say("time_here", time=clock_time(context, context.now)))
    zone = zone_of(given.place, context.language)
    if zone is None:
        return Deed.nothing(context.say("no_such_place", place=given.place))
    there = context.at(zone)
    place, time = given.place, clock_time(context, there)
    if there.date() == context.now.date():
        return Deed.done(context.say("time_there", place=place, time=time), zone=zone)
    key = "time_there_tomorrow" if there.date() > context.now.date() else "time_there_yesterday"
    return Deed.done(context.say(key, place=place, time=time), zone=zone)


async def tell_date(context: ActionContext, given: Day) -> Deed:
    """Weekday and date."""
    if not given.when:
        week = context.now.isocalendar().week
        return Deed.done(context.say("date_today", date=full_date(context, context.now)), calendar_week=week)
    time = time_of(context, given.when)
    if time is None:
        return Deed.nothing(context.say("no_such_time", when=given.when))
    return Deed.done(context.say("date_then", date=full_date(context, time.start)), date=time.start.date().isoformat())


async def count_down(context: ActionContext, given: Until) -> Deed:
    """Days, or hours and minutes where it is soon."""
    time = time_of(context, given.when)
    if time is None:
        return Deed.nothing(context.say("no_such_time", when=given.when))
    then = until_of(time)
    days = (then.date() - context.now.date()).days
    if time.is_all_day or abs(days) > 1:
        return _days(context, days, full_date(context, then))
    distance = then - context.now
    key = "until_then" if distance >= timedelta(0) else "since_then"
    return Deed.done(context.say(key, amount=amount(context, abs(distance))), days=days)


def _days(context: ActionContext, days: int, when: str) -> Deed:
    if days == 0:
        return Deed.done(context.say("is_today", date=when), days=0)
    key = "days_until" if days > 0 else "days_since"
    return Deed.done(context.say(key, count=abs(days), date=when), days=days)


async def tell_time_zone(context: ActionContext, given: Nothing) -> Deed:
    """The person's zone."""
    zone = context.person.time_zone
    return Deed.done(context.say("your_zone", zone=city_of(zone), time=clock_time(context, context.now)), zone=zone)


def city_of(zone: str) -> str:
    """An IANA name as people say it."""
    return zone.rpartition("/")[2].replace("_", " ")
