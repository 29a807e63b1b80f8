"""Keeps the flight record of the bot's talk."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from mumble_ai.conversation.cast import TalkObserver
from mumble_ai.conversation.ports import Door, Mind, Mouth, Participant
from mumble_ai.conversation.turn import Turn
from mumble_ai.flight.recorder import FlightRecorder
from mumble_ai.flight.tap import FlightTap
from mumble_ai.flight.tapped import TappedDoor, TappedMind, TappedMouth, TappedStt
from mumble_ai.resilience.standing import Standing
from mumble_ai.services.flights import CONDITIONS, conditions, flight_store
from mumble_ai.settings import Settings, SettingsError, load_settings
from mumble_ai.speech.contract import SttEngine

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Flight:
    """The parts of a talk, listened in on where sound is kept, and who keeps its turns."""

    door: Door
    stt: SttEngine
    mind: Mind
    mouth: Mouth
    recorder: FlightRecorder | None

    async def check(self) -> Standing:
        """How recording goes, for the health check. A disk that takes no record is told here and breaks no answer."""
        if self.recorder is None:
            return Standing("off")
        return Standing(self.recorder.status(), degraded=bool(self.recorder.problem))


class Observers:
    """Tells several observers of every turn; one that fails is logged and disturbs neither the others nor the talk."""

    def __init__(self, *observers: TalkObserver | None) -> None:
        self._observers = [observer for observer in observers if observer is not None]

    def turn_finished(self, turn: Turn) -> None:
        """See `TalkObserver.turn_finished`."""
        for observer in self._observers:
            try:
                observer.turn_finished(turn)
            except Exception:
                _log.exception("turn %s was not noted by %s", turn.id, type(observer).__name__)


@asynccontextmanager
async def flight(
    settings: Settings,
    door: Door,
    stt: SttEngine,
    mind: Mind,
    mouth: Mouth,
    person_id_of: Callable[[Participant], str] = lambda participant: "",
) -> AsyncGenerator[Flight, None]:
    """Keeps the record that `FLIGHT_RECORD` asks for; at the end what waits is written.

    Args:
        person_id_of: Whose turn somebody's is; empty where that is not known.
    """
    if settings.flight_record == "off":
        yield Flight(door, stt, mind, mouth, None)
        return
    tap = FlightTap() if settings.flight_record == "audio" else None
    recorder = FlightRecorder(flight_store(settings), conditions(settings), tap=tap, person_id_of=person_id_of)
    try:
        if tap is None:
            yield Flight(door, stt, mind, mouth, recorder)
        else:
            yield Flight(
                TappedDoor(door, tap), TappedStt(stt, tap), TappedMind(mind, tap), TappedMouth(mouth, tap), recorder
            )
    finally:
        await asyncio.to_thread(recorder.close)


def as_recorded(settings: Settings, recorded: Mapping[str, str]) -> Settings:
    """The settings with those of a recorded turn on top; what is not allowed any more stays as it is now."""
    fields = [name for name in recorded if name in CONDITIONS and name in Settings.model_fields]
    try:
        then = load_settings({name.upper(): recorded[name] for name in fields}, None)
    except SettingsError:
        return settings
    return settings.model_copy(update={name: getattr(then, name) for name in fields})
