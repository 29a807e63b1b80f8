"""How a voice sounds: a preview changes nothing for anybody."""

import asyncio
from contextlib import AsyncExitStack
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends
from fastapi.responses import StreamingResponse

from mumble_ai.accounts.account import Account
from mumble_ai.services.control_panel.speech_parts import for_browsers
from mumble_ai.services.control_panel.talk.room import TalkRoom
from mumble_ai.services.control_panel.talk.speech import MEDIA_TYPE, as_wav, no_voice
from mumble_ai.services.control_panel.voices.pronunciation import entry_of
from mumble_ai.services.control_panel.voices.shapes import PreviewBody
from mumble_ai.speech.contract import SpeechError, UnknownVoice
from mumble_ai.storage.rate_limits import Rate
from mumble_ai.web.errors import ApiError

PREVIEWS: Final = Rate(40, 60.0)
MOST_AT_ONCE: Final = 4
FIRST_SOUND_S: Final = 20.0
SENTENCES: Final = {
    "en": "Hello, this is how I sound. Your first appointment is at nine thirty.",
    "de": "Hallo, so klinge ich. Dein erster Termin ist um halb zehn.",
    "fr": "Bonjour, voici ma voix. Votre premier rendez-vous est à neuf heures trente.",
    "es": "Hola, así sueno. Tu primera cita es a las nueve y media.",
    "it": "Ciao, questa è la mia voce. Il tuo primo appuntamento è alle nove e mezza.",
    "nl": "Hallo, zo klink ik. Je eerste afspraak is om half tien.",
    "pt": "Olá, esta é a minha voz. O seu primeiro compromisso é às nove e meia.",
    "pl": "Cześć, tak brzmi mój głos. Pierwsze spotkanie masz o dziewiątej trzydzieści.",
}
"""Said where no other text is given, in the language of the voice."""
_SOUND: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}}
}


def routes(room: TalkRoom) -> APIRouter:
    """The endpoint."""
    router = APIRouter(prefix="/api/v1/voices", tags=["voices"])

    @router.post("/preview", operation_id="previewVoice", response_class=StreamingResponse, responses=_SOUND)
    async def preview_voice(
        body: PreviewBody, account: Annotated[Account, Depends(room.panel.guard.member)]
    ) -> StreamingResponse:
        """Says something with a voice, as a WAV stream; chooses nothing."""
        await room.limit(account, "preview", PREVIEWS)
        return await _said(room, body)

    _ = preview_voice
    return router


async def _said(room: TalkRoom, body: PreviewBody) -> StreamingResponse:
    extra = entry_of(body.word) if body.word else None
    async with AsyncExitStack() as open_things:
        await open_things.enter_async_context(room.place("preview", MOST_AT_ONCE))
        try:
            async with asyncio.timeout(FIRST_SOUND_S):
                voice = next((v for v in await room.speech.voices() if v.id == body.voice), None)
                if voice is None:
                    raise UnknownVoice(f"there is no voice {body.voice!r}")
                text = body.text.strip() or sentence(voice.language)
                mouth = await room.speech.mouth(speed=body.speed, extra=extra)
                chunks = for_browsers(mouth, text, voice.id)
                open_things.push_async_callback(chunks.aclose)
                first = await anext(chunks, None)
        except SpeechError as error:
            raise no_voice(error) from error
        except TimeoutError as error:
            raise ApiError(503, "the voice takes too long now", code="no_voice", retry_s=FIRST_SOUND_S) from error
        return StreamingResponse(as_wav(first, chunks, open_things.pop_all()), media_type=MEDIA_TYPE)
    raise AssertionError("the block above answers or raises")


def sentence(language: str) -> str:
    """What a voice says of itself."""
    return SENTENCES.get(language.replace("_", "-").partition("-")[0].lower(), SENTENCES["en"])
