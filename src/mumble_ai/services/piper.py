"""The text-to-speech service."""

from __future__ import annotations

from fastapi import FastAPI

from mumble_ai.services.engines import load_tts
from mumble_ai.services.freeing import loaded
from mumble_ai.settings import Settings
from mumble_ai.speech.contract import TtsEngine
from mumble_ai.speech.http.common import health_router
from mumble_ai.speech.http.loading import LoadingEngine
from mumble_ai.speech.http.tts import tts_router
from mumble_ai.web.app import create_app
from mumble_ai.web.serve import serve


def application(engine: LoadingEngine[TtsEngine], *, name: str = "", api_key: str = "") -> FastAPI:
    """The service around an engine, which is loaded when the application starts."""
    return create_app(
        "Mumble-AI text to speech",
        routers=[tts_router(engine)],
        open_routers=[health_router(engine, name)],
        api_key=api_key,
        lifespan=engine.lifespan,
    )


async def run(settings: Settings) -> None:
    """Serves until cancelled."""
    engine = LoadingEngine[TtsEngine](lambda report: loaded(load_tts(settings, report)))
    app = application(engine, name=settings.tts_engine, api_key=settings.speech_api_key)
    await serve(app, settings.bind_host, settings.piper_port, api_key=settings.speech_api_key)
