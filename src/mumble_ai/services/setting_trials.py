"""What is tried before settings are saved: the very thing they are about, with the values they would have."""

from __future__ import annotations

import asyncio
import base64
import struct
import zlib
from collections.abc import AsyncGenerator, Collection
from contextlib import aclosing, asynccontextmanager
from typing import Any, Final

import httpx

from mumble_ai.llm.contract import LanguageModel, LlmBroken, LlmError, LlmRefused, Message, Sampling, ToolCall
from mumble_ai.llm.http import open_client, parse_object, refuse_errors, told_plainly
from mumble_ai.llm.ollama import Ollama
from mumble_ai.llm.openai import OpenAiCompatible
from mumble_ai.llm.screen import AnswerScreen
from mumble_ai.memory.recall.embedding import EmbedderUnavailable
from mumble_ai.memory.recall.ollama_embedding import OllamaEmbedder
from mumble_ai.services.household import EMBEDDING_MODEL
from mumble_ai.services.speech_trials import INSTALL_S, STILL_INSTALLING, at_hand, hears, speaks, speaks_with_engine
from mumble_ai.services.trial import Planned, Trial, TrialFailed
from mumble_ai.settings import Settings
from mumble_ai.stack.secrets import speech_api_key

SHORT_S: Final = 10.0
_WORDS: Final = 24
_ASKED: Final = [Message("system", "You answer in one short sentence."), Message("user", "Say hello.")]
_LLM: Final = frozenset({"llm_provider", "ollama_url", "ollama_model", "ollama_context"}) | {
    "openai_base_url",
    "openai_api_key",
    "openai_model",
}


async def try_settings(settings: Settings, changed: Collection[str]) -> list[Trial]:
    """Tries everything that the change of these fields is about, one thing after the other."""
    return [await planned.made(settings) for planned in _trials(settings, frozenset(changed))]


def _trials(settings: Settings, changed: frozenset[str]) -> list[Planned]:
    trials: list[Planned] = []
    if changed & _LLM:
        trials.append(Planned("The language model answers", answers))
    if "memory_extraction_model" in changed and settings.memory_extraction_model:
        trials.append(Planned("The model that reads for facts answers", reads_for_facts))
    if "vision_model" in changed and settings.vision_model:
        trials.append(Planned("The model that describes pictures sees one", sees))
    own = settings.embedding_model == EMBEDDING_MODEL
    if "embedding_model" in changed or ("ollama_url" in changed and not own):
        trials.append(Planned("The embedding model makes vectors", embeds))
    if changed & {"stt_engine", "whisper_model"}:
        trials.append(Planned("The engine that hears listens", hears))
    if "tts_engine" in changed:
        trials.append(Planned("The engine that speaks says a word", speaks_with_engine, INSTALL_S, STILL_INSTALLING))
    elif "tts_voice" in changed and settings.tts_voice:
        trials.append(Planned("The voice speaks", speaks))
    if settings.smtp_host and any(key.startswith("smtp_") for key in changed):
        trials.append(Planned("The mail server takes mail", mails))
    return trials


@asynccontextmanager
async def usual_model(settings: Settings) -> AsyncGenerator[LanguageModel]:
    """The model that these settings ask first."""
    model = _first_model(settings)
    try:
        yield model
    finally:
        await model.close()


def _first_model(settings: Settings) -> LanguageModel:
    provider = settings.llm_provider
    if provider == "openai" or (provider == "auto" and settings.openai_base_url):
        if not settings.openai_base_url:
            raise TrialFailed("OPENAI_BASE_URL is empty: give the address of the server, with its /v1")
        return OpenAiCompatible(
            settings.openai_base_url, api_key=settings.openai_api_key, model=settings.openai_model, is_free=True
        )
    if provider in {"auto", "ollama"}:
        return Ollama(settings.ollama_url, settings.ollama_model, context_tokens=settings.ollama_context)
    return OpenAiCompatible(f"{settings.llm_url}/v1", api_key=speech_api_key(settings), label="embedded")


async def answers(settings: Settings) -> str:
    """Has the language model say a few words; returns them with the time to the first."""
    async with usual_model(settings) as model:
        return await spoken_by(model)


async def spoken_by(model: LanguageModel) -> str:
    """A few words of a model, with the time to the first.

    Raises:
        TrialFailed: None came.
    """
    time = asyncio.get_running_loop().time
    begun, first_s, text = time(), 0.0, ""
    screen = AnswerScreen(model.name)
    try:
        async with aclosing(model.stream(_ASKED, Sampling(_WORDS, 0.0))) as pieces:
            async for piece in pieces:
                if isinstance(piece, ToolCall):
                    continue
                first_s = first_s or time() - begun
                text += screen.push(piece)
        text = " ".join((text + screen.flush()).split())
        if not text:
            raise LlmBroken(f"{model.name}: the answer is empty")
    except LlmError as error:
        raise TrialFailed(str(error)) from error
    return f"“{text}” (first word after {first_s:.1f} s)"


async def reads_for_facts(settings: Settings) -> str:
    """Has the extraction model fill in a schema."""
    schema: dict[str, Any] = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
    asked = [Message("user", "Ada lives in Paris. Answer as JSON: the city she lives in, as `city`.")]
    try:
        async with usual_model(settings) as model:
            text = await model.complete(asked, Sampling(64, 0.0), schema, settings.memory_extraction_model)
    except LlmError as error:
        raise TrialFailed(str(error)) from error
    if "paris" not in text.casefold():
        raise TrialFailed(f"it did not find the city in a sentence, but said {text[:100]!r}; take a more capable one")
    return "found the fact in a sentence"


async def sees(settings: Settings) -> str:
    """Shows the vision model a red picture."""
    picture = base64.b64encode(_red_picture()).decode()
    asked = {"role": "user", "content": "Which colour is this picture? Answer in one word.", "images": [picture]}
    body = {"model": settings.vision_model, "messages": [asked], "stream": False, "options": {"num_predict": _WORDS}}
    name = f"ollama {settings.vision_model} at {settings.ollama_url}"
    client: httpx.AsyncClient = open_client(settings.ollama_url)
    try:
        async with told_plainly(name):
            response = await client.post("/api/chat", json=body)
            await refuse_errors(name, response)
        message: Any = parse_object(name, response.text).get("message") or {}
        said = " ".join(str(message.get("content") or "").split())
        if not said:
            raise LlmRefused(f"{name}: said nothing about a picture; is it a model that sees?")
    except LlmError as error:
        raise TrialFailed(str(error)) from error
    finally:
        await client.aclose()
    return f"says of a red picture: “{said[:100]}”"


async def embeds(settings: Settings) -> str:
    """Has the embedding model compare words."""
    if settings.embedding_model == EMBEDDING_MODEL:
        await at_hand(EMBEDDING_MODEL, settings)
        return "runs inside the services"
    embedder = OllamaEmbedder(settings.ollama_url, settings.embedding_model)
    try:
        cat, kitten, tax = await embedder.embed(["a cat", "a kitten", "a tax return"])
    except EmbedderUnavailable as error:
        raise TrialFailed(str(error)) from error
    finally:
        await embedder.close()
    if float(cat @ kitten) <= float(cat @ tax):
        raise TrialFailed("it finds a cat nearer to a tax return than to a kitten; is it an embedding model?")
    return f"{len(cat)} dimensions"


async def mails(settings: Settings) -> str:
    """Signs in at the mail server; no mail is sent."""
    import aiosmtplib

    server = aiosmtplib.SMTP(
        hostname=settings.smtp_host,
        port=settings.smtp_port,
        use_tls=settings.smtp_security == "tls",
        start_tls=settings.smtp_security == "starttls",
        timeout=SHORT_S,
    )
    try:
        async with server:
            if settings.smtp_user:
                await server.login(settings.smtp_user, settings.smtp_password)
            await server.noop()
    except (aiosmtplib.SMTPException, OSError) as error:
        raise TrialFailed(f"{settings.smtp_host}: {error or type(error).__name__}") from error
    return "took the name and password" if settings.smtp_user else "answers"


def _red_picture(side: int = 64) -> bytes:
    """A PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + b"\xd0\x20\x20" * side for _ in range(side))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
