"""All sections in one, and what each setting is called outside."""

from __future__ import annotations

from typing import Any

from pydantic import AliasChoices, model_validator
from pydantic.fields import FieldInfo

from mumble_ai.settings.addresses import reachable_host
from mumble_ai.settings.calendar import CalendarSettings
from mumble_ai.settings.conversation import ConversationSettings
from mumble_ai.settings.landing_page import LandingPageSettings
from mumble_ai.settings.language_model import LanguageModelSettings
from mumble_ai.settings.machine import MachineSettings
from mumble_ai.settings.mail_out import MailOutSettings
from mumble_ai.settings.memory import FactSettings, RecallSettings, SessionSettings
from mumble_ai.settings.mumble import MumbleSettings
from mumble_ai.settings.sign_in import SignInSettings
from mumble_ai.settings.speech import HearingSettings, SpeakingSettings
from mumble_ai.settings.staying_up import StayingUpSettings
from mumble_ai.settings.stores import StoreSettings


# The fields of the last one named come first: read this list, and so docs/settings.md, from its end.
class Settings(
    StayingUpSettings,
    MailOutSettings,
    SignInSettings,
    LandingPageSettings,
    CalendarSettings,
    FactSettings,
    RecallSettings,
    SessionSettings,
    ConversationSettings,
    LanguageModelSettings,
    SpeakingSettings,
    HearingSettings,
    MumbleSettings,
    StoreSettings,
    MachineSettings,
):
    """Typed settings; build them with `load_settings`."""

    @model_validator(mode="before")
    @classmethod
    def _urls_follow_ports(cls, given: Any) -> Any:
        values = dict(given)
        host = reachable_host(str(values.get("bind_host") or "127.0.0.1"))
        for service in ("whisper", "piper", "llm"):
            port = str(values.get(f"{service}_port", ""))
            if port.isdecimal() and 1 <= int(port) <= 65535:
                values.setdefault(f"{service}_url", f"http://{host}:{port}")
        return values


def setting_names() -> dict[str, str]:
    """Upper-case environment name, aliases included, to field name."""
    names: dict[str, str] = {}
    for field, info in Settings.model_fields.items():
        for alias in environment_names(field, info):
            names[alias] = field
    return names


def environment_names(field: str, info: FieldInfo) -> tuple[str, ...]:
    """The names under which one setting is read, the preferred one first."""
    alias = info.validation_alias
    choices = [str(c) for c in alias.choices] if isinstance(alias, AliasChoices) else [field]
    return tuple(c.upper() for c in choices)


def is_secret(field: str) -> bool:
    """Whether the value of a setting must never be shown."""
    extra = Settings.model_fields[field].json_schema_extra
    return extra == {"secret": True}
