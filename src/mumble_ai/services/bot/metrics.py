"""Figures of the talk for Prometheus."""

from __future__ import annotations

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

from mumble_ai.conversation.turn import Outcome, Part, Stage, Turn
from mumble_ai.mumble import MumbleClient

_BUCKETS_S: Final = (0.005, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0, 20.0, 60.0)
_STEPS: Final = {
    "endpointing": (Stage.SPEECH_END, Stage.END_DECIDED),
    "speech_to_text": (Stage.END_DECIDED, Stage.TRANSCRIPT),
    "first_token": (Stage.TRANSCRIPT, Stage.FIRST_TOKEN),
    "first_clause": (Stage.FIRST_TOKEN, Stage.FIRST_CLAUSE),
    "text_to_speech": (Stage.FIRST_CLAUSE, Stage.FIRST_AUDIO),
    "playout": (Stage.FIRST_AUDIO, Stage.FIRST_PACKET),
    "voice_to_voice": (Stage.SPEECH_END, Stage.FIRST_PACKET),
    "whole": (Stage.END_DECIDED, Stage.DONE),
}


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
        self._interruptions = Counter("mumble_ai_interruptions", "Answers stopped by new speech", registry=registry)
        self._reopened = Counter(
            "mumble_ai_turns_reopened", "Times a speaker went on before the answer", registry=registry
        )
        for step in _STEPS:
            self._stages.labels(step)
        for part in Part:
            self._failures.labels(part.value)

    def turn_finished(self, turn: Turn) -> None:
        """See `TalkObserver.turn_finished`."""
        outcome = turn.outcome.value if turn.outcome else "unknown"
        self._turns.labels("voice" if turn.spoken else "text", outcome).inc()
        self._reopened.inc(turn.revision)
        if turn.failed is not None:
            self._failures.labels(turn.failed.value).inc()
        if turn.outcome is Outcome.INTERRUPTED:
            self._interruptions.inc()
        for step, (start, end) in _STEPS.items():
            seconds = turn.between(start, end)
            if seconds is not None:
                self._stages.labels(step).observe(seconds)


def watch_connection(client: MumbleClient, registry: CollectorRegistry) -> None:
    """Shows whether the bot is connected and which way its voice takes, as it is when somebody looks."""
    Gauge("mumble_ai_mumble_connected", "1 while signed in", registry=registry).set_function(lambda: client.connected)
    way = Gauge("mumble_ai_mumble_voice_path", "1 for the way voice takes now", ("path",), registry=registry)
    for path in ("udp", "tcp"):
        way.labels(path).set_function(lambda path=path: client.connected and client.state.voice_path == path)
