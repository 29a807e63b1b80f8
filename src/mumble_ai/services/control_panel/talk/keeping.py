"""Keeps the flight record of turns in the browser, and tells the pages of them."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

import structlog

from mumble_ai.conversation.turn import Outcome, Part, Stage
from mumble_ai.flight.record import record_of
from mumble_ai.flight.recorder import FlightRecorder
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.talk.flight import Heard
from mumble_ai.services.control_panel.talk.turn import State, Turn
from mumble_ai.services.flights import conditions, flight_store
from mumble_ai.services.live_news import turn_news
from mumble_ai.settings import Settings

INSIDE: Final = "the panel"
VOICE_ASKED_S: Final = 1.5
"""The page that has heard a question asks for the sound of the answer within this."""
VOICE_HEARD_S: Final = 6.0
FLUSH_S: Final = 2.0
MOST_HEARD: Final = 16
"""Questions that were heard and not asked yet; with a minute of sound each they are 31 MB."""

OUTCOMES: Final[dict[State, Outcome]] = {
    "done": Outcome.ANSWERED,
    "stopped": Outcome.INTERRUPTED,
    "failed": Outcome.FAILED,
}

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


class WebFlights:
    """What `FLIGHT_RECORD` asks for, of every turn in the browser."""

    def __init__(self, panel: Panel) -> None:
        self._panel = panel
        self._recorder = FlightRecorder(
            flight_store(panel.settings),
            conditions(panel.settings, INSIDE),
            door="web",
            person_id_of=lambda participant: participant.id,
        )
        self._heard: OrderedDict[tuple[UUID, str], Heard] = OrderedDict()
        self._keeping: set[asyncio.Task[None]] = set()

    @property
    def keeps_sound(self) -> bool:
        """Whether the sound of questions is kept."""
        return self._panel.settings.flight_record == "audio"

    def take(self, settings: Settings) -> None:
        """Turns from now on happen under other settings."""
        self._recorder.take_conditions(conditions(settings, INSIDE))

    def hear(self, person_id: UUID, turn_id: str, heard: Heard) -> None:
        """Something was heard that will be asked with this id."""
        self._heard[person_id, turn_id] = heard
        while len(self._heard) > MOST_HEARD:
            self._heard.popitem(last=False)

    def heard(self, person_id: UUID, turn_id: str) -> Heard | None:
        """What was heard of a question that is asked now."""
        return self._heard.pop((person_id, turn_id), None)

    def over(self, turn: Turn) -> None:
        """A turn is over. Returns at once; a voice that is about to begin is waited for."""
        task = asyncio.create_task(self._keep(turn), name=f"record {turn.id}")
        self._keeping.add(task)
        task.add_done_callback(self._keeping.discard)

    async def close(self) -> None:
        """Writes what waits."""
        if self._keeping:
            _, late = await asyncio.wait(self._keeping, timeout=FLUSH_S)
            for task in late:
                task.cancel()
        await asyncio.to_thread(self._recorder.close)

    async def _keep(self, turn: Turn) -> None:
        end, flown = turn.end, turn.flight.turn
        assert end is not None
        if end.state == "done" and flown.spoken:
            await _voiced(turn)
        if (first_s := flown.times.get(Stage.FIRST_TOKEN)) is not None:
            for stage in (Stage.FIRST_CLAUSE, Stage.FIRST_PACKET):
                flown.mark(stage, first_s)
        flown.said = flown.heard = end.answer
        flown.outcome = OUTCOMES[end.state]
        if end.state == "failed":
            flown.failed = Part.LLM
            turn.flight.decide("failed", end.detail)
        if Stage.FIRST_AUDIO not in flown.times:  # where there is sound, its end is the listener's business
            turn.flight.mark(Stage.DONE)
        await self._write(turn)
        self._tell(turn)

    async def _write(self, turn: Turn) -> None:
        if self._panel.settings.flight_record == "off":
            return
        self._recorder.keep(turn.flight.turn, turn.flight.passage() if self.keeps_sound else None)
        # Whoever is told of it looks at once, so it has to be there.
        await asyncio.to_thread(self._recorder.flush, FLUSH_S)

    def _tell(self, turn: Turn) -> None:
        flown, loop_s = turn.flight.turn, asyncio.get_running_loop().time()
        record = record_of(flown, datetime.now(UTC), loop_s, {}, person_id=str(turn.person_id), door="web")
        log.info("a turn is over", turn=turn.id, outcome=str(record.outcome), answer_s=record.answer_s)
        self._panel.live.tell_turn(turn_news(record))


async def _voiced(turn: Turn) -> None:
    """Waits for the first sound of an answer that is to be heard."""
    try:
        async with asyncio.timeout(VOICE_ASKED_S):
            await turn.flight.voice_asked.wait()
        async with asyncio.timeout(VOICE_HEARD_S):
            await turn.flight.voice_heard.wait()
    except TimeoutError:
        return
