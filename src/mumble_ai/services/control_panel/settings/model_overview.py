"""What there is: models of servers, of our catalogue, and how far the embedding of what was said is."""

import asyncio

from sqlalchemy import func, select

from mumble_ai.audio.pcm import Float32
from mumble_ai.llm.contract import LlmError
from mumble_ai.llm.ollama_server import OllamaModel, OllamaServer, openai_models
from mumble_ai.memory.recall.embedding import MiniLm
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.settings.model_shapes import (
    Embeddings,
    HeardAnswer,
    OwnModel,
    ServerAnswer,
    ServerModel,
)
from mumble_ai.services.engines import load_stt
from mumble_ai.services.household import EMBEDDING_MODEL
from mumble_ai.settings import EMBEDDED, Settings
from mumble_ai.speech.client import HttpStt
from mumble_ai.stack.models import LicenceNotAccepted, ModelStore, catalogue
from mumble_ai.stack.secrets import speech_api_key
from mumble_ai.storage.database import DatabaseUnavailable
from mumble_ai.storage.tables import RecallEntry


async def ollama_answer(url: str) -> ServerAnswer:
    """What an Ollama server has."""
    server = OllamaServer(url)
    try:
        version, found = await asyncio.gather(server.version(), server.models())
    except LlmError as error:
        return ServerAnswer(kind="ollama", url=url, ok=False, problem=str(error), version="", models=[])
    finally:
        await server.close()
    return ServerAnswer(
        kind="ollama", url=url, ok=True, problem="", version=version, models=[_server_model(one) for one in found]
    )


async def openai_answer(url: str, key: str) -> ServerAnswer:
    """What an OpenAI-compatible server has."""
    if not url:
        problem = "no such server is set"
        return ServerAnswer(kind="openai", url=url, ok=False, problem=problem, version="", models=[])
    try:
        names = await openai_models(url, key)
    except LlmError as error:
        return ServerAnswer(kind="openai", url=url, ok=False, problem=str(error), version="", models=[])
    found = [ServerModel(name=name) for name in names]
    return ServerAnswer(kind="openai", url=url, ok=True, problem="", version="", models=found)


def _server_model(model: OllamaModel) -> ServerModel:
    return ServerModel(
        name=model.name,
        disk_bytes=model.disk_bytes,
        memory_bytes=model.memory_bytes,
        parameters=model.parameters,
        quantization=model.quantization,
        family=model.family,
    )


def own_models(settings: Settings) -> list[OwnModel]:
    """Every model of the catalogue. Looks at files."""
    store = ModelStore(settings)
    stt = "moonshine-tiny-en" if settings.stt_engine == "moonshine" else f"whisper-{settings.whisper_model}"
    used = {"silero-vad", stt}
    used |= {EMBEDDING_MODEL} if settings.embedding_model == EMBEDDING_MODEL else set()
    used |= {"smart-turn-v3"} if settings.turn_end_model == "smart-turn" else set()
    used |= {"piper-en_US-joe-medium"} if settings.tts_engine == "piper" else set()
    used |= (
        {"smollm2-135m"}
        if settings.llm_provider in ("auto", "embedded") or settings.llm_fallback == EMBEDDED
        else set()
    )
    found: list[OwnModel] = []
    for model in catalogue().values():
        problem, is_here = "", False
        try:
            is_here = store.find(model.id) is not None
        except LicenceNotAccepted as error:
            problem = str(error)
        found.append(
            OwnModel(
                id=model.id,
                title=model.title,
                purpose=model.purpose,
                licence=model.licence,
                disk_bytes=model.bytes,
                is_here=is_here,
                is_used=model.id in used,
                problem=problem,
            )
        )
    return found


async def embedded_so_far(panel: Panel, settings: Settings) -> Embeddings:
    """How many lines the embedding model of now has read."""
    own = settings.embedding_model == EMBEDDING_MODEL
    space = MiniLm.name if own else f"ollama/{settings.embedding_model}"
    try:
        async with panel.household.stores.database.everybody("counts what is embedded, not what was said") as session:
            total = await session.scalar(select(func.count()).select_from(RecallEntry)) or 0
            by_this = select(func.count()).select_from(RecallEntry).where(RecallEntry.space == space)
            done = await session.scalar(by_this) or 0
    except DatabaseUnavailable:
        return Embeddings(model=settings.embedding_model, done=None, total=None)
    return Embeddings(model=settings.embedding_model, done=done, total=total)


async def heard(pcm: Float32, settings: Settings, *, is_other: bool) -> HeardAnswer:
    """What an engine hears; another one than that of now is loaded for this alone.

    Raises:
        SpeechError: It can't.
    """
    time = asyncio.get_running_loop().time
    service = HttpStt(settings.whisper_url, api_key=speech_api_key(settings))
    is_inside = is_other or settings.whisper_url == EMBEDDED
    stt = await load_stt(settings) if is_inside else service
    try:
        begun = time()
        language = None if settings.whisper_language == "auto" else settings.whisper_language
        found = await stt.transcribe(pcm, language=language)
        engine = stt.info.engine if is_inside else (await service.refresh()).engine
        return HeardAnswer(
            text=found.text.strip(), language=found.language or "", engine=engine, seconds=round(time() - begun, 2)
        )
    finally:
        await stt.close()
        await service.close()
