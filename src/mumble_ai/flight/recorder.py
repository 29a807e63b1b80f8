"""Records every finished turn without ever making the talk wait."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final, Protocol

from mumble_ai.audio.pcm import Int16
from mumble_ai.conversation.ports import Participant
from mumble_ai.conversation.turn import Turn
from mumble_ai.flight.record import Door, EngineCall, HeardFrame, record_of
from mumble_ai.flight.store import FlightStore
from mumble_ai.flight.tap import FlightTap

_log = logging.getLogger(__name__)

MOST_WAITING: Final = 64
"""Turns that may wait to be written; one more drops the oldest of them."""


class WentBy(Protocol):
    """Sound and engines of one turn, as they are written; asked in the thread that writes."""

    def sound(self) -> Int16 | None:
        """The question, `(n,) int16` mono at 48 000 Hz, or None where there is none."""
        ...

    def frames(self) -> tuple[HeardFrame, ...]:
        """Each frame of it."""
        ...

    def engine_calls(self) -> tuple[EngineCall, ...]:
        """What the engines did."""
        ...


@dataclass(frozen=True, slots=True)
class _Finished:
    """A turn as it was when it was over."""

    turn: Turn
    wall: datetime
    loop_s: float
    passage: WentBy | None
    person_id: str


class FlightRecorder:
    """A `TalkObserver` that keeps turns in a `FlightStore`.

    A thread of its own writes, so a slow disk costs the talk nothing; a disk that is full or not writable is logged
    once and tried again with the next turn.

    Args:
        door: Where these turns come in.
        tap: Knows the sound and the engines' work of a turn, where sound is kept.
        wall: The time of day, aware of its zone.
        person_id_of: Whose turn somebody's is; empty where that is not known.

    Attributes:
        written: Turns kept since the start.
        dropped: Turns lost because they came faster than the disk takes them.
        problem: Why the last turn could not be kept, or nothing.
    """

    def __init__(
        self,
        store: FlightStore,
        conditions: Mapping[str, str],
        *,
        door: Door = "mumble",
        tap: FlightTap | None = None,
        wall: Callable[[], datetime] = lambda: datetime.now(UTC),
        person_id_of: Callable[[Participant], str] = lambda participant: "",
    ) -> None:
        self._store = store
        self._conditions = dict(conditions)
        self._door: Door = door
        self._tap = tap
        self._wall = wall
        self._person_id_of = person_id_of
        self._waiting: deque[_Finished] = deque()
        self._changed = threading.Condition()
        self._is_closing = False
        self._is_writing = False
        self.written = 0
        self.dropped = 0
        self.problem = ""
        self._thread = threading.Thread(target=self._write_all, name="flight-record", daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        """Turns not written yet."""
        return len(self._waiting)

    def take_conditions(self, conditions: Mapping[str, str]) -> None:
        """Turns from now on happen under other settings."""
        self._conditions = dict(conditions)

    def turn_finished(self, turn: Turn) -> None:
        """See `TalkObserver.turn_finished`."""
        self.keep(turn, self._tap.of_turn(turn) if self._tap else None)

    def keep(self, turn: Turn, passage: WentBy | None) -> None:
        """Keeps a turn that is over, with what went by in it where that is kept. Returns at once."""
        as_it_was = replace(turn, times=dict(turn.times), decisions=turn.decisions.copy(), wasted=dict(turn.wasted))
        loop_s, person_id = asyncio.get_running_loop().time(), self._person_id_of(turn.speaker)
        finished = _Finished(as_it_was, self._wall(), loop_s, passage, person_id)
        with self._changed:
            if self._is_closing:
                return
            if len(self._waiting) >= MOST_WAITING:
                self._waiting.popleft()
                self.dropped += 1
            self._waiting.append(finished)
            self._changed.notify_all()

    def flush(self, timeout_s: float = 5.0) -> bool:
        """Waits until everything is written; False when that takes too long. Not for the event loop."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._waiting and not self._is_writing, timeout_s)

    def close(self, timeout_s: float = 2.0) -> None:
        """Writes what waits, for so long at most, and stops."""
        with self._changed:
            self._is_closing = True
            self._changed.notify_all()
        self._thread.join(timeout_s)

    def status(self) -> str:
        """How it goes, in words."""
        if self.problem:
            return f"turns are not recorded now: {self.problem}"
        lost = f", {self.dropped} lost because the disk was too slow" if self.dropped else ""
        return f"{self.written} turns recorded since the start{lost}"

    def _write_all(self) -> None:
        while True:
            with self._changed:
                self._is_writing = False
                self._changed.notify_all()
                self._changed.wait_for(lambda: self._waiting or self._is_closing)
                if not self._waiting:
                    return
                work = self._waiting.popleft()
                self._is_writing = True
            self._write(work)

    def _write(self, finished: _Finished) -> None:
        passage = finished.passage
        try:
            frames, calls = (passage.frames(), passage.engine_calls()) if passage else ((), ())
            record = record_of(
                finished.turn,
                finished.wall,
                finished.loop_s,
                self._conditions,
                frames,
                calls,
                person_id=finished.person_id,
                door=self._door,
            )
            self._store.write(record, passage.sound() if passage else None)
        except Exception as error:  # whatever a disk does, the talk goes on
            if not self.problem:
                _log.warning("turns cannot be recorded in %s: %s", self._store.folder, error)
            self.problem = str(error) or type(error).__name__
            return
        if self.problem:
            _log.info("turns are recorded again in %s", self._store.folder)
        self.problem = ""
        self.written += 1
