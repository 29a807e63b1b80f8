"""Time zones by the names people use for them."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from mumble_ai.assistant.actions.replies import replies


def zone_of(place: str, language: str) -> str | None:
    """The IANA zone of a city or country, or None where none is known.

    Args:
        place: As said, in any case; an IANA name is taken too.
    """
    name = " ".join(place.replace("_", " ").casefold().split())
    name = replies(language).words("places").get(name, name)
    return _zones().get(name.casefold())


@cache
def _zones() -> dict[str, str]:
    """Each zone by its whole name and, where that says which, by the last part of it, the city."""
    named: dict[str, str] = {}
    for zone in sorted(available_timezones()):
        city = zone.rpartition("/")[2]
        named[zone.casefold()] = zone
        if "/" in zone and not zone.startswith(("Etc/", "SystemV/", "US/", "posix/", "right/")):
            named[city.replace("_", " ").casefold()] = zone
            named[city.replace("_", " ").replace("-", " ").casefold()] = zone
    return named | {"utc": "UTC", "gmt": "Etc/GMT"}
