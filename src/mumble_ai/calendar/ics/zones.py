"""Which IANA time zone a calendar file means."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

_LIKELY: Final = (
    "Europe/Berlin", "Europe/London", "Europe/Athens", "Europe/Moscow", "America/New_York", "America/Chicago",
    "America/Denver", "America/Phoenix", "America/Los_Angeles", "America/Sao_Paulo", "Asia/Kolkata", "Asia/Shanghai",
    "Asia/Tokyo", "Asia/Dubai", "Australia/Sydney", "Australia/Brisbane", "Pacific/Auckland", "Africa/Johannesburg",
)  # fmt: skip


class UnknownZone(Exception):
    """No IANA zone is known for a name; its message is the name."""


def iana_zone(name: str, aliases: Mapping[str, str]) -> str:
    """The IANA name of a zone: by that name, a Windows name, or a path that ends with it.

    Args:
        aliases: Further names, of the file at hand.

    Raises:
        UnknownZone: None is known.
    """
    name = name.strip().strip('"')
    if name in aliases:
        return aliases[name]
    if name.upper() in ("UTC", "Z", "GMT", "ETC/UTC"):
        return "UTC"
    pieces = name.strip("/").split("/")
    for count in (len(pieces), 3, 2, 1):
        known = _by_lower_case().get("/".join(pieces[-count:]).lower())
        if known:
            return known
    if name in WINDOWS_TO_OLSON:
        return WINDOWS_TO_OLSON[name]
    raise UnknownZone(name[:60])


def zone_by_offsets(moment: datetime, preferred: str) -> str:
    """A zone whose clocks go as those of the moment's own do in its year.

    Raises:
        UnknownZone: None of those that are likely.
    """
    own = moment.tzinfo
    samples = [datetime(moment.year, month, 15, 12) for month in (1, 4, 7, 10)]
    for name in (preferred, *_LIKELY):
        zone = ZoneInfo(name)
        if all(s.replace(tzinfo=own).utcoffset() == s.replace(tzinfo=zone).utcoffset() for s in samples):
            return name
    raise UnknownZone(str(own)[:60])


def is_utc(moment: datetime) -> bool:
    """Whether a moment was written in UTC (`…Z`)."""
    return moment.tzinfo is UTC or str(moment.tzinfo) in ("UTC", "tzutc()")


@functools.cache
def _by_lower_case() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones()}
