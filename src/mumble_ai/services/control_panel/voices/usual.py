"""The voice for everybody who has no other: read from the saved settings, and chosen there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from pydantic import BaseModel

from mumble_ai.accounts.account import Account
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.settings import given_settings
from mumble_ai.stack.saved.store import SavedSettings
from mumble_ai.storage.database import DatabaseUnavailable
from mumble_ai.web.errors import ApiError

VOICE: Final = "tts_voice"
ENGINE: Final = "tts_engine"


class UsualVoice(BaseModel):
    """The usual voice.

    Attributes:
        voice: Its id; empty for the first voice of the usual engine.
        engine: The usual engine, as the settings name it.
        origin: `environment`: it was chosen where the stack is started, and only there it can be changed.
    """

    voice: str
    engine: str
    origin: Literal["environment", "saved", "default"]


class UsualVoices:
    """Reads and chooses it."""

    def __init__(self, panel: Panel) -> None:
        self._panel = panel
        self._saved = SavedSettings(panel.household.stores.database)
        self._given: Mapping[str, Any] = given_settings().values

    async def now(self) -> UsualVoice:
        """As it is in effect.

        Raises:
            DatabaseUnavailable: It can't be read now.
        """
        saved, settings = (await self._saved.read()).values, self._panel.settings
        voice = settings.tts_voice if VOICE in self._given else saved.get(VOICE, settings.tts_voice)
        engine = settings.tts_engine if ENGINE in self._given else saved.get(ENGINE, settings.tts_engine)
        origin = "environment" if VOICE in self._given else "saved" if VOICE in saved else "default"
        return UsualVoice(voice=str(voice), engine=str(engine), origin=origin)

    async def voice(self) -> str:
        """Its id; never fails: without the database it is what the service began with."""
        try:
            return (await self.now()).voice
        except DatabaseUnavailable:
            return self._panel.settings.tts_voice

    async def choose(self, account: Account, voice: str, *, engine: str | None = None) -> None:
        """Saves another one; every service takes it up at once.

        Raises:
            ApiError: The environment decides.
            DatabaseUnavailable: Nothing is changed.
        """
        wanted: dict[str, Any] = {VOICE: voice or None} | ({ENGINE: engine} if engine else {})
        if fixed := [key.upper() for key in wanted if key in self._given]:
            message = f"{fixed[0]} is set where the stack is started; take it out there to choose it here"
            raise ApiError(409, message, code="fixed_by_environment")
        await self._saved.save(wanted, by=account.sign_in_name)
        self._panel.live.tell("settings", None)
        await self._panel.accounts.audit.note(account, "settings.changed", VOICE, voice=voice, engine=engine or "")
