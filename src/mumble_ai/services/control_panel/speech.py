"""Everything about talking: the talk itself, voices, and how words are said. They share one ear and one voice."""

from fastapi import APIRouter

from mumble_ai.services.control_panel.first_system import chat as first_chat
from mumble_ai.services.control_panel.first_system import mobile as first_mobile
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.talk import endpoints as talk
from mumble_ai.services.control_panel.talk import hearing as talk_hearing
from mumble_ai.services.control_panel.talk.room import TalkRoom
from mumble_ai.services.control_panel.voices import preview as voice_preview
from mumble_ai.services.control_panel.voices import pronunciation, voices


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    room = TalkRoom(panel)
    router = APIRouter(lifespan=room.open)
    for part in (talk, talk_hearing, voices, voice_preview, pronunciation, first_chat, first_mobile):
        router.include_router(part.routes(room))
    return router
