"""Speech to text over HTTP: `/transcribe`, OpenAI's `/v1/audio/transcriptions`, and `/stream` for live speech."""

from __future__ import annotations

import asyncio
import threading
from typing import Annotated, Any, BinaryIO, Final, Literal

from fastapi import APIRouter, File, Form, UploadFile
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from pydantic import BaseModel

from mumble_ai.audio.media import MAX_AUDIO_S, MediaError, TooLong, decode_speech
from mumble_ai.audio.pcm import Float32
from mumble_ai.speech.contract import SttEngine, Transcript
from mumble_ai.speech.http.common import answers, engine_errors
from mumble_ai.speech.http.loading import LoadingEngine
from mumble_ai.speech.http.subtitles import srt, vtt
from mumble_ai.speech.http.transcripts import TranscriptBody, VerboseBody, to_body, to_verbose
from mumble_ai.web.errors import ApiError

MAX_UPLOAD_BYTES: Final = 100_000_000
DECODE_TIMEOUT_S: Final = 120.0
MAX_DECODES: Final = 2

ResponseFormat = Literal["json", "text", "srt", "vtt", "verbose_json"]
Language = Annotated[str | None, Form(description="ISO 639-1 code; `auto` or nothing to detect it.")]
_SHAPES: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "content": {
            "application/json": {"schema": {"type": "object", "required": ["text"]}},
            "text/plain": {"schema": {"type": "string"}},
            "text/vtt": {"schema": {"type": "string"}},
        }
    }
}


class ModelBody(BaseModel):
    id: str
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str


class ModelList(BaseModel):
    """Answer of `/v1/models`."""

    object: Literal["list"] = "list"
    data: list[ModelBody]


class SttModelBody(ModelBody):
    """A recogniser and what it can do."""

    languages: list[str]
    streams: bool
    word_times: bool


class SttModelList(BaseModel):
    """Answer of `/v1/models`."""

    object: Literal["list"] = "list"
    data: list[SttModelBody]


class Decoder:
    """Decodes uploads off the event loop, a few at a time, each for a bounded time."""

    def __init__(self, max_s: float = MAX_AUDIO_S) -> None:
        self._max_s = max_s
        self._slots = asyncio.Semaphore(MAX_DECODES)

    async def decode(self, file: BinaryIO, *, param: str) -> Float32:
        """`(n,) float32` mono at 16 000 Hz, or an `ApiError` that says what is accepted."""
        stop = threading.Event()
        try:
            async with self._slots, asyncio.timeout(DECODE_TIMEOUT_S):
                return await asyncio.to_thread(decode_speech, file, max_s=self._max_s, cancelled=stop.is_set)
        except TooLong as error:
            raise ApiError(413, str(error), param=param, code="audio_too_long") from error
        except MediaError as error:
            raise ApiError(415, str(error), param=param, code="unsupported_audio") from error
        except TimeoutError as error:
            raise ApiError(415, "the file takes too long to decode", param=param, code="unsupported_audio") from error
        finally:
            stop.set()


def stt_router(loading: LoadingEngine[SttEngine], *, max_audio_s: float = MAX_AUDIO_S) -> APIRouter:
    """The endpoints that answer at once; `speech.http.live` has the one that streams."""
    router = APIRouter()
    decoder = Decoder(max_audio_s)

    async def recognise(upload: UploadFile, language: str | None, words: bool, param: str) -> Transcript:
        with engine_errors():
            engine = loading.engine
        if upload.size == 0:
            raise ApiError(400, "the file is empty", param=param, code="empty_file")
        audio = await decoder.decode(upload.file, param=param)
        with engine_errors():
            return await engine.transcribe(audio, language=_language(language), words=words)

    @router.post("/transcribe", responses=answers(413, 415, 503, openai=False))
    async def transcribe(
        audio: Annotated[UploadFile, File()],
        language: Language = None,
        words: Annotated[
            bool, Form(description="Whether segments carry word times, where the model has them.")
        ] = False,
    ) -> TranscriptBody:
        return to_body(await recognise(audio, language, words, "audio"))

    @router.post(
        "/v1/audio/transcriptions",
        response_model=None,
        responses={**_SHAPES, **answers(404, 413, 415, 503, openai=True)},
    )
    async def openai_transcriptions(
        file: Annotated[UploadFile, File()],
        model: Annotated[str | None, Form()] = None,
        language: Language = None,
        prompt: Annotated[str | None, Form(max_length=5000, description="Accepted, without effect.")] = None,
        temperature: Annotated[float, Form(ge=0, le=1, description="Accepted, without effect.")] = 0.0,
        response_format: Annotated[ResponseFormat, Form()] = "json",
        timestamp_granularities: Annotated[
            list[Literal["word", "segment"]] | None, Form(alias="timestamp_granularities[]")
        ] = None,
        stream: Annotated[bool, Form(description="Not offered; use the `/stream` WebSocket.")] = False,
    ) -> Response:
        with engine_errors():
            info = loading.engine.info
        check_model(model, [info.model])
        wanted = timestamp_granularities or ["segment"]
        if stream:
            raise ApiError(400, "stream is not offered here; live speech goes to /stream", param="stream")
        if "word" in wanted and not info.word_times:
            name = "timestamp_granularities[]"
            raise ApiError(400, f"{info.model} gives no word times; STT_ENGINE=faster-whisper does", param=name)
        transcript = await recognise(file, language, "word" in wanted, "file")
        return _shaped(transcript, response_format, wanted)

    @router.get("/v1/models", responses=answers(503, openai=True))
    async def models() -> SttModelList:
        with engine_errors():
            info = loading.engine.info
        known = SttModelBody(
            id=info.model,
            owned_by=info.engine,
            languages=list(info.languages),
            streams=info.streams,
            word_times=info.word_times,
        )
        return SttModelList(data=[known])

    return router


def check_model(model: str | None, known: list[str]) -> None:
    """Refuses a model that is not here with 404."""
    if model is not None and model not in known:
        message = f"no model {model!r}; there are: {', '.join(known)}"
        raise ApiError(404, message, param="model", code="model_not_found")


def _language(language: str | None) -> str | None:
    return None if language in (None, "", "auto") else language


def _shaped(transcript: Transcript, form: ResponseFormat, wanted: list[Literal["word", "segment"]]) -> Response:
    match form:
        case "json":
            return JSONResponse({"text": transcript.text})
        case "text":
            return PlainTextResponse(transcript.text + "\n")
        case "srt":
            return PlainTextResponse(srt(transcript))
        case "vtt":
            return PlainTextResponse(vtt(transcript), media_type="text/vtt")
        case "verbose_json":
            body: VerboseBody = to_verbose(transcript, words="word" in wanted, segments="segment" in wanted)
            return JSONResponse(body.model_dump(exclude_none=True))
