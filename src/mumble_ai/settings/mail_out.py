"""The mail server that takes the assistant's mail."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from mumble_ai.settings.kinds import Port, Secret, Section


class MailOutSettings(Section):
    """How mail is handed over."""

    smtp_host: str = Field("", description="Mail server that takes the assistant's mail; empty: none is sent.")
    smtp_port: Port = Field(587, description="Its port: mostly 587, 465 with `SMTP_SECURITY=tls`, 25 without any.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls",
        description="`starttls`: encryption is demanded; `tls`: it is there from the start; `none`: without.",
    )
    smtp_user: str = Field("", description="Name at the mail server; empty: none is asked for.")
    smtp_password: Secret = Field("", description="Password at the mail server.")
    smtp_from: str = Field("", description="Address the mail comes from; default: `SMTP_USER`.")
