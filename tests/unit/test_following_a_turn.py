"""A turn is followed by its id: from the bot into the log of each service that it passes."""

from __future__ import annotations

import asyncio
import json
import logging

import httpx
import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from mumble_ai.settings import load_settings
from mumble_ai.speech.client import HttpTts
from mumble_ai.speech.contract import SpeechError
from mumble_ai.telemetry import TURN_HEADER, of_turn, set_up_logs, turn_headers
from mumble_ai.web.app import create_app


def service() -> FastAPI:
    router = APIRouter()

    async def speak() -> str:
        logging.getLogger("engine").warning("slow voice")
        return "done"

    router.routes.append(APIRoute("/v1/audio/speech", speak, methods=["POST"]))
    return create_app("A service", open_routers=[router])


async def logged(capsys: pytest.CaptureFixture[str], headers: dict[str, str]) -> list[dict[str, str]]:
    set_up_logs(load_settings({"LOG_FORMAT": "json"}, None), "piper-tts")
    transport = httpx.ASGITransport(app=service())
    async with httpx.AsyncClient(transport=transport, base_url="http://service") as client:
        assert (await client.post("/v1/audio/speech", headers=headers)).json() == "done"
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


async def test_a_service_names_the_turn_in_whatever_it_logs_for_it(capsys: pytest.CaptureFixture[str]) -> None:
    with of_turn("abc123"):
        lines = await logged(capsys, turn_headers())
    assert [(line["event"], line["turn"], line["service"]) for line in lines] == [
        ("slow voice", "abc123", "piper-tts"),
        ("answered", "abc123", "piper-tts"),
    ]


async def test_what_belongs_to_no_turn_or_is_no_id_names_none(capsys: pytest.CaptureFixture[str]) -> None:
    for headers in (turn_headers(), {TURN_HEADER: "not an\tid"}):
        lines = await logged(capsys, headers)
        assert [line["event"] for line in lines] == ["slow voice"]
        assert "turn" not in lines[0]


async def test_the_bot_sends_the_id_along_and_tasks_keep_it() -> None:
    asked: list[str | None] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        asked.append(next((line.split(": ")[1] for line in head.split("\r\n") if "x-request-id" in line), None))
        writer.write(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        writer.close()

    async def speak(voice: HttpTts) -> None:
        with pytest.raises(SpeechError):
            async for _ in voice.synthesize("hello"):
                pass

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        voice = HttpTts(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}")
        with of_turn("abc123"):
            speaking = asyncio.create_task(speak(voice))
        await speaking
        await speak(voice)
        await voice.close()
    assert asked == ["abc123", None]
