"""What is exported about turns: true figures, few labels, no names and no words."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from prometheus_client import CollectorRegistry, generate_latest

from mumble_ai.conversation.ports import Participant
from mumble_ai.conversation.turn import Outcome, Part, Stage, Turn
from mumble_ai.flight.recorder import FlightRecorder
from mumble_ai.flight.store import FlightStore
from mumble_ai.services.bot.metrics import DECISIONS, STEPS, TurnMetrics, watch_talk
from mumble_ai.services.bot.tracing import tracing
from mumble_ai.settings import load_settings
from mumble_ai.testkit import ScriptedMind, ScriptedStt, in_virtual_time, talking

LABEL = re.compile(r'(\w+)="([^"]*)"')
ALLOWED = {
    "stage": set(STEPS),
    "kind": {"voice", "text", "real", "false"},
    "outcome": {outcome.value for outcome in Outcome} | {"unknown"},
    "part": {part.value for part in Part},
    "decision": DECISIONS | {"other"},
}


def turn(name: str = "Alice", text: str = "a secret question") -> Turn:
    made = Turn("0" * 32, Participant("1", name, "certificate:abc"), spoken=True, text=text, heard="a secret answer")
    made.outcome = Outcome.ANSWERED
    for number, stage in enumerate(Stage):
        made.mark(stage, 100.0 + 0.25 * number)
    made.decide(100.6, "paused", f"because {name} said {text}")
    made.decide(100.7, "resumed", "no words")
    return made


def figures(registry: CollectorRegistry) -> str:
    return generate_latest(registry).decode()


@examples(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.text(max_size=12),
            st.text(max_size=12),
            st.sampled_from([None, *Outcome]),
            st.sampled_from([None, *Part]),
            st.dictionaries(st.sampled_from(list(Part)), st.integers(0, 5)),
            st.dictionaries(st.sampled_from(list(Stage)), st.floats(0, 1e6)),
        ),
        max_size=20,
    )
)
def test_whatever_is_said_by_whomever_the_labels_stay_few(given_turns: list[tuple]) -> None:
    registry = CollectorRegistry()
    metrics = TurnMetrics(registry)
    for words, what, outcome, failed, wasted, times in given_turns:
        made = Turn(words, Participant(words, words, words), spoken=bool(words), text=words, outcome=outcome)
        made.failed, made.wasted, made.times = failed, wasted, times
        made.decide(1.0, what, words)
        metrics.turn_finished(made)
    lines = [line for line in figures(registry).splitlines() if not line.startswith("#")]
    assert len(lines) < 400
    for line in lines:
        for label, value in LABEL.findall(line):
            assert label == "le" or value in ALLOWED[label], line


def test_the_names_of_decisions_are_those_the_talk_uses() -> None:
    """What the talk decides most is counted by name, not as something else."""

    @in_virtual_time
    async def talk() -> None:
        async with talking(
            stt=ScriptedStt("hello", "stop it now"), mind=ScriptedMind(["One two three four."])
        ) as scene:
            await scene.door.say(0.5)
            await scene.door.until(lambda: len(scene.door.frames) >= 20)
            await scene.door.say(0.8)
            await scene.finished(2)
            used.update(decision.what for made in scene.records.turns for decision in made.decisions)

    used: set[str] = set()
    talk()
    assert used
    assert used <= DECISIONS


def test_interruptions_revisions_and_wasted_work_are_counted() -> None:
    registry = CollectorRegistry()
    metrics = TurnMetrics(registry)
    made = turn()
    made.revision, made.wasted = 2, {Part.LLM: 2, Part.TTS: 1}
    metrics.turn_finished(made)
    stopped = turn()
    stopped.outcome = Outcome.INTERRUPTED
    stopped.decisions.clear()
    metrics.turn_finished(stopped)
    told = figures(registry)
    for line in (
        'mumble_ai_interruptions_total{kind="real"} 1.0',
        'mumble_ai_interruptions_total{kind="false"} 1.0',
        "mumble_ai_turns_reopened_total 2.0",
        'mumble_ai_wasted_work_total{part="llm"} 2.0',
        'mumble_ai_wasted_work_total{part="stt"} 0.0',
        'mumble_ai_turn_decisions_total{decision="paused"} 1.0',
        'mumble_ai_turn_stage_seconds_count{stage="voice_to_voice"} 2.0',
    ):
        assert line in told


def test_ears_are_shown_as_they_are_when_somebody_looks() -> None:
    class Talking:
        listeners = 3

    registry, talk = CollectorRegistry(), Talking()
    watch_talk(talk, None, registry)
    assert "mumble_ai_ears 3.0" in figures(registry)
    talk.listeners = 5
    assert "mumble_ai_ears 5.0" in figures(registry)


@contextmanager
def collector() -> Iterator[tuple[str, list[bytes]]]:
    """A real OTLP receiver over HTTP on a free port."""
    received: list[bytes] = []

    class Receive(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            received.append(self.rfile.read(int(self.headers["Content-Length"])) if self.path == "/v1/traces" else b"")
            self.send_response(200)
            self.send_header("Content-Type", "application/x-protobuf")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Receive)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", received
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


async def test_a_turn_becomes_a_trace_with_a_child_a_stage_and_without_words() -> None:
    pytest.importorskip("opentelemetry.exporter.otlp.proto.http")
    from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

    with collector() as (address, received):
        async with tracing(load_settings({"OTEL_EXPORTER_OTLP_ENDPOINT": address}, None)) as traces:
            assert traces is not None
            made = turn()
            started_s = asyncio.get_running_loop().time() - 3.0
            made.times = {stage: started_s + 0.25 * number for number, stage in enumerate(Stage)}
            traces.turn_finished(made)
    (body,) = received
    for secret in (b"secret", b"Alice", b"certificate"):
        assert secret not in body
    request = ExportTraceServiceRequest.FromString(body)
    spans = [s for r in request.resource_spans for scope in r.scope_spans for s in scope.spans]
    parent = next(span for span in spans if span.name == "turn")
    children = {span.name: span for span in spans if span.parent_span_id == parent.span_id}
    assert set(children) == set(STEPS) - {"voice_to_voice", "whole"}
    assert len(spans) == 1 + len(children)
    hearing = children["speech_to_text"]
    assert (hearing.end_time_unix_nano - hearing.start_time_unix_nano) / 1e9 == pytest.approx(0.25, abs=1e-5)
    assert parent.end_time_unix_nano - parent.start_time_unix_nano == pytest.approx(2.0e9, rel=1e-5)
    assert {event.name for event in parent.events} == {"paused", "resumed"}


async def test_without_a_collector_nothing_is_traced_and_a_dead_one_harms_nobody() -> None:
    async with tracing(load_settings({}, None)) as traces:
        assert traces is None
    async with tracing(load_settings({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:9"}, None)) as traces:
        if traces is not None:
            traces.turn_finished(turn())


def test_the_page_lists_the_figures_there_are(tmp_path: Path) -> None:
    page = (Path(__file__).parents[3] / "docs" / "flight-record.md").read_text("utf-8")
    listed = set(re.findall(r"^\| `(mumble_ai_\w+)`", page, re.MULTILINE))
    registry = CollectorRegistry()
    TurnMetrics(registry)
    recorder = FlightRecorder(FlightStore(tmp_path), {})

    class Talking:
        listeners = 0

    watch_talk(Talking(), recorder, registry)
    recorder.close()
    names = {family.name for family in registry.collect()}
    elsewhere = {
        name for name in listed if name.startswith(("mumble_ai_breaker", "mumble_ai_spare", "mumble_ai_mumble"))
    }
    assert {name.removesuffix("_total") for name in listed - elsewhere} == names
