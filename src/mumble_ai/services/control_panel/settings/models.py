"""`/api/v1/models`: which models hear, think, embed and speak; servers tried, models fetched, deleted and tested.

Which one is used is a setting: choosing goes through `/api/v1/settings`, which tries it first and can undo it.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from functools import partial
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Query, UploadFile

from mumble_ai.accounts.account import Account
from mumble_ai.audio.media import MediaError, decode_speech
from mumble_ai.llm.contract import LlmError, LlmRefused
from mumble_ai.llm.ollama_server import OllamaServer
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.settings.desk import SettingsDesk
from mumble_ai.services.control_panel.settings.model_fetching import Fetch, Fetching, TooMany
from mumble_ai.services.control_panel.settings.model_overview import (
    embedded_so_far,
    heard,
    ollama_answer,
    openai_answer,
    own_models,
)
from mumble_ai.services.control_panel.settings.model_shapes import (
    FetchAnswer,
    FetchBody,
    FetchesAnswer,
    HeardAnswer,
    InUse,
    ModelName,
    ModelsAnswer,
    ServerAnswer,
    ServerBody,
)
from mumble_ai.speech.contract import SpeechError
from mumble_ai.stack.catalogue import catalogue
from mumble_ai.web.errors import ApiError

LONGEST_CLIP_S: Final = 60.0
HEARD_WITHIN_S: Final = 90.0


def routes(panel: Panel) -> APIRouter:
    """The endpoints, for owners."""
    fetching = Fetching(lambda: panel.live.tell("models", None))

    @asynccontextmanager
    async def lifespan(app: object) -> AsyncGenerator[None]:
        try:
            yield
        finally:
            await fetching.close()

    router = APIRouter(prefix="/api/v1/models", tags=["models"], lifespan=lifespan)
    desk = SettingsDesk(panel)

    @router.get("")
    async def models(account: Annotated[Account, Depends(panel.guard.owner)]) -> ModelsAnswer:
        """What is in use, and what our catalogue has."""
        settings = await desk.settings()
        own, embeddings = await asyncio.gather(
            asyncio.to_thread(own_models, settings), embedded_so_far(panel, settings)
        )
        in_use = InUse.model_validate({key: getattr(settings, key) for key in InUse.model_fields})
        return ModelsAnswer(in_use=in_use, embeddings=embeddings, own=own)

    _ = models
    _add_servers(router, panel, desk)
    _add_fetches(router, panel, desk, fetching)
    _add_deleting(router, panel, desk)
    _add_hearing(router, panel, desk)
    return router


def _add_servers(router: APIRouter, panel: Panel, desk: SettingsDesk) -> None:
    @router.get("/server")
    async def model_server(
        account: Annotated[Account, Depends(panel.guard.owner)], kind: Annotated[Literal["ollama", "openai"], Query()]
    ) -> ServerAnswer:
        """What the server of the settings has."""
        settings = await desk.settings()
        if kind == "ollama":
            return await ollama_answer(settings.ollama_url)
        return await openai_answer(settings.openai_base_url, settings.openai_api_key)

    @router.post("/server/test")
    async def test_model_server(
        account: Annotated[Account, Depends(panel.guard.owner)], body: ServerBody
    ) -> ServerAnswer:
        """What another server has; nothing is saved."""
        if body.kind == "ollama":
            return await ollama_answer(body.url.rstrip("/"))
        settings = await desk.settings()
        # The saved key goes to no other server than the one it was saved for.
        is_same = body.url.rstrip("/") == settings.openai_base_url.rstrip("/")
        return await openai_answer(body.url, body.api_key or (settings.openai_api_key if is_same else ""))

    _ = model_server, test_model_server


def _add_fetches(router: APIRouter, panel: Panel, desk: SettingsDesk, fetching: Fetching) -> None:
    @router.get("/fetches")
    async def model_fetches(account: Annotated[Account, Depends(panel.guard.owner)]) -> FetchesAnswer:
        """What is being fetched, and what was."""
        return FetchesAnswer(fetches=[_fetch(fetch) for fetch in fetching.all()])

    @router.post("/fetches", status_code=202)
    async def fetch_model(account: Annotated[Account, Depends(panel.guard.owner)], body: FetchBody) -> FetchAnswer:
        """Begins to fetch a model; it goes on when the page is left."""
        if body.kind == "catalogue" and body.model not in catalogue():
            raise ApiError(404, f"there is no model {body.model} in the catalogue", code="not_found")
        try:
            begun = fetching.begin(body.model, body.kind, await desk.settings())
        except TooMany as error:
            raise ApiError(429, str(error), code="too_many", retry_s=30) from error
        await panel.accounts.audit.note(account, "models.fetched", body.model, kind=body.kind)
        return _fetch(begun)

    @router.delete("/fetches/{model:path}", status_code=204)
    async def stop_fetching(account: Annotated[Account, Depends(panel.guard.owner)], model: ModelName) -> None:
        """Stops a fetch; what came so far is kept for the next time."""
        if not fetching.stop(model):
            raise ApiError(404, f"{model} is not being fetched", code="not_found")

    _ = model_fetches, fetch_model, stop_fetching


def _add_deleting(router: APIRouter, panel: Panel, desk: SettingsDesk) -> None:
    @router.delete("/ollama/{model:path}", status_code=204)
    async def delete_model(account: Annotated[Account, Depends(panel.guard.owner)], model: ModelName) -> None:
        """Deletes a model from the Ollama server; one that the settings use is refused."""
        settings = await desk.settings()
        used = {"ollama_model", "embedding_model", "vision_model", "memory_extraction_model"}
        if model in {getattr(settings, key) for key in used}:
            raise ApiError(409, f"{model} is in use; choose another one first", code="in_use")
        server = OllamaServer(settings.ollama_url)
        try:
            await server.delete(model)
        except LlmRefused as error:
            raise ApiError(404, str(error), code="not_found") from error
        except LlmError as error:
            raise ApiError(503, str(error), code="unavailable", retry_s=5) from error
        finally:
            await server.close()
        await panel.accounts.audit.note(account, "models.deleted", model)
        panel.live.tell("models", None)

    _ = delete_model


def _add_hearing(router: APIRouter, panel: Panel, desk: SettingsDesk) -> None:
    @router.post("/hearing/test")
    async def test_hearing(
        account: Annotated[Account, Depends(panel.guard.owner)],
        clip: UploadFile,
        engine: Literal["", "moonshine", "faster-whisper"] = "",
        model: str = "",
    ) -> HeardAnswer:
        """What is heard in a recording, by the engine of now, or by another one that is loaded for it alone."""
        settings = await desk.settings()
        values = {"stt_engine": engine, "whisper_model": model}
        other = {key: value for key, value in values.items() if value and value != getattr(settings, key)}
        if other:
            settings = await desk.candidate(other)
        try:
            pcm = await asyncio.to_thread(partial(decode_speech, clip.file, max_s=LONGEST_CLIP_S))
        except MediaError as error:
            raise ApiError(400, str(error), param="clip", code="invalid_value") from error
        try:
            async with asyncio.timeout(HEARD_WITHIN_S):
                return await heard(pcm, settings, is_other=bool(other))
        except SpeechError as error:
            raise ApiError(503, str(error), code="no_hearing", retry_s=5) from error
        except TimeoutError as error:
            raise ApiError(503, f"nothing was heard within {HEARD_WITHIN_S:.0f} s", code="no_hearing") from error

    _ = test_hearing


def _fetch(fetch: Fetch) -> FetchAnswer:
    return FetchAnswer(
        model=fetch.model,
        kind=fetch.kind,
        step=fetch.step,
        detail=fetch.detail,
        done_bytes=fetch.done_bytes,
        total_bytes=fetch.total_bytes,
    )
