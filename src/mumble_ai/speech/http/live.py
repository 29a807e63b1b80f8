"""`WS /stream`: live speech to text.

The caller sends binary messages of 16-bit little-endian mono PCM at 16 000 Hz and gets `{"type": "partial", "text"}`
whenever the text changes. `{"type": "finish"}` ends the utterance; the answer is `{"type": "final", …}` with the fields
of `POST /transcribe`, and the connection closes. What goes wrong comes as `{"type": "error", "code", "message"}`.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from typing import Any, Final

import numpy as np
from fastapi import APIRouter, WebSocket, WebSocketDisconnect

from mumble_ai.audio.pcm import to_float
from mumble_ai.speech.contract import Busy, SpeechError, SttEngine, SttStream, Transcript
from mumble_ai.speech.http.common import code_of
from mumble_ai.speech.http.loading import LoadingEngine
from mumble_ai.speech.http.transcripts import to_body
from mumble_ai.web.keys import is_allowed

IDLE_TIMEOUT_S: Final = 60.0
MAX_STREAMS: Final = 64
_POLICY_VIOLATION: Final = 1008
_TRY_AGAIN_LATER: Final = 1013


def live_router(loading: LoadingEngine[SttEngine], api_key: str) -> APIRouter:
    """The endpoint, for at most `MAX_STREAMS` speakers at once."""
    router = APIRouter()
    open_streams = 0

    @router.websocket("/stream")
    async def stream(socket: WebSocket, language: str | None = None) -> None:
        nonlocal open_streams
        if not is_allowed(socket, api_key):
            await socket.close(_POLICY_VIOLATION, "send the key: Authorization: Bearer SPEECH_API_KEY")
            return
        await socket.accept()
        open_streams += 1
        try:
            if open_streams > MAX_STREAMS:
                raise Busy(f"{MAX_STREAMS} speakers are being heard already", 1.0)
            heard = loading.engine.stream(language=None if language in (None, "", "auto") else language)
            try:
                await _converse(socket, heard)
            finally:
                await heard.abandon()
        except SpeechError as error:
            retry_s = error.retry_after_s if isinstance(error, Busy) else None
            message = {"type": "error", "code": code_of(error), "message": str(error), "retry_after_s": retry_s}
            with contextlib.suppress(RuntimeError, WebSocketDisconnect):
                await socket.send_json(message)
                await socket.close(_TRY_AGAIN_LATER)
        except (WebSocketDisconnect, RuntimeError):
            return
        finally:
            open_streams -= 1

    return router


async def _converse(socket: WebSocket, heard: SttStream) -> None:
    shown = ""
    while True:
        message = await _next_message(socket)
        if isinstance(message, bytes):
            text = await heard.feed(to_float(np.frombuffer(message, "<i2").astype(np.int16)))
            if text != shown:
                shown = text
                await socket.send_json({"type": "partial", "text": text})
        else:
            transcript: Transcript = await heard.finish()
            await socket.send_json({"type": "final", **to_body(transcript).model_dump()})
            await socket.close()
            return


async def _next_message(socket: WebSocket) -> bytes | dict[str, Any]:
    """The next piece of sound, or the order to finish."""
    try:
        message = await asyncio.wait_for(socket.receive(), IDLE_TIMEOUT_S)
    except TimeoutError:
        raise SpeechError(f"nothing came for {IDLE_TIMEOUT_S:.0f} s") from None
    if message["type"] == "websocket.disconnect":
        raise WebSocketDisconnect(message.get("code", 1005))
    sound = message.get("bytes")
    if sound is not None:
        if len(sound) % 2:
            raise SpeechError("a message of sound holds whole 16-bit samples")
        return bytes(sound)
    with contextlib.suppress(ValueError):
        if json.loads(message.get("text") or "") == {"type": "finish"}:
            return {"type": "finish"}
    raise SpeechError('a text message must be {"type": "finish"}')
