"""The assistant's own time zone."""

from __future__ import annotations

from tzlocal import get_localzone_name

from mumble_ai.settings import Settings


def time_zone_name(settings: Settings) -> str:
    """IANA name of the zone the assistant lives in: of the settings, else the machine's, else UTC."""
    return settings.time_zone or get_localzone_name() or "UTC"
