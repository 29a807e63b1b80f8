"""Figures of the talk for Prometheus. Labels take few values that are known beforehand: no names, ids or words."""

from __future__ import annotations

from typing import Final, Protocol

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from mumble_ai.conversation.turn import Outcome, Part, Stage, Turn
from mumble_ai.conversation.turn_taking.endpointing import EndReason
from mumble_ai.flight.recorder import MOST_WAITING, FlightRecorder
from mumble_ai.mumble import MumbleClient

_BUCKETS_S: Final = (0.005, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0, 20.0, 60.0)
STEPS: Final = {
    "endpointing": (Stage.SPEECH_END, Stage.END_DECIDED),
    "speech_to_text": (Stage.END_DECIDED, Stage.TRANSCRIPT),
    "first_token": (Stage.TRANSCRIPT, Stage.FIRST_TOKEN),
    "first_clause": (Stage.FIRST_TOKEN, Stage.FIRST_CLAUSE),
    "text_to_speech": (Stage.FIRST_CLAUSE, Stage.FIRST_AUDIO),
    "playout": (Stage.FIRST_AUDIO, Stage.FIRST_PACKET),
    "voice_to_voice": (Stage.SPEECH_END, Stage.FIRST_PACKET),
    "whole": (Stage.END_DECIDED, Stage.DONE),
}
DECISIONS: Final = frozenset(
    (
        *(f"end by {reason.value}" for reason in EndReason),
        *("addressed", "not addressed", "order", "aside", "obeyed", "called by name"),
        *("paused", "resumed", "interrupted", "reopened", "put off", "settled", "announced", "filler", "written"),
        *("not understood", "failed", "given up"),
    )
)
"""Decisions that are counted by name; any other one counts as `other`."""


class HasListeners(Protocol):
    """A talk."""

    @property
    def listeners(self) -> int:
        """Ears that are open."""
        ...


class TurnMetrics:
    """Counts turns and times their stages; a `TalkObserver`."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._stages = Histogram(
            "mumble_ai_turn_stage_seconds",
            "Time of each stage of a turn",
            ("stage",),
            buckets=_BUCKETS_S,
            registry=registry,
        )
        self._turns = Counter("mumble_ai_turns", "Turns by how they went", ("kind", "outcome"), registry=registry)
        self._failures = Counter("mumble_ai_turn_failures", "Turns that failed, by part", ("part",), registry=registry)
        self._interruptions = Counter(
            "mumble_ai_interruptions",
            "Speech over an answer: it stopped the answer (real), or the answer went on (false)",
            ("kind",),
            registry=registry,
        )
        self._reopened = Counter(
            "mumble_ai_turns_reopened", "Times a speaker went on before the answer", registry=registry
        )
        self._wasted = Counter(
            "mumble_ai_wasted_work", "Finished work dropped because the speaker went on", ("part",), registry=registry
        )
        self._decisions = Counter("mumble_ai_turn_decisions", "Decisions in turns", ("decision",), registry=registry)
        self._show_zeros()

    def turn_finished(self, turn: Turn) -> None:
        """See `TalkObserver.turn_finished`."""
        outcome = turn.outcome.value if turn.outcome else "unknown"
        self._turns.labels("voice" if turn.spoken else "text", outcome).inc()
        self._reopened.inc(turn.revision)
        for part, count in turn.wasted.items():
            self._wasted.labels(part.value).inc(count)
        if turn.failed is not None:
            self._failures.labels(turn.failed.value).inc()
        self._count_decisions(turn)
        for step, (start, end) in STEPS.items():
            seconds = turn.between(start, end)
            if seconds is not None:
                self._stages.labels(step).observe(max(0.0, seconds))

    def _count_decisions(self, turn: Turn) -> None:
        names = [decision.what for decision in turn.decisions]
        for name in names:
            self._decisions.labels(name if name in DECISIONS else "other").inc()
        if turn.outcome is Outcome.INTERRUPTED:
            self._interruptions.labels("real").inc()
        self._interruptions.labels("false").inc(names.count("resumed"))

    def _show_zeros(self) -> None:
        """A figure that is 0 from the start can be told from one that is missing, and its first change is seen."""
        for step in STEPS:
            self._stages.labels(step)
        for part in Part:
            self._failures.labels(part.value)
            self._wasted.labels(part.value)
        for kind in ("real", "false"):
            self._interruptions.labels(kind)


def watch_connection(client: MumbleClient, registry: CollectorRegistry) -> None:
    """Shows whether the bot is connected and which way its voice takes, as it is when somebody looks."""
    Gauge("mumble_ai_mumble_connected", "1 while signed in", registry=registry).set_function(lambda: client.connected)
    way = Gauge("mumble_ai_mumble_voice_path", "1 for the way voice takes now", ("path",), registry=registry)
    for path in ("udp", "tcp"):
        way.labels(path).set_function(lambda path=path: client.connected and client.state.voice_path == path)


def watch_talk(talk: HasListeners, recorder: FlightRecorder | None, registry: CollectorRegistry) -> None:
    """Shows how many people are listened to, and how full the queue of the flight record is."""
    ears = Gauge("mumble_ai_ears", "People who are listened to", registry=registry)
    ears.set_function(lambda: talk.listeners)
    if recorder is None:
        return
    waiting = Gauge(
        "mumble_ai_flight_record_waiting", f"Turns not written yet, at most {MOST_WAITING}", registry=registry
    )
    waiting.set_function(lambda: recorder.waiting)
    lost = Gauge("mumble_ai_flight_record_dropped", "Turns lost because the disk was too slow", registry=registry)
    lost.set_function(lambda: recorder.dropped)
    failing = Gauge("mumble_ai_flight_record_failing", "1 while turns cannot be recorded", registry=registry)
    failing.set_function(lambda: bool(recorder.problem))
