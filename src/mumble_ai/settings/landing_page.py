"""The landing page, and what it tells people of how to reach the assistant."""

from __future__ import annotations

from pydantic import Field

from mumble_ai.settings.kinds import Port, Section


class LandingPageSettings(Section):
    """What everybody may read."""

    landing_page_port: Port = Field(5007, description="Port of the landing page.")
    public_host: str = Field(
        "",
        pattern=r"^([A-Za-z0-9][A-Za-z0-9.-]{0,252}|\[?[0-9A-Fa-f:]{2,45}\]?)?$",
        description="Name or address under which people reach this machine, as the landing page tells it; default: as"
        " they opened the page.",
    )
    public_mumble_port: int = Field(
        0, ge=0, le=65_535, description="Port of the Mumble server as people reach it; 0: `MUMBLE_PORT`."
    )
    public_phone: str = Field(
        "", max_length=80, description="Number or SIP address of the assistant, shown on the landing page to everybody."
    )
    public_mail: str = Field(
        "", max_length=120, description="Mail address of the assistant, shown on the landing page to everybody."
    )
