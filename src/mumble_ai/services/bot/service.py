"""Puts the assistant together and keeps it running."""

from __future__ import annotations

import asyncio
import math
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Final

import structlog
from prometheus_client import CollectorRegistry

from mumble_ai.assistant.mind import Assistant
from mumble_ai.conversation.speaking.filler import FillerPolicy
from mumble_ai.conversation.speaking.mouth import EngineMouth
from mumble_ai.conversation.speaking.reply import ReplyPolicy
from mumble_ai.conversation.talk import Talk, TalkPolicy
from mumble_ai.conversation.turn_taking.endpointing import Endpointing
from mumble_ai.flight.recorder import FlightRecorder
from mumble_ai.llm.chain import LlmChain, build_chain
from mumble_ai.mumble import ClientConfig, MumbleClient, MumbleError
from mumble_ai.mumble.reconnect import Backoff
from mumble_ai.resilience.standing import Standing
from mumble_ai.services.assistant import assistant_in
from mumble_ai.services.bot.changes import Changes
from mumble_ai.services.bot.flight import Observers, flight
from mumble_ai.services.bot.health import check_engine
from mumble_ai.services.bot.home import Home, open_home
from mumble_ai.services.bot.live import LiveNews, presence_of
from mumble_ai.services.bot.metrics import TurnMetrics, watch_connection, watch_talk
from mumble_ai.services.bot.mind import AssistantMind
from mumble_ai.services.bot.rooms import Rooms
from mumble_ai.services.bot.tracing import tracing
from mumble_ai.services.bot.upkeep import probes_of, revive, show_breakers, tidy, warm_up, watch
from mumble_ai.services.engines import open_stt, open_tts, open_turn_end, open_vad
from mumble_ai.services.health import Health
from mumble_ai.services.voice_choices import pronunciations_file
from mumble_ai.settings import Settings
from mumble_ai.speech.contract import SttEngine, TtsEngine
from mumble_ai.speech.turn_end import TurnEndModel
from mumble_ai.speech.vad import VadModel
from mumble_ai.stack.saved.live import LiveSettings
from mumble_ai.stack.secrets import speech_api_key
from mumble_ai.storage.cache import Cache
from mumble_ai.storage.events import Events
from mumble_ai.web.app import create_app
from mumble_ai.web.serve import serve

CHECKS: Final = ("mumble", "stt", "tts", "llm")

JUDGED_BY_S: Final = 0.6
"""Silence after which the verdict on a pause is not waited for: it is asked for at 0.2 s and has 0.4 s."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Parts:
    stt: SttEngine
    tts: TtsEngine
    vad: VadModel
    turn_ends: TurnEndModel | None
    chain: LlmChain
    mouth: EngineMouth
    home: Home
    assistant: Assistant


async def run(settings: Settings, live: LiveSettings | None = None) -> None:
    """Serves until cancelled.

    Args:
        live: Tells of settings that change meanwhile.

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
            tasks.create_task(_converse(settings, health, registry, live), name="bot")
    except ExceptionGroup as group:
        raise group.exceptions[0] from None


async def _converse(
    settings: Settings, health: Health, registry: CollectorRegistry, changing: LiveSettings | None = None
) -> None:
    async with AsyncExitStack() as open_things:
        client = MumbleClient(client_config(settings))
        open_things.push_async_callback(client.close)
        parts = await _open_parts(settings, open_things, client)
        health.provide(
            {
                "mumble": lambda: _check_mumble(client),
                "stt": lambda: check_engine(parts.stt),
                "tts": lambda: _check_voice(parts),
                "llm": parts.chain.check,
                **parts.home.checks(),
            }
        )
        watch_connection(client, registry)
        show_breakers(registry, parts.stt, parts.tts, parts.chain)
        upkeep = _start_upkeep(parts, health, settings.health_check_interval)
        try:
            door, rooms = parts.home.channel, Rooms(settings)
            await _connect(client, settings)
            mind = AssistantMind(parts.assistant)
            async with (
                flight(settings, door, parts.stt, mind, parts.mouth, parts.home.door.person_id_of) as recorded,
                tracing(settings) as traces,
            ):
                health.provide({"flight_record": recorded.check})
                live = _live_news(parts.home, client)
                parts.home.door.talk = talk = Talk(
                    recorded.door,
                    recorded.stt,
                    recorded.mind,
                    recorded.mouth,
                    parts.vad.session,
                    Observers(TurnMetrics(registry), recorded.recorder, traces, live),
                    talk_policy(settings),
                    turn_ends=parts.turn_ends,
                    manners=lambda: rooms.manners(door.channel_path),
                    voice_of=parts.home.door.voice_of,
                )
                watch_talk(talk, recorded.recorder, registry)
                if changing is not None:
                    _take_changes(changing, parts, rooms, talk, recorded.recorder)
                upkeep.append(asyncio.create_task(tidy(talk.quiet), name="tidy"))
                upkeep.append(asyncio.create_task(live.run(), name="live"))
                await talk.run()
            raise MumbleError(f"the Mumble server has ended the connection for good: {door.closed_because}")
        finally:
            for task in upkeep:
                task.cancel()
            await asyncio.gather(*upkeep, return_exceptions=True)


async def _open_parts(settings: Settings, open_things: AsyncExitStack, client: MumbleClient) -> _Parts:
    vad, stt, tts, turn_ends = await asyncio.gather(
        open_vad(settings), open_stt(settings), open_tts(settings), open_turn_end(settings)
    )
    if turn_ends is not None:
        open_things.push_async_callback(turn_ends.close)
    open_things.push_async_callback(stt.close)
    open_things.push_async_callback(tts.close)
    chain = build_chain(settings)
    open_things.push_async_callback(chain.close)
    words = pronunciations_file(settings)
    mouth = EngineMouth(tts, voice=settings.tts_voice, speed=settings.tts_speed, pronunciations=words)
    home = await open_things.enter_async_context(open_home(settings, client, mouth, words, chain))
    assistant = assistant_in(home.house, settings, chain)
    open_things.push_async_callback(assistant.close)
    return _Parts(stt, tts, vad, turn_ends, chain, mouth, home, assistant)


def _take_changes(
    changing: LiveSettings, parts: _Parts, rooms: Rooms, talk: Talk, recorder: FlightRecorder | None
) -> None:
    """What is said next follows the settings of then; the bot starts again only while nobody talks with it."""
    personas = parts.home.household.personas
    changes = Changes(parts.chain, parts.mouth, parts.assistant, personas, rooms, talk, recorder, talk_policy)
    changing.when_changed(changes.take)
    changing.end_only_when(talk.quiet)


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
        backoff_first_s=settings.retry_base_delay,
        backoff_limit_s=settings.retry_max_delay,
    )


def talk_policy(settings: Settings) -> TalkPolicy:
    """The talk as the settings want it."""
    models_at_most = 3
    first_s = settings.llm_first_token_timeout_s * models_at_most + 2.0
    return TalkPolicy(
        endpointing=endpointing(settings),
        filling=filling(settings),
        reply=ReplyPolicy(first_text_s=first_s, text_s=first_s + settings.llm_timeout_s, sound_s=9.0),
        language=None if settings.whisper_language == "auto" else settings.whisper_language,
    )


def filling(settings: Settings) -> FillerPolicy:
    """When a long wait is filled."""
    after_s = settings.filler_after_s or math.inf
    return FillerPolicy(wait_s=after_s, long_s=2 * after_s)


def endpointing(settings: Settings) -> Endpointing:
    """When a turn ends; where pauses are judged, the verdict is waited for a little."""
    judged_by_s = 0.0 if settings.turn_end_model == "off" else JUDGED_BY_S
    return Endpointing(silence_s=settings.vad_silence_s, silence_max_s=settings.silence_max_s, judged_by_s=judged_by_s)


def _start_upkeep(parts: _Parts, health: Health, every_s: float) -> list[asyncio.Task[None]]:
    return [
        asyncio.create_task(warm_up(parts.stt, parts.assistant.warm_up), name="warm-up"),
        asyncio.create_task(watch(health, every_s), name="watch"),
        asyncio.create_task(revive(probes_of(parts.stt, parts.tts, parts.chain), every_s), name="revive"),
        asyncio.create_task(parts.home.run(), name="home"),
    ]


def _live_news(home: Home, client: MumbleClient) -> LiveNews:
    redis, door = home.household.stores.redis, home.door
    return LiveNews(
        Events(redis),
        Cache(redis),
        lambda: door.talk.captions() if door.talk is not None else (),
        lambda: presence_of(client.state, connected=client.connected),
        door.person_id_of,
    )


async def _connect(client: MumbleClient, settings: Settings) -> None:
    """Connects; a server that is not there yet is waited for."""
    backoff = Backoff(first_s=settings.retry_base_delay, limit_s=settings.retry_max_delay)
    while True:
        try:
            await client.start()
        except MumbleError as error:
            if error.permanent:
                raise
            log.warning("not on the Mumble server yet", reason=str(error))
            await asyncio.sleep(backoff.next_s())
        else:
            log.info("on the Mumble server", host=settings.mumble_host, port=settings.mumble_port)
            return


async def _check_mumble(client: MumbleClient) -> str:
    if not client.connected:
        raise MumbleError("not connected")
    state = client.state
    channel = state.path_of(state.me.channel_id) or "the root channel"
    return f"in {channel} as {state.me.name}, voice over {state.voice_path}"


async def _check_voice(parts: _Parts) -> Standing:
    found = await check_engine(parts.tts)
    standing = found if isinstance(found, Standing) else Standing(found)
    voice = await parts.mouth.standing()
    return Standing(f"{standing.detail}, {voice.detail}", degraded=standing.degraded or voice.degraded)
