"""Finds the times a text tells."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import Any

import duckling

from mumble_ai.spoken_time.contract import Grain, SpokenTime


@cache
def _zones() -> Any:
    return duckling.load_time_zones("/usr/share/zoneinfo")


def find_times(text: str, now: datetime, language: str = "en") -> list[SpokenTime]:
    """The times in a text."""
    zone = str(getattr(now.tzinfo, "key", "UTC"))
    locale = duckling.parse_locale("EN_GB", duckling.default_locale_lang(duckling.parse_lang(language.upper())))
    context = duckling.Context(duckling.parse_ref_time(_zones(), zone, int(now.timestamp())), locale)
    found = duckling.parse(text, context, duckling.parse_dimensions(["time"]), False)
    return [_spoken(one, now) for one in found]


def _spoken(one: Any, now: datetime) -> SpokenTime:
    value = one["value"]
    first = value.get("from") or (value if "value" in value else value["to"])
    start = datetime.fromisoformat(first["value"]).astimezone(now.tzinfo)
    end = datetime.fromisoformat(value["to"]["value"]).astimezone(now.tzinfo) if "to" in value else None
    fine = first["grain"] in ("second", "minute", "hour")
    grain = Grain.MINUTE if fine else Grain(first["grain"])
    span = (one["start"], one["end"])
    return SpokenTime(start, end, grain, not fine, None, span, end - start if end else None, (span,))


def find_duration(text: str, language: str = "en") -> timedelta | None:
    """The first length of time in a text."""
    locale = duckling.parse_locale("EN_GB", duckling.default_locale_lang(duckling.parse_lang(language.upper())))
    context = duckling.Context(duckling.parse_ref_time(_zones(), "UTC", 0), locale)
    for one in duckling.parse(text, context, duckling.parse_dimensions(["duration"]), False):
        return timedelta(seconds=one["value"]["normalized"]["value"])
    return None
