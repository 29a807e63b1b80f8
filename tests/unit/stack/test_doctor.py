from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from mumble_ai.settings import Settings
from mumble_ai.stack import doctor
from mumble_ai.stack.registry import services


class Tags(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"models": [{"name": "llama3.2:latest"}]}')

    def do_HEAD(self) -> None:
        self.send_response(200)
        self.end_headers()

    def date_time_string(self, timestamp: float | None = None) -> str:
        return "Mon, 01 Jan 2001 00:00:00 GMT"

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Tags) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_address[1]}"
        http.shutdown()


def test_a_taken_port_is_broken_with_its_setting() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        settings = Settings(llm_port=other.getsockname()[1], mumble_ai_home=Path("/nonexistent"))
        (finding,) = doctor.check_ports([services()["llm"]], settings)
    assert finding.level == "broken"
    assert "LLM_PORT" in finding.fix


@pytest.mark.parametrize(("model", "level", "fix"), [("llama3.2", "ok", ""), ("qwen3", "broken", "ollama pull qwen3")])
def test_ollama_is_asked_for_its_model(server: str, model: str, level: str, fix: str) -> None:
    finding = doctor.check_ollama(Settings(ollama_url=server, ollama_model=model, llm_provider="ollama"))
    assert (finding.level, finding.fix) == (level, fix)


def test_no_ollama_is_broken_only_where_it_is_asked_for() -> None:
    gone = "http://127.0.0.1:9"
    assert doctor.check_ollama(Settings(ollama_url=gone)).level == "note"
    assert doctor.check_ollama(Settings(ollama_url=gone, llm_provider="ollama")).level == "broken"
    assert doctor.check_ollama(Settings(ollama_url=gone, llm_provider="embedded")).level == "ok"


def test_a_wrong_clock_is_noticed(server: str) -> None:
    hub, clock = doctor.check_network(Settings(hf_endpoint=server))
    assert hub.level == "ok"
    assert clock.level == "broken"
    assert "timedatectl" in clock.fix


def test_a_server_that_tells_no_time_says_nothing_about_the_clock(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tags, "date_time_string", lambda *_: "soon")
    assert [finding.name for finding in doctor.check_network(Settings(hf_endpoint=server))] == ["Model hub"]


def test_secrets_that_others_can_read_are_broken(tmp_path: Path) -> None:
    settings = Settings(mumble_ai_home=tmp_path)
    assert doctor.check_home(settings).level == "ok"
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "key").write_text("x")
    (tmp_path / "secrets" / "key").chmod(0o644)
    assert "chmod" in doctor.check_home(settings).fix


def test_a_missing_model_is_no_obstacle_but_a_refused_one_is(tmp_path: Path) -> None:
    settings = Settings(mumble_ai_home=tmp_path)
    findings = doctor.check_models([services()["llm"]], settings)
    assert [(f.level, f.fix) for f in findings] == [("note", "./mumble-ai models pull smollm2-135m")]
    unknown = Settings(mumble_ai_home=tmp_path, stt_engine="faster-whisper", whisper_model="gigantic")
    assert any(f.level == "broken" for f in doctor.check_models([services()["faster-whisper"]], unknown))


def test_asking_for_a_gpu_that_is_not_there_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "find_program", lambda *_: None)
    assert doctor.check_gpu(Settings(device="cuda"))[0].level == "broken"
    assert doctor.check_gpu(Settings())[0].level == "ok"
