"""Turns as traces of OpenTelemetry: a span a turn, a child a stage. Loaded only where a collector is set.

Spans carry no names and no words. They are sent in batches by a thread of the SDK; its queue is bounded, and what does
not fit is dropped.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from mumble_ai import __version__
from mumble_ai.conversation.turn import Outcome, Stage, Turn
from mumble_ai.services.bot.metrics import STEPS
from mumble_ai.settings import Settings

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider

EXPORT_TIMEOUT_S: Final = 5
SERVICE_NAME: Final = "mumble-ai-bot"
_OVERALL: Final = ("voice_to_voice", "whole")
"""Steps that span others; they are attributes, no children."""


class TurnTraces:
    """Makes a trace of each turn; a `TalkObserver`."""

    def __init__(self, provider: TracerProvider) -> None:
        self._tracer = provider.get_tracer("mumble_ai", __version__)

    def turn_finished(self, turn: Turn) -> None:
        """See `TalkObserver.turn_finished`."""
        from opentelemetry.trace import Status, StatusCode, set_span_in_context

        if not turn.times:
            return
        # The loop's clock starts anywhere; spans want nanoseconds since the epoch.
        epoch_ns = time.time_ns() - round(asyncio.get_running_loop().time() * 1e9)
        begun_s, over_s = min(turn.times.values()), max(turn.times.values())
        span = self._tracer.start_span("turn", start_time=epoch_ns + round(begun_s * 1e9), attributes=_facts(turn))
        if turn.outcome is Outcome.FAILED:
            span.set_status(Status(StatusCode.ERROR, turn.failed.value if turn.failed else None))
        for decision in turn.decisions:
            span.add_event(decision.what, timestamp=epoch_ns + round(decision.at_s * 1e9))
        inside = set_span_in_context(span)
        for step, (start, end) in STEPS.items():
            if step not in _OVERALL and turn.between(start, end) is not None:
                first_s, last_s = turn.times[start], max(turn.times[start], turn.times[end])
                child = self._tracer.start_span(step, context=inside, start_time=epoch_ns + round(first_s * 1e9))
                child.end(epoch_ns + round(last_s * 1e9))
        span.end(epoch_ns + round(over_s * 1e9))


def _facts(turn: Turn) -> dict[str, str | int | float | bool]:
    facts: dict[str, str | int | float | bool] = {
        "turn.id": turn.id,
        "turn.kind": "voice" if turn.spoken else "text",
        "turn.outcome": turn.outcome.value if turn.outcome else "unknown",
        "turn.revision": turn.revision,
    }
    if turn.failed is not None:
        facts["turn.failed_part"] = turn.failed.value
    voice_to_voice_s = turn.between(Stage.SPEECH_END, Stage.FIRST_PACKET)
    if voice_to_voice_s is not None:
        facts["turn.voice_to_voice_s"] = voice_to_voice_s
    return facts


@asynccontextmanager
async def tracing(settings: Settings) -> AsyncGenerator[TurnTraces | None, None]:
    """Traces turns where `OTEL_EXPORTER_OTLP_ENDPOINT` is set; at the end what waits is sent."""
    if not settings.otel_exporter_otlp_endpoint:
        yield None
        return
    provider = _provider(settings.otel_exporter_otlp_endpoint)
    try:
        yield TurnTraces(provider)
    finally:
        await asyncio.to_thread(provider.shutdown)


def _provider(endpoint: str) -> TracerProvider:
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource.create({"service.name": SERVICE_NAME, "service.version": __version__}))
    exporter = OTLPSpanExporter(endpoint.rstrip("/") + "/v1/traces", timeout=EXPORT_TIMEOUT_S)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return provider
