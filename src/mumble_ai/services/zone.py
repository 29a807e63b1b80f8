"""Where the assistant's own clock hangs."""

from __future__ import annotations

from tzlocal import get_localzone_name

from mumble_ai.settings import Settings


def house_zone(settings: Settings) -> str:
    """IANA name of the assistant's own time zone: the one in the settings, else this machine's."""
    return settings.time_zone or get_localzone_name()
