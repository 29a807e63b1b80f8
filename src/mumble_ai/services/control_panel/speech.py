"""Everything about talking: the talk itself, voices, and how words are said. They share one ear and one voice."""

from fastapi import APIRouter

from mumble_ai.services.control_panel import first_chat, pronunciation, talk, talk_hearing, voice_preview, voices
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.talk_room import TalkRoom


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    room = TalkRoom(panel)
    router = APIRouter(lifespan=room.open)
    for part in (talk, talk_hearing, voices, voice_preview, pronunciation, first_chat):
        router.include_router(part.routes(room))
    return router
