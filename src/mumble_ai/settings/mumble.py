"""The Mumble server that `up` runs, and the bot's place on whichever server it joins."""

from __future__ import annotations

from typing import Literal

from pydantic import AliasChoices, Field

from mumble_ai.settings.kinds import Port, Secret, Section


class MumbleSettings(Section):
    """Mumble server and client."""

    mumble_server: Literal["auto", "off"] = Field(
        "auto", description="`auto`: `up` runs a Mumble server of its own when `MUMBLE_HOST` is loopback; `off`: never."
    )
    mumble_bind_host: str = Field(
        "127.0.0.1", description="Address our Mumble server listens on; `0.0.0.0` lets other machines in."
    )
    mumble_server_password: Secret = Field("", description="Password people need to join our Mumble server.")
    mumble_superuser_password: Secret = Field(
        "", description="SuperUser password of our Mumble server; generated and kept under `secrets/` when empty."
    )
    mumble_max_users: int = Field(100, ge=2, le=10_000, description="How many clients our Mumble server admits.")
    mumble_bandwidth: int = Field(
        130_000, ge=16_000, le=1_000_000, description="Bits a second each client of our Mumble server may send."
    )
    mumble_host: str = Field("127.0.0.1", min_length=1, description="Mumble server the bot joins.")
    mumble_port: Port = Field(48_000, description="Port of the Mumble server, TCP and UDP.")
    mumble_username: str = Field(
        "AI-Bot",
        min_length=1,
        max_length=128,
        description="Name of the bot on the server.",
        validation_alias=AliasChoices("mumble_username", "bot_username"),
    )
    mumble_password: Secret = Field(
        "",
        description="Password the bot joins with.",
        validation_alias=AliasChoices("mumble_password", "bot_password"),
    )
    mumble_channel: str = Field("", description="Channel path the bot joins (`Family/Kitchen`); empty means the root.")
