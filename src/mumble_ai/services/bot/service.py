"""Puts the assistant together and keeps it running."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Awaitable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
import structlog
from prometheus_client import CollectorRegistry

from mumble_ai.assistant.history import ShortTermMemory
from mumble_ai.assistant.llm.chain import LlmChain, build_chain
from mumble_ai.assistant.mind import Assistant
from mumble_ai.assistant.persona import persona_of
from mumble_ai.audio.pcm import SPEECH_RATE_HZ
from mumble_ai.conversation.endpointing import Endpointing
from mumble_ai.conversation.mouth import EngineMouth
from mumble_ai.conversation.reply import ReplyPolicy
from mumble_ai.conversation.talk import Talk, TalkPolicy
from mumble_ai.mumble import ClientConfig, MumbleClient, MumbleError
from mumble_ai.services.bot.flight import Observers, flight
from mumble_ai.services.bot.health import Health, check_engine
from mumble_ai.services.bot.metrics import TurnMetrics, watch_connection
from mumble_ai.services.bot.mind import AssistantMind
from mumble_ai.services.bot.mumble_door import MumbleDoor
from mumble_ai.services.engines import open_stt, open_tts, open_vad
from mumble_ai.settings import Settings
from mumble_ai.speech.contract import SttEngine, TtsEngine
from mumble_ai.speech.vad import VadModel
from mumble_ai.stack.secrets import speech_api_key
from mumble_ai.web.app import create_app
from mumble_ai.web.serve import serve

CHECKS: Final = ("mumble", "stt", "tts", "llm")
CHECK_EVERY_S: Final = 15.0
"""How often everything is checked unasked, so that a language model that comes or goes is known before a question."""
WARM_UP_DEADLINE_S: Final = 30.0
RETRY_S: Final = 2.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Parts:
    stt: SttEngine
    tts: TtsEngine
    vad: VadModel
    chain: LlmChain
    mouth: EngineMouth
    assistant: Assistant


async def run(settings: Settings) -> None:
    """Serves until cancelled.

    Raises:
        MumbleError: The server will not have us; the message says what to do.
        EngineUnavailable: An engine inside this process can't be loaded.
        ServeError: The health port can't be listened on.
    """
    settings = settings.model_copy(update={"speech_api_key": speech_api_key(settings)})
    registry = CollectorRegistry()
    health = Health(CHECKS)
    app = create_app(
        "Mumble-AI bot", open_routers=[health.router()], api_key=settings.speech_api_key, registry=registry
    )
    try:
        async with asyncio.TaskGroup() as tasks:
            serving = serve(app, settings.bind_host, settings.health_port, api_key=settings.speech_api_key)
            tasks.create_task(serving, name="health")
            tasks.create_task(_converse(settings, health, registry), name="bot")
    except ExceptionGroup as group:
        raise group.exceptions[0] from None


async def _converse(settings: Settings, health: Health, registry: CollectorRegistry) -> None:
    async with AsyncExitStack() as open_things:
        parts = await _open_parts(settings, open_things)
        client = MumbleClient(client_config(settings))
        open_things.push_async_callback(client.close)
        health.provide(
            {
                "mumble": lambda: _check_mumble(client),
                "stt": lambda: check_engine(parts.stt),
                "tts": lambda: _check_voice(parts),
                "llm": parts.chain.check,
            }
        )
        watch_connection(client, registry)
        warming = asyncio.create_task(_warm_up(parts), name="warm-up")
        watching = asyncio.create_task(_watch(health), name="watch")
        try:
            door = MumbleDoor(client)
            await _connect(client, settings)
            mind = AssistantMind(parts.assistant)
            async with flight(settings, door, parts.stt, mind, parts.mouth) as recorded:
                health.provide({"flight_record": recorded.check})
                talk = Talk(
                    recorded.door,
                    recorded.stt,
                    recorded.mind,
                    recorded.mouth,
                    parts.vad.session,
                    Observers(TurnMetrics(registry), recorded.recorder),
                    talk_policy(settings),
                )
                await talk.run()
            raise MumbleError(f"the Mumble server has ended the connection for good: {door.closed_because}")
        finally:
            for task in (warming, watching):
                task.cancel()
            await asyncio.gather(warming, watching, return_exceptions=True)


async def _open_parts(settings: Settings, open_things: AsyncExitStack) -> _Parts:
    vad, stt, tts = await asyncio.gather(open_vad(settings), open_stt(settings), open_tts(settings))
    open_things.push_async_callback(stt.close)
    open_things.push_async_callback(tts.close)
    chain = build_chain(settings)
    open_things.push_async_callback(chain.close)
    zone = ZoneInfo(settings.time_zone) if settings.time_zone else None
    assistant = Assistant(
        chain,
        ShortTermMemory(settings.short_term_memory_limit),
        persona_of(settings.bot_persona),
        lambda: datetime.now(zone) if zone else datetime.now().astimezone(),
    )
    mouth = EngineMouth(tts, voice=settings.tts_voice, speed=settings.tts_speed)
    return _Parts(stt, tts, vad, chain, mouth, assistant)


def client_config(settings: Settings) -> ClientConfig:
    """How the bot connects; its certificate, made at the first start, is its identity and stays the same."""
    home = settings.mumble_ai_home / "bot"
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    return ClientConfig(
        host=settings.mumble_host,
        port=settings.mumble_port,
        username=settings.mumble_username,
        password=settings.mumble_password or settings.mumble_server_password,
        certificate=home / "certificate.pem",
        known_servers=home / "known-servers.json",
        channel=settings.mumble_channel,
    )


def talk_policy(settings: Settings) -> TalkPolicy:
    """The talk as the settings want it."""
    models_at_most = 3
    first_s = settings.llm_first_token_timeout_s * models_at_most + 2.0
    return TalkPolicy(
        endpointing=Endpointing(silence_s=settings.vad_silence_s, silence_max_s=settings.silence_max_s),
        reply=ReplyPolicy(first_text_s=first_s, text_s=first_s + settings.llm_timeout_s, sound_s=8.0),
        language=None if settings.whisper_language == "auto" else settings.whisper_language,
    )


async def _connect(client: MumbleClient, settings: Settings) -> None:
    """Connects; a server that is not there yet is waited for."""
    while True:
        try:
            await client.start()
        except MumbleError as error:
            if error.permanent:
                raise
            log.warning("not on the Mumble server yet", reason=str(error))
            await asyncio.sleep(RETRY_S)
        else:
            log.info("on the Mumble server", host=settings.mumble_host, port=settings.mumble_port)
            return


async def _warm_up(parts: _Parts) -> None:
    """Makes every engine do its work once, so that the first question is not answered by cold ones."""
    hush = (np.random.default_rng(1).standard_normal(SPEECH_RATE_HZ) * 1e-4).astype(np.float32)
    await asyncio.gather(
        _try("speech to text", parts.stt.transcribe(hush)),
        _try("language model", parts.assistant.warm_up()),
    )
    gc.collect()
    gc.freeze()  # what is loaded now stays; looking at it again and again would stall the voice


async def _try(what: str, work: Awaitable[object]) -> None:
    try:
        async with asyncio.timeout(WARM_UP_DEADLINE_S):
            await work
    except Exception as error:  # cold is slower, not broken; the health check tells what is broken
        log.info("not warmed up", part=what, reason=str(error) or type(error).__name__)


async def _watch(health: Health) -> None:
    before: dict[str, bool] = {}
    while True:
        report = await health.report()
        for name, result in report.checks.items():
            if before.get(name) != result.ok:
                before[name] = result.ok
                (log.info if result.ok else log.warning)("health", check=name, ok=result.ok, detail=result.detail)
        await asyncio.sleep(CHECK_EVERY_S)


async def _check_mumble(client: MumbleClient) -> str:
    if not client.connected:
        raise MumbleError("not connected")
    state = client.state
    channel = state.path_of(state.me.channel_id) or "the root channel"
    return f"in {channel} as {state.me.name}, voice over {state.voice_path}"


async def _check_voice(parts: _Parts) -> str:
    words = await check_engine(parts.tts)
    return f"{words}, voice {await parts.mouth.voice_id()}"
