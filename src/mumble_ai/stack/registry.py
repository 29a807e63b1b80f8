"""The services of the stack, one entry each. A new service is one module and one entry here."""

from __future__ import annotations

from urllib.parse import urlsplit

from mumble_ai.settings import EMBEDDED, Settings, is_loopback
from mumble_ai.stack.service import ServiceSpec
from mumble_ai.stack.stores import has_own_chroma, has_own_postgres, has_own_redis

EMBEDDING_MODEL = "all-minilm-l6-v2"


def _ours(name: str, url: str, port: int, settings: Settings) -> bool:
    """Whether a service URL points at the service of this name in this stack."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    hosts = {settings.bind_host, settings.service_hosts.replace("{name}", name)} - {""}
    return url != EMBEDDED and parts.port == port and (is_loopback(host) or host in hosts)


def _own_mumble_server(settings: Settings) -> bool:
    return settings.mumble_server == "auto" and is_loopback(settings.mumble_host)


def _stt_models(settings: Settings) -> tuple[str, ...]:
    if settings.stt_engine == "moonshine":
        return ("moonshine-tiny-en",)
    return (f"whisper-{settings.whisper_model}",)


def _own_llm(settings: Settings) -> bool:
    return settings.llm_provider in ("auto", "embedded") or settings.llm_fallback == EMBEDDED


def _tts_models(settings: Settings) -> tuple[str, ...]:
    return ("piper-en_US-joe-medium",) if settings.tts_engine == "piper" else ()


def _bot_models(settings: Settings) -> tuple[str, ...]:
    hears_itself = EMBEDDED in (settings.whisper_url, settings.speech_fallback)
    heard = _stt_models(settings) if hears_itself else ()
    spoken = _tts_models(settings) if settings.piper_url == EMBEDDED else ()
    turns = ("smart-turn-v3",) if settings.turn_end_model == "smart-turn" else ()
    return ("silero-vad", EMBEDDING_MODEL, *turns, *heard, *spoken)


SERVICES: tuple[ServiceSpec, ...] = (
    ServiceSpec(
        name="postgres",
        title="Database",
        module="mumble_ai.services.postgres",
        is_program=True,
        port_setting="db_port",
        host=lambda settings: settings.stores_bind_host,
        speaks="postgres",
        is_vital=False,
        wanted=has_own_postgres,
    ),
    ServiceSpec(
        name="redis",
        title="Cache",
        module="mumble_ai.services.redis",
        is_program=True,
        port_setting="redis_port",
        host=lambda settings: settings.stores_bind_host,
        speaks="redis",
        is_vital=False,
        wanted=has_own_redis,
    ),
    ServiceSpec(
        name="chromadb",
        title="Vector index",
        module="mumble_ai.services.chroma",
        is_program=True,
        port_setting="chromadb_port",
        host=lambda settings: settings.stores_bind_host,
        health_path="/api/v2/heartbeat",
        is_vital=False,
        wanted=has_own_chroma,
    ),
    ServiceSpec(
        name="jobs",
        title="Jobs",
        module="mumble_ai.services.jobs",
        port_setting="jobs_port",
        likes=("postgres", "redis", "chromadb"),
        models=lambda settings: (EMBEDDING_MODEL,),
        is_vital=False,
    ),
    ServiceSpec(
        name="mumble-server",
        title="Mumble server",
        module="mumble_ai.services.mumble_server",
        port_setting="mumble_port",
        host=lambda settings: settings.mumble_bind_host,
        speaks="mumble",
        wanted=_own_mumble_server,
    ),
    ServiceSpec(
        name="faster-whisper",
        title="Speech to text",
        module="mumble_ai.services.whisper",
        port_setting="whisper_port",
        models=lambda settings: ("silero-vad", *_stt_models(settings)),
        wanted=lambda settings: _ours("faster-whisper", settings.whisper_url, settings.whisper_port, settings),
        start_timeout_s=180.0,
    ),
    ServiceSpec(
        name="piper-tts",
        title="Text to speech",
        module="mumble_ai.services.piper",
        port_setting="piper_port",
        models=_tts_models,
        wanted=lambda settings: _ours("piper-tts", settings.piper_url, settings.piper_port, settings),
        start_timeout_s=180.0,
    ),
    ServiceSpec(
        name="llm",
        title="Embedded language model",
        module="mumble_ai.services.llm",
        port_setting="llm_port",
        models=lambda settings: ("smollm2-135m",) if _own_llm(settings) else (),
        wanted=_own_llm,
    ),
    ServiceSpec(
        name="mumble-bot",
        title="The assistant",
        module="mumble_ai.services.bot",
        port_setting="health_port",
        needs=("mumble-server", "faster-whisper", "piper-tts", "llm"),
        likes=("postgres", "redis", "chromadb"),
        models=_bot_models,
        takes_changes=True,
        start_timeout_s=120.0,
    ),
    ServiceSpec(
        name="web-control-panel",
        title="Control panel",
        module="mumble_ai.services.control_panel",
        port_setting="control_panel_port",
        likes=("postgres",),
        is_vital=False,
        takes_changes=True,
        has_pages=True,
    ),
    ServiceSpec(
        name="landing-page",
        title="Landing page",
        module="mumble_ai.services.landing",
        port_setting="landing_page_port",
        is_vital=False,
        has_pages=True,
    ),
)


def services() -> dict[str, ServiceSpec]:
    """The services by name, in the order in which people see them."""
    return {spec.name: spec for spec in SERVICES}
