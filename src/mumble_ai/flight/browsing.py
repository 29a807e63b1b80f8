"""Looks through recorded turns: the newest first, filtered, a page at a time."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from mumble_ai.conversation.turn import Outcome, Stage
from mumble_ai.flight.record import Door, TurnRecord
from mumble_ai.flight.store import FlightStore

STEPS: Final[Mapping[str, tuple[Stage, Stage]]] = {
    "answer": (Stage.SPEECH_END, Stage.FIRST_PACKET),
    "end": (Stage.SPEECH_END, Stage.END_DECIDED),
    "hear": (Stage.END_DECIDED, Stage.TRANSCRIPT),
    "think": (Stage.TRANSCRIPT, Stage.FIRST_CLAUSE),
    "voice": (Stage.FIRST_CLAUSE, Stage.FIRST_AUDIO),
    "play": (Stage.FIRST_AUDIO, Stage.FIRST_PACKET),
}
"""Steps of a turn and the stages they lie between; `answer` is all of what the speaker waits for."""
MOST_READ: Final = 2000
"""Records looked at for one page; where more are needed the page says where to go on."""
MOST_KEPT: Final = 5000


@dataclass(frozen=True, slots=True)
class Slow:
    """A step that took at least so long."""

    step: str
    least_s: float


@dataclass(frozen=True, slots=True)
class FlightQuery:
    """Which turns are looked for.

    Attributes:
        person_id: Whose; None for everybody's.
        speaker: Part of the name, whatever its case.
        door: Where it came in; None for any.
        text: Part of what was said or answered, whatever its case.
        since, until: Aware of their zone.
        before: Id of a record; only older ones.
    """

    person_id: str | None = None
    speaker: str = ""
    door: Door | None = None
    outcome: Outcome | None = None
    slow: Slow | None = None
    text: str = ""
    since: datetime | None = None
    until: datetime | None = None
    before: str = ""


@dataclass(frozen=True, slots=True)
class FlightPage:
    """What was found.

    Attributes:
        next_before: Where older ones begin; empty where there are none.
    """

    records: list[TurnRecord]
    next_before: str


class FlightBrowser:
    """Looks through a store; a record never changes, so what was read once is kept without its sound's frames.

    Every method reads files and belongs off the event loop; several threads may ask at once.
    """

    def __init__(self, store: FlightStore) -> None:
        self.store = store
        self._kept: OrderedDict[str, TurnRecord] = OrderedDict()
        self._lock = threading.Lock()

    def page(self, query: FlightQuery, limit: int, seen: Callable[[TurnRecord], TurnRecord]) -> FlightPage:
        """The newest turns that fit.

        Args:
            seen: A record as its reader may see it; words are looked for in that.
        """
        first, last = _stamp(query.since), _stamp(query.until)
        ids = [id for id in self.store.ids() if (not query.before or id < query.before) and first <= id < (last or "~")]
        found: list[TurnRecord] = []
        for count, record_id in enumerate(reversed(ids), 1):
            record = self._slim(record_id)
            if record is not None and _fits(record, query) and _says(seen(record), query.text):
                found.append(seen(record))
            if count < len(ids) and (len(found) == limit or count == MOST_READ):
                return FlightPage(found, record_id)
        return FlightPage(found, "")

    def _slim(self, record_id: str) -> TurnRecord | None:
        with self._lock:
            if (kept := self._kept.get(record_id)) is not None:
                self._kept.move_to_end(record_id)
                return kept
        record = self.store.read(record_id)
        if record is None:
            return None
        slim = record.model_copy(update={"frames": (), "calls": (), "conditions": {}, "decisions": ()})
        with self._lock:
            self._kept[record_id] = slim
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return slim


def took_s(record: TurnRecord, step: str) -> float | None:
    """How long a step took; None where it was not reached."""
    if step == "answer":
        return record.answer_s
    return record.between(*STEPS[step])


def _fits(record: TurnRecord, query: FlightQuery) -> bool:
    if query.person_id is not None and record.person_id != query.person_id:
        return False
    if query.outcome is not None and record.outcome is not query.outcome:
        return False
    if query.door is not None and record.door != query.door:
        return False
    if query.speaker.casefold() not in record.speaker.casefold():
        return False
    if query.slow is None:
        return True
    seconds = took_s(record, query.slow.step)
    return seconds is not None and seconds >= query.slow.least_s


def _says(record: TurnRecord, text: str) -> bool:
    wanted = text.casefold()
    return not wanted or wanted in record.question.casefold() or wanted in record.played.casefold()


def _stamp(moment: datetime | None) -> str:
    """How the names of records of this moment begin."""
    if moment is None:
        return ""
    at = moment.astimezone(UTC)
    return f"{at:%Y%m%dt%H%M%S}{at.microsecond // 1000:03d}"
