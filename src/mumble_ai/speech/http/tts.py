"""Text to speech over HTTP: `/synthesize` and OpenAI's `/v1/audio/speech`."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Annotated, Any, Final, Literal, cast

import numpy as np
from fastapi import APIRouter
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel, Field

from mumble_ai.audio.media import Encoder, Format
from mumble_ai.audio.pcm import Int16
from mumble_ai.audio.resample import Int16Resampler
from mumble_ai.audio.wav import encode_wav, wav_header
from mumble_ai.speech.contract import SpeechError, TtsEngine, UnknownVoice, Voice
from mumble_ai.speech.http.common import answers, as_api_error, engine_errors
from mumble_ai.speech.http.loading import LoadingEngine
from mumble_ai.speech.http.stt import ModelBody, ModelList, check_model
from mumble_ai.web.errors import ApiError

MAX_TEXT: Final = 5000
OPENAI_PCM_RATE_HZ: Final = 24_000
MEDIA_TYPES: Final = {
    "wav": "audio/wav",
    "mp3": "audio/mpeg",
    "opus": "audio/ogg",
    "flac": "audio/flac",
    "aac": "audio/aac",
    "pcm": "audio/pcm",
}
_SOUND: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {kind: {"schema": {"type": "string", "format": "binary"}} for kind in MEDIA_TYPES.values()}}
}
_WAV: Final[dict[int | str, dict[str, Any]]] = {
    200: {"content": {"audio/wav": {"schema": {"type": "string", "format": "binary"}}}}
}
Text = Annotated[str, Field(min_length=1, max_length=MAX_TEXT)]


class SynthesizeBody(BaseModel):
    """Body of `POST /synthesize`."""

    text: Text
    voice: str | None = None
    speed: Annotated[float, Field(ge=0.5, le=2.0)] = 1.0


class SpeechBody(BaseModel):
    """Body of `POST /v1/audio/speech`."""

    input: Text
    voice: str | None = None
    model: str | None = None
    response_format: Literal["wav", "mp3", "opus", "flac", "aac", "pcm"] = "mp3"
    speed: Annotated[float, Field(ge=0.5, le=2.0)] = 1.0


class VoiceBody(BaseModel):
    """One voice that can be asked for."""

    id: str
    name: str
    engine: str
    language: str
    description: str
    gender: str
    quality: str
    sample_rate_hz: int


class VoiceList(BaseModel):
    """Answer of `/v1/audio/voices`; the first one is the default."""

    voices: list[VoiceBody]


def tts_router(loading: LoadingEngine[TtsEngine]) -> APIRouter:
    """All endpoints of the service."""
    router = APIRouter()

    @router.post("/synthesize", response_class=Response, responses={**_WAV, **answers(503, openai=False)})
    async def synthesize(body: SynthesizeBody) -> Response:
        _check_text(body.text, "text")
        with engine_errors():
            voice = await _voice(loading.engine, body.voice)
            sound = loading.engine.synthesize(body.text, voice=voice.id, speed=body.speed)
            chunks = [np.empty(0, np.int16), *[chunk async for chunk in sound]]
        return Response(encode_wav(np.concatenate(chunks), voice.sample_rate_hz), media_type="audio/wav")

    @router.post("/v1/audio/speech", response_class=Response, responses={**_SOUND, **answers(404, 503, openai=True)})
    async def speech(body: SpeechBody) -> Response:
        _check_text(body.input, "input")
        with engine_errors():
            voices = await loading.engine.voices()
            check_model(body.model, _engines(voices))
            voice = await _voice(loading.engine, body.voice, of=body.model)
            sound = loading.engine.synthesize(body.input, voice=voice.id, speed=body.speed)
            # The first chunk decides between an answer and an error; afterwards the status is sent.
            first = await anext(sound, None)
        stream = _encoded(first, sound, body.response_format, voice.sample_rate_hz)
        return StreamingResponse(stream, media_type=MEDIA_TYPES[body.response_format])

    @router.get("/v1/audio/voices", responses=answers(503, openai=True))
    async def voices() -> VoiceList:
        with engine_errors():
            found = await loading.engine.voices()
        return VoiceList(voices=[_voice_body(v) for v in found])

    @router.get("/v1/models", responses=answers(503, openai=True))
    async def models() -> ModelList:
        with engine_errors():
            found = await loading.engine.voices()
        return ModelList(data=[ModelBody(id=engine, owned_by="mumble-ai") for engine in _engines(found)])

    return router


async def _voice(engine: TtsEngine, wanted: str | None, *, of: str | None = None) -> Voice:
    voices = [v for v in await engine.voices() if of in (None, v.engine)]
    for voice in voices:
        if wanted is None or voice.id == wanted:
            return voice
    raise UnknownVoice(f"no voice {wanted!r}; there are: {', '.join(v.id for v in voices)}")


def _engines(voices: tuple[Voice, ...]) -> list[str]:
    return list(dict.fromkeys(v.engine for v in voices))


def _check_text(text: str, param: str) -> None:
    if not text.strip():
        raise ApiError(400, f"{param} is empty", param=param, code="empty_text")


async def _encoded(first: Int16 | None, rest: AsyncIterator[Int16], form: str, rate_hz: int) -> AsyncIterator[bytes]:
    """The sound in the wanted format, as it is made; a caller who hangs up ends the synthesis."""
    encode = await _encoder(form, rate_hz)
    async with aclosing(cast("Any", rest)):
        try:
            if first is not None:
                yield encode.feed(first)
            async for chunk in rest:
                yield encode.feed(chunk)
        except SpeechError as error:
            # The status is sent already: only a broken connection can tell the caller that sound is missing.
            raise as_api_error(error) from error
        yield encode.finish()


class _Wav:
    def __init__(self, rate_hz: int) -> None:
        self._header = wav_header(rate_hz)

    def feed(self, pcm: Int16) -> bytes:
        header, self._header = self._header, b""
        return header + pcm.astype("<i2").tobytes()

    def finish(self) -> bytes:
        return self._header


class _Pcm:
    """OpenAI's raw format has one rate whatever the voice."""

    def __init__(self, rate_hz: int) -> None:
        self._resampler = Int16Resampler(rate_hz, OPENAI_PCM_RATE_HZ)

    def feed(self, pcm: Int16) -> bytes:
        return self._resampler.feed(pcm).astype("<i2").tobytes()

    def finish(self) -> bytes:
        return self._resampler.flush().astype("<i2").tobytes()


async def _encoder(form: str, rate_hz: int) -> _Wav | _Pcm | Encoder:
    if form in ("wav", "pcm"):
        return _Wav(rate_hz) if form == "wav" else _Pcm(rate_hz)
    # The first of them loads libraries, which takes a moment.
    return await asyncio.to_thread(Encoder, cast("Format", form), rate_hz)


def _voice_body(voice: Voice) -> VoiceBody:
    return VoiceBody(
        id=voice.id,
        name=voice.id,
        engine=voice.engine,
        language=voice.language,
        description=voice.description,
        gender=voice.gender,
        quality=voice.quality,
        sample_rate_hz=voice.sample_rate_hz,
    )
