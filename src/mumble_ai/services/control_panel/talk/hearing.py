"""`WS /api/v1/talk/hear`: what somebody says into the microphone of their browser, as words while they speak.

The page sends `{"type": "begin", "rate_hz": 48000, "turn_id": "…"}`, then binary messages of 16-bit little-endian mono
PCM at that rate, then `{"type": "finish"}`. It gets `{"type": "partial", "text"}` whenever the words change, and at the
end `{"type": "final", "text", "language"}`; what goes wrong comes as `{"type": "error", "code", "detail"}`. The page
then asks with the words, under the id that it has told: only so the record of the turn knows when they were spoken and,
with `FLIGHT_RECORD=audio`, how they sounded.
"""

import asyncio
import json
from contextlib import suppress
from typing import Annotated, Final, Literal
from uuid import UUID

import numpy as np
from fastapi import APIRouter, Depends, WebSocket, WebSocketDisconnect
from pydantic import BaseModel, Field, ValidationError

from mumble_ai.accounts.account import Account
from mumble_ai.audio.pcm import SPEECH_RATE_HZ, to_float
from mumble_ai.audio.resample import Int16Resampler
from mumble_ai.services.control_panel.talk.flight import Heard
from mumble_ai.services.control_panel.talk.room import TalkRoom
from mumble_ai.services.control_panel.talk.talks import unique_id
from mumble_ai.speech.contract import Busy, SpeechError, SttStream
from mumble_ai.storage.rate_limits import Rate
from mumble_ai.telemetry import of_turn
from mumble_ai.web.errors import ApiError

LONGEST_S: Final = 60.0
"""One question; who holds the button for longer is heard up to here."""
MOST_BYTES: Final = 64_000
"""One message: two thirds of a second at the highest rate."""
IDLE_S: Final = 10.0
MOST_HEARD: Final = 8
QUESTIONS: Final = Rate(60, 60.0)
_NORMAL: Final = 1000
_TRY_AGAIN_LATER: Final = 1013


class Begin(BaseModel):
    """The first message.

    Attributes:
        turn_id: The id that the question will be asked with; empty where it will not be asked.
    """

    type: Literal["begin"]
    rate_hz: int = Field(ge=8_000, le=96_000)
    turn_id: str = Field("", pattern=r"^[\w.-]{0,64}$")


class NotUnderstood(Exception):
    """The page sent something else than it should; the message says what."""


def routes(room: TalkRoom) -> APIRouter:
    """The endpoint."""
    router = APIRouter(prefix="/api/v1/talk", tags=["talk"])

    @router.websocket("/hear")
    async def hear(socket: WebSocket, account: Annotated[Account, Depends(room.panel.guard.member)]) -> None:
        await socket.accept()
        with suppress(WebSocketDisconnect, RuntimeError):
            try:
                await room.limit(account, "hear", QUESTIONS)
                async with room.place("hearing", MOST_HEARD):
                    await _hear(socket, room, account.person.id)
            except NotUnderstood as error:
                await _fail(socket, "invalid_value", str(error))
            except SpeechError as error:
                await _fail(socket, "busy" if isinstance(error, Busy) else "no_hearing", str(error))
            except ApiError as error:
                await _fail(socket, error.code or "refused", str(error.detail))

    _ = hear
    return router


async def _hear(socket: WebSocket, room: TalkRoom, person_id: UUID) -> None:
    message = await _next(socket)
    try:
        begin = Begin.model_validate_json(message if isinstance(message, str) else "")
    except ValidationError as error:
        raise NotUnderstood('the first message is {"type": "begin", "rate_hz": …}') from error
    with of_turn(unique_id(person_id, begin.turn_id) if begin.turn_id else ""):
        heard = Heard(keeps_sound=bool(begin.turn_id) and room.flights.keeps_sound)
        stt = await room.speech.stt()
        stream = stt.stream(language=room.speech.language)
        try:
            await _listen(socket, stream, begin.rate_hz, heard)
            heard.end()
            transcript = await stream.finish()
        finally:
            await stream.abandon()
    if begin.turn_id:
        room.flights.hear(person_id, begin.turn_id, heard.know(transcript))
    told = {"type": "final", "text": transcript.text.strip(), "language": transcript.language}
    await socket.send_json(told)
    await socket.close(_NORMAL)


async def _listen(socket: WebSocket, stream: SttStream, rate_hz: int, heard: Heard) -> None:
    """Hands on what comes until it is over or too long."""
    resampler, shown, heard_s = Int16Resampler(rate_hz, SPEECH_RATE_HZ), "", 0.0
    while heard_s < LONGEST_S:
        message = await _next(socket)
        if isinstance(message, str):
            if not _is_finish(message):
                raise NotUnderstood('a text message must be {"type": "finish"}')
            break
        pcm = np.frombuffer(message, "<i2").astype(np.int16)
        heard_s += len(pcm) / rate_hz
        speech = resampler.feed(pcm)
        heard.take(speech)
        text = (await stream.feed(to_float(speech))).strip()
        if text != shown:
            shown = text
            heard.so_far(text)
            await socket.send_json({"type": "partial", "text": text})
    if (rest := resampler.flush()).size:
        await stream.feed(to_float(rest))


async def _next(socket: WebSocket) -> bytes | str:
    try:
        async with asyncio.timeout(IDLE_S):
            message = await socket.receive()
    except TimeoutError as error:
        raise NotUnderstood(f"nothing came for {IDLE_S:.0f} s") from error
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", 1005))
    sound: bytes | None = message.get("bytes")
    if sound is None:
        return str(message.get("text") or "")
    if len(sound) % 2 or len(sound) > MOST_BYTES:
        raise NotUnderstood(f"a message of sound holds whole 16-bit samples, at most {MOST_BYTES} bytes of them")
    return sound


def _is_finish(message: str) -> bool:
    with suppress(ValueError):
        return bool(json.loads(message) == {"type": "finish"})
    return False


async def _fail(socket: WebSocket, code: str, detail: str) -> None:
    await socket.send_json({"type": "error", "code": code, "detail": detail})
    await socket.close(_TRY_AGAIN_LATER)
