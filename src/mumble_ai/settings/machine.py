"""The machine: where state lives, who may reach the services, logs, models."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import available_timezones

import platformdirs
from pydantic import AfterValidator, Field

from mumble_ai.settings.kinds import Secret, Section, ServiceUrl


def _check_zone(name: str) -> str:
    if name and name not in available_timezones():
        close = difflib.get_close_matches(name, available_timezones(), n=1)
        raise ValueError("must be an IANA time zone" + (f", such as {close[0]}" if close else " such as Europe/Berlin"))
    return name


class MachineSettings(Section):
    """What belongs to the machine and not to one service."""

    mumble_ai_home: Path = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir("mumble-ai", appauthor=False)),
        description="Folder of all state: environments, models, keys, databases, logs.",
    )
    bind_host: str = Field(
        "127.0.0.1",
        description="Address the HTTP services listen on. Anything but loopback demands `SPEECH_API_KEY`.",
    )
    service_hosts: str = Field(
        "",
        pattern=r"^[A-Za-z0-9_.{}-]*$",
        description="Where the control panel looks for the other services: a host name in which `{name}` stands for the"
        " service's; empty means this machine.",
    )
    speech_api_key: Secret = Field(
        "", description="Key that callers of the speech services must send (`Authorization: Bearer …`)."
    )
    settings_key: Secret = Field(
        "", description="Key that saved secrets are sealed with; generated and kept under `secrets/` when empty."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="How much is logged.")
    log_format: Literal["auto", "console", "json"] = Field(
        "auto", description="`console` for people, `json` for collectors; `auto` picks by whether a terminal reads it."
    )
    time_zone: Annotated[str, AfterValidator(_check_zone)] = Field(
        "", description="IANA time zone the assistant lives in; empty means the machine's."
    )
    models_dir: Path | None = Field(
        None, description="Folder searched for model files before anything is downloaded; empty means none."
    )
    hf_endpoint: ServiceUrl = Field("https://huggingface.co", description="Model hub that models are fetched from.")
    accepted_licences: str = Field(
        "", description="Comma-separated licence ids you accept for models whose licence restricts common use."
    )
