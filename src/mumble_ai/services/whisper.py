"""The speech-to-text service."""

from __future__ import annotations

from fastapi import FastAPI

from mumble_ai.services.engines import load_stt
from mumble_ai.services.freeing import loaded
from mumble_ai.settings import Settings
from mumble_ai.speech.contract import SttEngine
from mumble_ai.speech.http.common import health_router
from mumble_ai.speech.http.live import live_router
from mumble_ai.speech.http.loading import LoadingEngine
from mumble_ai.speech.http.stt import MAX_UPLOAD_BYTES, stt_router
from mumble_ai.web.app import create_app
from mumble_ai.web.serve import serve

FORM_BYTES = 64_000
"""What a multipart form adds to the file it carries."""


def application(engine: LoadingEngine[SttEngine], *, name: str = "", api_key: str = "") -> FastAPI:
    """The service around an engine, which is loaded when the application starts."""
    return create_app(
        "Mumble-AI speech to text",
        routers=[stt_router(engine)],
        open_routers=[health_router(engine, name), live_router(engine, api_key)],
        api_key=api_key,
        max_body_bytes=MAX_UPLOAD_BYTES + FORM_BYTES,
        lifespan=engine.lifespan,
    )


async def run(settings: Settings) -> None:
    """Serves until cancelled."""
    engine = LoadingEngine[SttEngine](lambda report: loaded(load_stt(settings, report)))
    app = application(engine, name=settings.stt_engine, api_key=settings.speech_api_key)
    await serve(app, settings.bind_host, settings.whisper_port, api_key=settings.speech_api_key)
