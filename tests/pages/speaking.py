"""Real speech services for browser tests, and a microphone that says a sentence."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from pathlib import Path
from typing import Self

import numpy as np

from mumble_ai.audio.pcm import Int16
from mumble_ai.audio.wav import encode_wav
from mumble_ai.services import piper as tts_service
from mumble_ai.services import whisper as stt_service
from mumble_ai.services.engines import load_stt, load_tts
from mumble_ai.speech.client import HttpTts
from mumble_ai.speech.contract import SttEngine, TtsEngine
from mumble_ai.speech.http.loading import LoadingEngine
from mumble_ai.speech.status import EngineState
from mumble_ai.web.serve import serve
from tests.pages.servers import ServerThread
from tests.pages.settings import own_settings

KEY = "a key that no browser knows"
RATE_HZ = 24_000


class SpeechServices(ServerThread):
    """Speech to text and text to speech behind HTTP, with a key; use it as a context.

    Attributes:
        stt_url: Where it is heard.
        tts_url: Where it is spoken.
    """

    def __enter__(self) -> Self:
        super().__enter__()
        ready: Future[tuple[int, int]] = Future()
        ports = self.start(self._serve(ready), ready)
        self.stt_url, self.tts_url = (f"http://127.0.0.1:{port}" for port in ports)
        return self

    def say(self, text: str, path: Path) -> None:
        """Writes a sentence to a WAV file, with a moment of silence around it."""
        pcm = self.run(self._said(text))
        silence = np.zeros(RATE_HZ // 2, np.int16)
        path.write_bytes(encode_wav(np.concatenate([silence, pcm, silence]), RATE_HZ))

    async def _said(self, text: str) -> Int16:
        client = HttpTts(self.tts_url, api_key=KEY)
        try:
            return np.concatenate([chunk async for chunk in client.synthesize(text)])
        finally:
            await client.close()

    async def _serve(self, ready: Future[tuple[int, int]]) -> None:
        settings = own_settings()
        stt = LoadingEngine[SttEngine](lambda report: load_stt(settings, report))
        tts = LoadingEngine[TtsEngine](lambda report: load_tts(settings, report))
        apps = (stt_service.application(stt, api_key=KEY), tts_service.application(tts, api_key=KEY))
        ports: list[asyncio.Future[int]] = [asyncio.get_running_loop().create_future() for _ in apps]

        async def both() -> None:
            async with asyncio.TaskGroup() as group:
                for app, port in zip(apps, ports, strict=True):
                    group.create_task(serve(app, "127.0.0.1", 0, api_key=KEY, started=port.set_result))
                stt_port, tts_port = await asyncio.gather(*ports)
                while EngineState.LOADING in (stt.status().state, tts.status().state):
                    await asyncio.sleep(0.05)
                ready.set_result((stt_port, tts_port))

        await self.until_over(both())
