"""The services as a stranger meets them: limits, bad files, health."""

from __future__ import annotations

import asyncio
import io
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import numpy as np
import psutil
import pytest
import websockets

from mumble_ai.audio.pcm import to_int16
from mumble_ai.audio.wav import encode_wav
from mumble_ai.services import whisper as stt_service
from mumble_ai.settings import Settings
from mumble_ai.speech.client import HttpStt
from mumble_ai.speech.contract import EngineUnavailable, SttEngine
from mumble_ai.speech.engines.piper import PiperTts
from mumble_ai.speech.http.loading import LoadingEngine
from mumble_ai.speech.status import EngineState
from mumble_ai.stack.environments import piper_python
from mumble_ai.web.serve import ServeError, serve

from .conftest import Service, load_stt_engine, load_tts_engine, read, running, stt_serving, tts_serving, until

HLS = b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"
CONCAT = b"ffconcat version 1.0\nfile /etc/passwd\n"


@pytest.fixture
async def hearing(settings: Settings) -> AsyncIterator[Service]:
    async with stt_serving("moonshine", settings) as service:
        yield service


@pytest.fixture
async def http(hearing: Service) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=hearing.url, timeout=60) as client:
        yield client


def upload(content: bytes, field: str = "audio") -> dict[str, tuple[str, bytes, str]]:
    return {field: ("a.bin", content, "application/octet-stream")}


async def test_the_first_systems_endpoint(http: httpx.AsyncClient) -> None:
    clip = encode_wav(to_int16(read("sns_0930.wav")), 16_000)
    body = (await http.post("/transcribe", files=upload(clip), data={"language": "en"})).json()
    assert "amiable" in body["text"]
    assert body["language"] == "en"
    assert 0 < body["language_probability"] <= 1
    assert body["segments"][0]["end"] <= body["duration"]


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"", 400), (b"hello, this is no audio", 415), (b"RIFF\0\0\0\0WAVEfmt ", 415), (HLS, 415), (CONCAT, 415)],
    ids=["empty", "text", "cut header", "playlist", "concat"],
)
async def test_files_that_hold_no_audio(http: httpx.AsyncClient, content: bytes, status: int) -> None:
    plain = await http.post("/transcribe", files=upload(content))
    assert plain.status_code == status
    assert isinstance(plain.json()["error"], str)
    openai = await http.post("/v1/audio/transcriptions", files=upload(content, "file"))
    assert openai.status_code == status
    assert openai.json()["error"]["param"] == "file"
    if status == 415:
        assert "MP3" in plain.json()["error"]


async def test_an_upload_over_the_limit_is_cut_off_whatever_its_header_says(http: httpx.AsyncClient) -> None:
    async def too_much() -> AsyncIterator[bytes]:
        yield b'--x\r\nContent-Disposition: form-data; name="audio"; filename="a.wav"\r\n\r\n'
        for _ in range(110):
            yield b"\0" * 1_000_000

    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = await http.post("/transcribe", content=too_much(), headers=headers)
    assert answer.status_code == 413
    assert "100 MB" in answer.json()["error"]


async def test_an_announced_upload_over_the_limit_is_refused_before_it_is_sent(hearing: Service) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", hearing.port)
    writer.write(b"POST /v1/audio/transcriptions HTTP/1.1\r\nHost: x\r\nContent-Length: 200000000\r\n\r\n")
    answer = await asyncio.wait_for(reader.readuntil(b'"}}'), 5)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b'"too_large"' in answer
    writer.close()


async def test_a_small_file_of_many_hours_is_refused(http: httpx.AsyncClient, tmp_path: Path) -> None:
    import av

    sink = io.BytesIO()
    with av.open(sink, "w", format="flac") as container:
        stream = container.add_stream("flac", rate=8000)
        stream.layout = "mono"
        quiet = av.AudioFrame.from_ndarray(np.zeros((1, 8000 * 60), np.int16), format="s16", layout="mono")
        quiet.sample_rate = 8000
        for _ in range(62):
            container.mux(stream.encode(quiet))
        container.mux(stream.encode(None))
    assert len(sink.getvalue()) < 1_000_000
    answer = await http.post("/transcribe", files=upload(sink.getvalue()))
    assert answer.status_code == 413
    assert "60 minutes" in answer.json()["error"]


async def test_answers_carry_a_request_id_and_safe_headers(http: httpx.AsyncClient) -> None:
    answer = await http.get("/health", headers={"X-Request-ID": "abc-1"})
    assert answer.headers["x-request-id"] == "abc-1"
    assert answer.headers["x-content-type-options"] == "nosniff"
    other = await http.get("/nowhere", headers={"X-Request-ID": "bad id\t!"})
    assert other.status_code == 404
    assert len(other.headers["x-request-id"]) == 32
    assert 'http_requests_total{method="GET",route="/health",status="200"}' in (await http.get("/metrics")).text


async def test_live_speech_speaks_its_documented_protocol(hearing: Service) -> None:
    pcm = to_int16(read("sns_0880.wav"))
    async with websockets.connect(hearing.url.replace("http", "ws") + "/stream?language=en") as socket:
        for begin in range(0, len(pcm), 1600):
            await socket.send(pcm[begin : begin + 1600].tobytes())
            await asyncio.sleep(0.05)
        await socket.send('{"type": "finish"}')
        answers = [json.loads(message) async for message in socket]
    assert {a["type"] for a in answers[:-1]} <= {"partial"}
    assert answers[-1]["type"] == "final"
    assert "young man" in answers[-1]["text"]
    for bad in ("hello", "[]", b"odd"):
        async with websockets.connect(hearing.url.replace("http", "ws") + "/stream") as socket:
            await socket.send(bad)
            assert json.loads(await socket.recv())["type"] == "error"


async def test_live_speech_demands_the_key(settings: Settings) -> None:
    async with stt_serving("moonshine", settings, api_key="k") as service:
        stranger, friend = HttpStt(service.url), HttpStt(service.url, api_key="k")
        with pytest.raises(EngineUnavailable):
            await stranger.stream().feed(np.zeros(320, np.float32))
        stream = friend.stream()
        await stream.feed(np.zeros(16_000, np.float32))
        assert (await stream.finish()).text == ""
        await stranger.close()
        await friend.close()


async def test_health_tells_of_loading_and_of_failing(settings: Settings) -> None:
    go_on = asyncio.Event()

    async def load(report: object) -> SttEngine:
        report("fetching moonshine", 0.25)  # type: ignore[operator]
        await go_on.wait()
        raise EngineUnavailable("the disk is full")

    app = stt_service.application(LoadingEngine(load), name="moonshine")
    async with running(app) as service, httpx.AsyncClient(base_url=service.url) as http:

        async def says(word: str) -> bool:
            return (await http.get("/health")).json()["detail"] == word

        await until(lambda: says("fetching moonshine"), 5)
        answer = await http.get("/health")
        assert answer.status_code == 503
        assert answer.json()["status"] == "loading"
        assert answer.json()["progress"] == 0.25
        refused = await http.post("/transcribe", files=upload(b"x"))
        assert refused.status_code == 503
        assert "retry-after" in refused.headers
        go_on.set()
        await until(lambda: says("the disk is full"), 5)
        assert (await http.get("/health")).json()["status"] == "failing"


async def test_a_service_open_to_others_demands_a_key() -> None:
    app = stt_service.application(LoadingEngine[SttEngine](lambda report: asyncio.Future()))
    with pytest.raises(ServeError, match="SPEECH_API_KEY"):
        await serve(app, "0.0.0.0", 0, api_key="")


async def test_a_taken_port_is_told_clearly(hearing: Service) -> None:
    app = stt_service.application(LoadingEngine[SttEngine](lambda report: asyncio.Future()))
    with pytest.raises(ServeError, match=str(hearing.port)):
        await serve(app, "127.0.0.1", hearing.port, api_key="")


async def test_synthesize_of_the_first_system(settings: Settings) -> None:
    async with tts_serving("hibari", settings) as service, httpx.AsyncClient(base_url=service.url, timeout=30) as http:
        good = await http.post("/synthesize", json={"text": "Good evening.", "voice": "heart"})
        assert good.headers["content-type"] == "audio/wav"
        assert good.content[:4] == b"RIFF"
        for body in (
            {"text": ""},
            {"text": "  "},
            {"text": "a" * 5001},
            {"text": "Hi.", "voice": "nobody"},
            {"voice": "heart"},
        ):
            bad = await http.post("/synthesize", json=body)
            assert bad.status_code == 400, body
            assert isinstance(bad.json()["error"], str)
        assert "heart" in (await http.post("/synthesize", json={"text": "Hi.", "voice": "nobody"})).json()["error"]
        assert (await http.post("/synthesize", content=b"{" * 2_000_000)).status_code == 413


async def test_piper_lives_in_a_process_of_its_own_and_comes_back(settings: Settings) -> None:
    if not piper_python(settings).exists():
        pytest.skip("no Piper environment")
    engine = await load_tts_engine("piper", settings)
    assert isinstance(engine, PiperTts)

    def children() -> list[psutil.Process]:
        return [p for p in psutil.Process().children() if "piper.http_server" in " ".join(p.cmdline())]

    (first,) = children()
    sound = [c async for c in engine.synthesize("One. Two.")]
    assert len(sound) == 2
    first.kill()

    async def failed_over() -> bool:
        return engine.status().state is EngineState.READY and first not in children() and len(children()) == 1

    after = [c async for c in engine.synthesize("Back again.")]
    assert len(after) == 1
    await until(failed_over, 20)
    (second,) = children()
    await engine.close()
    assert not psutil.pid_exists(second.pid) or second.status() == psutil.STATUS_ZOMBIE
    assert engine.status().state is EngineState.FAILING


def test_nothing_of_piper_is_ever_imported() -> None:
    code = (
        "import sys, mumble_ai.services.piper, mumble_ai.services.engines; "
        "sys.exit(any(m.split('.')[0] in ('piper', 'piper_phonemize', 'espeakbridge') for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


async def test_engines_are_not_needed_to_be_told_apart(settings: Settings) -> None:
    engine = await load_stt_engine("moonshine", settings)
    assert engine.info.word_times is False
    assert engine.info.streams is True
    await engine.close()
    with pytest.raises(EngineUnavailable):
        await engine.transcribe(np.zeros(16_000, np.float32))
