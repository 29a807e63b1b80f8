"""One live utterance over `WS /stream`."""

from __future__ import annotations

import asyncio
import contextlib
import json
from typing import Any, Final

import websockets
from websockets.asyncio.client import ClientConnection

from mumble_ai.audio.pcm import Float32, to_int16
from mumble_ai.speech.contract import EngineUnavailable, Transcript
from mumble_ai.speech.http.common import error_of
from mumble_ai.speech.http.transcripts import TranscriptBody, from_body

CONNECT_TIMEOUT_S: Final = 5.0
MESSAGE_SAMPLES: Final = 160_000
"""Longest message, 10 s of sound; more is sent as several."""


class HttpSttStream:
    """An `SttStream` whose engine is behind a service."""

    def __init__(self, url: str, headers: dict[str, str], timeout_s: float) -> None:
        self._url = url
        self._headers = headers
        self._timeout_s = timeout_s
        self._socket: ClientConnection | None = None
        self._reader: asyncio.Task[Transcript] | None = None
        self._text = ""
        self._over = False

    async def feed(self, audio: Float32) -> str:
        """See `SttStream.feed`."""
        if self._over:
            raise EngineUnavailable("this utterance is over; open another stream")
        socket = await self._connected()
        for begin in range(0, len(audio), MESSAGE_SAMPLES):
            await self._send(socket, to_int16(audio[begin : begin + MESSAGE_SAMPLES]).astype("<i2").tobytes())
        return self._text

    async def finish(self) -> Transcript:
        """See `SttStream.finish`."""
        if self._over:
            raise EngineUnavailable("this utterance is over; open another stream")
        try:
            await self._send(await self._connected(), '{"type": "finish"}')
            self._over = True
            assert self._reader is not None
            return await asyncio.wait_for(asyncio.shield(self._reader), self._timeout_s)
        except TimeoutError as error:
            raise EngineUnavailable(f"{self._url} did not answer within {self._timeout_s:.0f} s") from error
        finally:
            await self.abandon()

    async def abandon(self) -> None:
        """See `SttStream.abandon`."""
        self._over = True
        reader, self._reader = self._reader, None
        socket, self._socket = self._socket, None
        if reader is not None:
            reader.cancel()
            await asyncio.gather(reader, return_exceptions=True)
        if socket is not None:
            # No goodbye: a frozen service would not answer it, and the next utterance must not wait for that.
            socket.transport.abort()

    async def _connected(self) -> ClientConnection:
        if self._socket is None:
            try:
                self._socket = await websockets.connect(
                    self._url,
                    additional_headers=self._headers,
                    open_timeout=CONNECT_TIMEOUT_S,
                    close_timeout=1.0,
                    compression=None,
                    proxy=None,
                )
            except (OSError, TimeoutError, websockets.WebSocketException) as error:
                raise EngineUnavailable(f"{self._url} does not answer: {error}") from error
            self._reader = asyncio.create_task(self._read(self._socket))
        return self._socket

    async def _send(self, socket: ClientConnection, message: str | bytes) -> None:
        assert self._reader is not None
        if self._reader.done() and self._reader.exception() is not None:
            await self._reader
        try:
            async with asyncio.timeout(self._timeout_s):
                await socket.send(message)
        except (websockets.ConnectionClosed, TimeoutError) as error:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(asyncio.shield(self._reader), 1.0)
            raise EngineUnavailable(f"{self._url} broke off") from error

    async def _read(self, socket: ClientConnection) -> Transcript:
        try:
            async for data in socket:
                message: dict[str, Any] = json.loads(data)
                if message["type"] == "partial":
                    self._text = str(message["text"])
                elif message["type"] == "final":
                    return from_body(TranscriptBody.model_validate(message))
                else:
                    raise error_of(str(message.get("code")), str(message["message"]), message.get("retry_after_s"))
        except (ValueError, KeyError, TypeError, websockets.ConnectionClosedError) as error:
            raise EngineUnavailable(f"{self._url} broke off: {error}") from error
        raise EngineUnavailable(f"{self._url} ended without a result")
