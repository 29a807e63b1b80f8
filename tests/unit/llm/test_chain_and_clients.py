"""Language model clients against real HTTP servers that behave badly on purpose."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager

import pytest

from mumble_ai.llm.chain import LlmChain, build_chain
from mumble_ai.llm.contract import (
    LanguageModel,
    LlmBroken,
    LlmError,
    LlmRefused,
    LlmTooSlow,
    LlmUnreachable,
    Message,
    Sampling,
)
from mumble_ai.llm.ollama import Ollama
from mumble_ai.llm.openai import OpenAiCompatible
from mumble_ai.llm.rung import Deadlines
from mumble_ai.settings import load_settings
from tests.support.net import free_port

ASK = [Message("user", "hi")]
Script = Callable[["Call"], Awaitable[None]]


class Call:
    """One request; the script writes the answer byte by byte."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str, body: bytes) -> None:
        self.reader, self.writer, self.path, self.body = reader, writer, path, body

    async def head(self, status: int = 200, kind: str = "text/event-stream") -> None:
        self.writer.write(f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nConnection: close\r\n\r\n".encode())
        await self.writer.drain()

    async def write(self, text: str) -> None:
        self.writer.write(text.encode())
        await self.writer.drain()

    async def sse(self, *texts: str, finish: bool = True) -> None:
        for text in texts:
            await self.write(f"data: {json.dumps({'choices': [{'delta': {'content': text}}]})}\n\n")
        if finish:
            await self.write("data: [DONE]\n\n")

    async def client_gone(self) -> None:
        while await self.reader.read(100):
            pass


@asynccontextmanager
async def server(script: Script) -> AsyncIterator[tuple[str, list[Call]]]:
    calls: list[Call] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        length = next((int(x.split(":")[1]) for x in head.lower().split("\r\n") if x.startswith("content-length")), 0)
        call = Call(reader, writer, head.split()[1], await reader.readexactly(length))
        calls.append(call)
        try:
            await script(call)
        finally:
            writer.close()

    listening = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}", calls
    finally:
        listening.close()


async def whole(model: LanguageModel | LlmChain) -> str:
    stream = model.stream(ASK) if isinstance(model, LlmChain) else model.stream(ASK, Sampling(50, 0.1))
    async with aclosing(stream) as pieces:
        return "".join([piece async for piece in pieces])


async def good(call: Call) -> None:
    await call.head()
    await call.sse("Hel", "lo.")


async def refusing(call: Call) -> None:
    await call.head(500, "application/json")
    await call.write('{"error": "out of memory"}')


async def garbage(call: Call) -> None:
    await call.head()
    await call.write("<html>login</html>\n")


async def bad_json(call: Call) -> None:
    await call.head()
    await call.write("data: {nope\n\n")


async def odd_shapes(call: Call) -> None:
    await call.head()
    await call.write('data: {"choices": [7]}\n\n')


async def cut(call: Call) -> None:
    await call.head()
    await call.sse("Hel", finish=False)


async def empty(call: Call) -> None:
    await call.head()
    await call.sse()


async def silent(call: Call) -> None:
    await call.head()
    await call.client_gone()


async def test_openai_streams_and_sends_what_was_asked_for() -> None:
    async with server(good) as (url, calls):
        model = OpenAiCompatible(f"{url}/v1", api_key="k", model="m")
        assert await whole(model) == "Hello."
        body = json.loads(calls[0].body)
        assert calls[0].path == "/v1/chat/completions"
        assert (body["model"], body["stream"], body["max_tokens"], body["temperature"]) == ("m", True, 50, 0.1)
        await model.close()


async def test_ollama_streams_and_keeps_the_model_loaded() -> None:
    async def ollama(call: Call) -> None:
        await call.head(kind="application/x-ndjson")
        for text, done in (("Hel", False), ("lo.", False), ("", True)):
            await call.write(json.dumps({"message": {"content": text}, "done": done}) + "\n")

    async with server(ollama) as (url, calls):
        model = Ollama(url, "llama3.2")
        assert await whole(model) == "Hello."
        body = json.loads(calls[0].body)
        assert calls[0].path == "/api/chat"
        assert body["keep_alive"]
        assert body["options"] == {"num_predict": 50, "temperature": 0.1, "num_ctx": 8192}
        await model.close()


@pytest.mark.parametrize(
    ("script", "error"),
    [
        (refusing, LlmRefused),
        (garbage, LlmBroken),
        (bad_json, LlmBroken),
        (odd_shapes, LlmBroken),
        (cut, LlmBroken),
    ],
)
async def test_what_is_wrong_is_told_in_the_words_of_the_contract(script: Script, error: type[LlmError]) -> None:
    async with server(script) as (url, _):
        model = OpenAiCompatible(f"{url}/v1")
        with pytest.raises(error, match="127"):
            await whole(model)
        await model.close()


@pytest.mark.parametrize("line", ['{"error": "boom"}', "[]", '{"message": 3}', '{"message": {"content": 3}}', "x", ""])
async def test_ollama_garbage_is_an_error(line: str) -> None:
    async def script(call: Call) -> None:
        await call.head(kind="application/x-ndjson")
        await call.write(line + "\n")

    async with server(script) as (url, _):
        model = Ollama(url, "m")
        with pytest.raises(LlmError):
            await whole(model)
        await model.close()


async def test_a_missing_ollama_model_says_how_to_get_it() -> None:
    async def script(call: Call) -> None:
        await call.head(404, "application/json")
        await call.write('{"error": "model not found"}')

    async with server(script) as (url, _):
        model = Ollama(url, "m")
        with pytest.raises(LlmRefused, match="ollama pull m"):
            await model.check()
        await model.close()


def chain(*urls: str, **deadlines: float) -> LlmChain:
    return LlmChain([OpenAiCompatible(f"{url}/v1") for url in urls], Deadlines(**deadlines), Sampling())


@pytest.mark.parametrize("script", [refusing, garbage, empty, bad_json])
async def test_the_next_model_answers_when_one_fails_and_the_failed_one_rests(script: Script) -> None:
    async with server(script) as (bad, bad_calls), server(good) as (url, _):
        models = chain(bad, url)
        assert await whole(models) == "Hello."
        assert await whole(models) == "Hello."
        assert len(bad_calls) == 1, "a model that just failed is not asked again"
        await models.close()


async def test_a_refused_connection_costs_milliseconds() -> None:
    async with server(good) as (url, _):
        models = chain(f"http://127.0.0.1:{free_port()}", url)
        start_s = asyncio.get_running_loop().time()
        assert await whole(models) == "Hello."
        assert asyncio.get_running_loop().time() - start_s < 1.0
        await models.close()


async def test_a_silent_model_is_left_at_the_deadline_and_its_connection_closed() -> None:
    gone = asyncio.Event()

    async def script(call: Call) -> None:
        await silent(call)
        gone.set()

    async with server(script) as (bad, _), server(good) as (url, _):
        models = chain(bad, url, first_s=0.2)
        assert await whole(models) == "Hello."
        async with asyncio.timeout(2):
            await gone.wait()
        await models.close()


async def test_nobody_else_is_asked_after_the_first_piece() -> None:
    async with server(cut) as (bad, _), server(good) as (url, calls):
        models = chain(bad, url)
        pieces = models.stream(ASK)
        assert await anext(pieces) == "Hel"
        with pytest.raises(LlmBroken):
            await anext(pieces)
        assert calls == []
        await models.close()


async def test_closing_the_stream_closes_the_connection() -> None:
    gone = asyncio.Event()

    async def script(call: Call) -> None:
        await call.head()
        await call.sse("Hel", finish=False)
        await call.client_gone()
        gone.set()

    async with server(script) as (url, _):
        models = chain(url)
        stream = models.stream(ASK)
        assert await anext(stream) == "Hel"
        await stream.aclose()
        async with asyncio.timeout(2):
            await gone.wait()
        await models.close()


async def test_when_nobody_answers_the_error_names_every_model() -> None:
    first, second = (f"http://127.0.0.1:{free_port()}" for _ in range(2))
    models = chain(first, second)
    for _ in range(2):
        with pytest.raises(LlmError, match=r"(?s)nothing answers.*nothing answers"):
            await whole(models)
    with pytest.raises(LlmError):
        await models.check()
    await models.close()


async def test_a_check_finds_a_model_that_is_well_again() -> None:
    state = {"broken": True}

    async def script(call: Call) -> None:
        if state["broken"]:
            await refusing(call)
        elif call.path.endswith("/models"):
            await call.head(kind="application/json")
            await call.write("{}")
        else:
            await call.head()
            await call.sse("First.")

    async with server(script) as (first, _), server(good) as (second, _):
        models = chain(first, second)
        assert await whole(models) == "Hello."
        state["broken"] = False
        assert first in (await models.check()).detail
        assert await whole(models) == "First."
        await models.close()


async def test_deadlines_and_unreachable_servers_have_errors_of_their_own() -> None:
    model = Ollama(f"http://127.0.0.1:{free_port()}", "m")
    with pytest.raises(LlmUnreachable):
        await model.check()
    await model.close()
    async with server(silent) as (url, _):
        models = chain(url, first_s=0.1)
        with pytest.raises(LlmError, match="no word within"):
            await whole(models)
        await models.close()
    assert issubclass(LlmTooSlow, LlmError)


@pytest.mark.parametrize(
    ("environment", "names"),
    [
        ({}, ["ollama", "embedded"]),
        ({"OPENAI_BASE_URL": "http://x.example/v1"}, ["openai", "ollama", "embedded"]),
        ({"LLM_PROVIDER": "embedded"}, ["embedded"]),
        ({"LLM_PROVIDER": "ollama"}, ["ollama", "embedded"]),
        ({"LLM_PROVIDER": "openai", "OPENAI_BASE_URL": "http://x.example/v1"}, ["openai", "embedded"]),
        ({"LLM_PROVIDER": "ollama", "LLM_FALLBACK": "off"}, ["ollama"]),
    ],
)
async def test_the_settings_choose_the_models(environment: dict[str, str], names: list[str]) -> None:
    models = build_chain(load_settings(environment, dotenv=None))
    assert [breaker.name.split()[0] for breaker in models.breakers] == names
    await models.close()


async def test_a_connection_that_the_server_closed_meanwhile_is_opened_anew() -> None:
    async def first_hangs_up(call: Call) -> None:
        if len(calls) > 1:
            await good(call)

    async with server(first_hangs_up) as (url, calls):
        assert await whole(OpenAiCompatible(f"{url}/v1")) == await _good_answer()
        assert len(calls) == 2


async def _good_answer() -> str:
    async with server(good) as (url, _):
        return await whole(OpenAiCompatible(f"{url}/v1"))


@pytest.mark.parametrize("is_free", [True, False])
async def test_prompts_are_read_ahead_only_where_nobody_pays(is_free: bool) -> None:
    async def one_token(call: Call) -> None:
        await call.head(kind="application/json")
        await call.write("{}")

    async with server(one_token) as (url, calls):
        model = OpenAiCompatible(f"{url}/v1", is_free=is_free)
        await model.read_ahead(ASK)
        await model.close()
    assert [json.loads(call.body)["max_tokens"] for call in calls] == [1] * is_free


async def test_ollama_reads_ahead_and_keeps_the_model_loaded() -> None:
    async def one_token(call: Call) -> None:
        await call.head(kind="application/json")
        await call.write("{}")

    async with server(one_token) as (url, calls):
        model = Ollama(url, "m")
        await model.read_ahead(ASK)
        await model.close()
    body = json.loads(calls[0].body)
    assert body["options"]["num_predict"] == 1
    assert body["keep_alive"]
    assert body["messages"] == [{"role": "user", "content": "hi"}]


async def test_a_server_that_refuses_to_read_ahead_says_why() -> None:
    async with server(refusing) as (url, _):
        with pytest.raises(LlmRefused):
            await OpenAiCompatible(f"{url}/v1", is_free=True).read_ahead(ASK)
