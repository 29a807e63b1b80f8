"""The calendar: reminders, and where calendar programs find it."""

from __future__ import annotations

from pydantic import Field

from mumble_ai.settings.kinds import OptionalUrl, Port, Section


class CalendarSettings(Section):
    """Events, reminders, and the control panel that serves them."""

    reminder_minutes: str = Field(
        "60",
        pattern=r"^(off|\d{1,6}(,\d{1,6}){0,9})$",
        description="Minutes before an event at which it is told, such as `60,15`, where the event says nothing else;"
        " `off`: not at all.",
    )
    all_day_reminder_time: str = Field(
        "09:00",
        pattern=r"^([01]\d|2[0-3]):[0-5]\d$",
        description="Time of day from which these minutes count for an event of whole days.",
    )
    control_panel_port: Port = Field(5002, description="Port of the control panel, which also serves calendars.")
    control_panel_url: OptionalUrl = Field(
        "",
        description="Address under which calendar programs reach the control panel, such as"
        " `https://ada.example.org`; default: where it listens.",
    )
