"""The contracts of speech over HTTP: a caller cannot tell these engines from ones inside its own process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from dataclasses import replace
from typing import Any, Final, cast

import httpx
from pydantic import ValidationError

from mumble_ai.audio.pcm import SPEECH_RATE_HZ as RATE_HZ
from mumble_ai.audio.pcm import Float32, Int16, to_int16
from mumble_ai.audio.wav import NotWav, WavReader, encode_wav
from mumble_ai.resilience.connection import KeptConnections, why_no_answer
from mumble_ai.resilience.retry import RetryPolicy, retrying
from mumble_ai.speech.client_stream import HttpSttStream
from mumble_ai.speech.contract import (
    EngineUnavailable,
    SttInfo,
    SttStream,
    Transcript,
    UnsupportedLanguage,
    Voice,
)
from mumble_ai.speech.http.common import error_from
from mumble_ai.speech.http.transcripts import TranscriptBody, from_body
from mumble_ai.speech.status import EngineState, EngineStatus
from mumble_ai.telemetry import turn_headers

CONNECT_TIMEOUT_S: Final = 2.0
ANSWER_TIMEOUT_S: Final = 120.0
FIRST_SOUND_TIMEOUT_S: Final = 20.0
VOICES_FRESH_S: Final = 30.0
RUBBISH: Final = (ValueError, LookupError, TypeError)
"""What reading an answer of another shape raises."""
NO_RETRY: Final = RetryPolicy(attempts=1)


class _Http:
    """One service: its connection, and its errors as those of the contracts."""

    def __init__(self, url: str, api_key: str, read_timeout_s: float, retry: RetryPolicy) -> None:
        self.url = url
        self._retry = retry
        self.headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        timeout = httpx.Timeout(read_timeout_s, connect=CONNECT_TIMEOUT_S)
        self.client = httpx.AsyncClient(
            base_url=url, headers=self.headers, timeout=timeout, transport=KeptConnections(), trust_env=False
        )

    async def request(self, method: str, path: str, **more: Any) -> httpx.Response:
        try:
            response = await self.client.request(method, path, headers=turn_headers(), **more)
        except httpx.HTTPError as error:
            raise self.unreachable(error) from error
        self.check(response)
        return response

    async def ask(self, path: str) -> httpx.Response:
        """A question that changes nothing, so it is asked again when there is no answer."""
        return await retrying(lambda: self.request("GET", path), self._retry, on=EngineUnavailable)

    def rubbish(self, error: Exception) -> EngineUnavailable:
        return EngineUnavailable(f"{self.url} is not a speech service of ours: {type(error).__name__}: {error}")

    def unreachable(self, error: Exception) -> EngineUnavailable:
        return EngineUnavailable(f"{self.url} does not answer: {why_no_answer(error)}")

    def check(self, response: httpx.Response) -> None:
        """Raises the contract's error for an answer that is one; its body must have been read."""
        if response.is_error:
            raise error_from(response.status_code, response.content, response.headers.get("retry-after", ""))

    async def health(self) -> EngineStatus:
        """How the service is, by its own word."""
        try:
            response = await self.client.get("/health")
            body = response.json()
            state = EngineState(body["status"])
        except (httpx.HTTPError, *RUBBISH) as error:
            return EngineStatus(EngineState.FAILING, str(self.unreachable(error)))
        return EngineStatus(
            state, body.get("detail", ""), body.get("progress"), body.get("waiting", 0), body.get("capacity", 0)
        )


class HttpStt:
    """An `SttEngine` behind `services/whisper`."""

    def __init__(
        self, url: str, *, api_key: str = "", timeout_s: float = ANSWER_TIMEOUT_S, retry: RetryPolicy = NO_RETRY
    ) -> None:
        self._http = _Http(url, api_key, timeout_s, retry)
        self._timeout_s = timeout_s
        self._info = SttInfo("http", url, (), streams=True, word_times=True)

    @property
    def info(self) -> SttInfo:
        """What the service said when it was last asked; `refresh` asks."""
        return self._info

    async def refresh(self) -> SttInfo:
        """Asks the service what it can do.

        Raises:
            EngineUnavailable: It is loading or cannot be reached.
        """
        response = await self._http.ask("/v1/models")
        try:
            body = response.json()["data"][0]
            self._info = SttInfo(
                body["owned_by"],
                body["id"],
                tuple(body["languages"]),
                streams=body["streams"],
                word_times=body["word_times"],
            )
        except RUBBISH as error:
            raise self._http.rubbish(error) from error
        return self._info

    async def health(self) -> EngineStatus:
        """The service's own `/health`."""
        return await self._http.health()

    async def transcribe(self, audio: Float32, *, language: str | None = None, words: bool = False) -> Transcript:
        """See `SttEngine.transcribe`."""
        if self._info.languages and language is not None and language not in self._info.languages:
            raise UnsupportedLanguage(f"the service does not know {language!r}")
        wav = await asyncio.to_thread(lambda: encode_wav(to_int16(audio), RATE_HZ))
        response = await self._http.request(
            "POST",
            "/transcribe",
            files={"audio": ("speech.wav", wav, "audio/wav")},
            data={"language": language or "auto", "words": str(words).lower()},
        )
        try:
            transcript = from_body(TranscriptBody.model_validate_json(response.content))
        except ValidationError as error:
            raise self._http.rubbish(error) from error
        return replace(transcript, duration_s=len(audio) / RATE_HZ)

    def stream(self, *, language: str | None = None) -> SttStream:
        """See `SttEngine.stream`; the connection is made by the first `feed`."""
        url = self._http.url.replace("http", "ws", 1) + f"/stream?language={language or 'auto'}"
        return HttpSttStream(url, {**self._http.headers, **turn_headers()}, self._timeout_s)

    async def close(self) -> None:
        await self._http.client.aclose()


class HttpTts:
    """A `TtsEngine` behind `services/piper`."""

    def __init__(
        self, url: str, *, api_key: str = "", timeout_s: float = FIRST_SOUND_TIMEOUT_S, retry: RetryPolicy = NO_RETRY
    ) -> None:
        self._http = _Http(url, api_key, timeout_s, retry)
        self._voices: tuple[Voice, ...] = ()
        self._voices_until_s = 0.0

    async def health(self) -> EngineStatus:
        """The service's own `/health`."""
        return await self._http.health()

    async def voices(self) -> tuple[Voice, ...]:
        """See `TtsEngine.voices`; asked again after half a minute."""
        now_s = asyncio.get_running_loop().time()
        if not self._voices or now_s > self._voices_until_s:
            response = await self._http.ask("/v1/audio/voices")
            keys = ("id", "engine", "language", "description", "gender", "quality", "sample_rate_hz")
            try:
                self._voices = tuple(Voice(**{k: v[k] for k in keys}) for v in response.json()["voices"])
            except RUBBISH as error:
                raise self._http.rubbish(error) from error
            self._voices_until_s = now_s + VOICES_FRESH_S
        return self._voices

    async def synthesize(self, text: str, *, voice: str | None = None, speed: float = 1.0) -> AsyncIterator[Int16]:
        """See `TtsEngine.synthesize`; chunks come as the service makes them."""
        body = {"input": text, "voice": voice, "response_format": "wav", "speed": speed}
        reader = WavReader()
        try:
            async with self._http.client.stream(
                "POST", "/v1/audio/speech", json=body, headers=turn_headers()
            ) as response:
                if response.is_error:
                    await response.aread()
                    self._http.check(response)
                async with aclosing(cast("AsyncGenerator[bytes, None]", response.aiter_bytes())) as received:
                    async for data in received:
                        if len(pcm := reader.feed(data)):
                            yield pcm
        except httpx.HTTPError as error:
            raise self._http.unreachable(error) from error
        except NotWav as error:
            raise EngineUnavailable(f"{self._http.url} sent no sound: {error}") from error

    async def close(self) -> None:
        await self._http.client.aclose()
