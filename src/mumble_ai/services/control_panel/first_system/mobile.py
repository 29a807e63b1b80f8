"""What the first system's app asks before it talks: what it is connected to, and how that is."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from mumble_ai.accounts.account import Account
from mumble_ai.services.control_panel.first_system.route import Answer, router_of
from mumble_ai.services.control_panel.talk.room import TalkRoom
from mumble_ai.settings import EMBEDDED, Settings


class Features(BaseModel):
    """What the app may offer; `voice` where somebody can be heard and answered aloud now."""

    memories: bool
    schedules: bool
    voice: bool


class MobileConfig(BaseModel):
    """What the app shows of the assistant.

    Attributes:
        ollama_model: The model that is asked first, whatever server it is on.
        bot_persona: Who the assistant is for the viewer.
    """

    ollama_model: str
    bot_persona: str
    features_enabled: Features


class MobileHealth(BaseModel):
    """How the parts are that the app needs.

    Attributes:
        ollama: Of the language model, whatever server it is on.
    """

    status: Literal["healthy", "degraded"]
    database: Literal["connected", "unavailable"]
    ollama: Literal["healthy", "unhealthy"]
    timestamp: datetime


def routes(room: TalkRoom) -> APIRouter:
    """The endpoints."""
    router = router_of("/api")
    panel = room.panel

    @router.get("/config/mobile", operation_id="firstMobileConfig")
    async def first_mobile_config(account: Annotated[Account, Depends(panel.guard.member)]) -> Answer[MobileConfig]:
        """What the app shows of the assistant."""
        standing = await room.standings()
        persona = await panel.household.personas.for_(account.person.id, "")
        hears_and_speaks = not (standing.hearing.degraded or standing.speaking.degraded)
        features = Features(memories=True, schedules=True, voice=hears_and_speaks)
        config = MobileConfig(ollama_model=_model(panel.settings), bot_persona=persona, features_enabled=features)
        return Answer(data=config)

    @router.get("/health/mobile", operation_id="firstMobileHealth")
    async def first_mobile_health(account: Annotated[Account, Depends(panel.guard.member)]) -> Answer[MobileHealth]:
        """Whether what the app needs works."""
        model_is_away = (await room.standings()).model.degraded
        database_is_away = panel.household.stores.database.standing().degraded
        health = MobileHealth(
            status="degraded" if model_is_away or database_is_away else "healthy",
            database="unavailable" if database_is_away else "connected",
            ollama="unhealthy" if model_is_away else "healthy",
            timestamp=datetime.now(UTC),
        )
        return Answer(data=health)

    _ = first_mobile_config, first_mobile_health
    return router


def _model(settings: Settings) -> str:
    if settings.llm_provider == "openai" or (settings.llm_provider == "auto" and settings.openai_base_url):
        return settings.openai_model
    return EMBEDDED if settings.llm_provider == EMBEDDED else settings.ollama_model
