"""One question in the panel and its answer, which any number of tabs may follow while it is being written."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, Literal
from uuid import UUID

from pydantic import BaseModel

from mumble_ai.services.control_panel.talk.flight import TurnFlight

MOST_CHARACTERS: Final = 40_000
"""Of one answer; a model that writes more than that has lost itself, and is stopped."""
PULSE_S: Final = 10.0
"""Between signs of life while a model thinks, so that nothing on the way takes the connection for dead."""

State = Literal["running", "done", "stopped", "failed"]


class ActionTaken(BaseModel):
    """What came of one action or tool.

    Attributes:
        name: Such as `add_event`.
        say: What was said about it; empty where the model words it.
        at: Characters of the answer that stood before it.
        is_ours: False for a tool of another server.
    """

    name: str
    ok: bool
    say: str
    at: int = 0
    is_ours: bool = True


class TurnBegan(BaseModel):
    """First of each stream."""

    type: Literal["turn"] = "turn"
    turn_id: str
    text: str
    spoken: bool
    asked_at: datetime


class TurnText(BaseModel):
    """The next piece of the answer."""

    type: Literal["text"] = "text"
    piece: str


class TurnAction(BaseModel):
    """Something was done or looked up."""

    type: Literal["action"] = "action"
    action: ActionTaken


class TurnVolume(BaseModel):
    """The person asked for another volume, 0 to 100."""

    type: Literal["volume"] = "volume"
    percent: int


class TurnEnd(BaseModel):
    """Last of each stream: what was remembered.

    Attributes:
        question: As it stands in the history; empty where nothing does, since nobody answered.
        answer: The same.
        is_kept: False where it could not be stored yet; it waits on the disk of the server.
        code: What went wrong, for programs.
        detail: The same for people, and what they can do.
    """

    type: Literal["end"] = "end"
    state: State
    question: str
    answer: str
    is_kept: bool
    answered_at: datetime
    code: str = ""
    detail: str = ""


TurnEvent = TurnBegan | TurnText | TurnAction | TurnVolume | TurnEnd


@dataclass(eq=False, slots=True)
class Turn:
    """A question that is being answered, or was a moment ago.

    Attributes:
        id: Unique for ever: actions and history are keyed by it.
        flight: What is recorded of it.
        voice: Voice that the answer is spoken with; None for the person's own.
    """

    id: str
    person_id: UUID
    text: str
    spoken: bool
    flight: TurnFlight
    language: str | None = None
    asked_at: datetime = field(default_factory=lambda: datetime.now(UTC))
    answer: str = ""
    voice: str | None = None
    volume_percent: int = 100
    end: TurnEnd | None = None
    task: asyncio.Task[None] | None = None
    _later: list[TurnAction | TurnVolume] = field(default_factory=list["TurnAction | TurnVolume"])
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def state(self) -> State:
        """Where it is."""
        return self.end.state if self.end else "running"

    @property
    def actions(self) -> list[ActionTaken]:
        """What was done and looked up so far."""
        return [event.action for event in self._later if isinstance(event, TurnAction)]

    def say(self, piece: str) -> None:
        """More of the answer."""
        self.flight.written()
        self.answer += piece
        self._wake()

    def did(self, action: ActionTaken) -> None:
        """Something was done."""
        self.flight.decide(f"{'did' if action.ok else 'could not do'} {action.name}", action.say)
        self._later.append(TurnAction(action=action.model_copy(update={"at": len(self.answer)})))
        self._wake()

    def set_volume_percent(self, percent: int) -> None:
        """The page is to play that loud."""
        self.volume_percent = percent
        self._later.append(TurnVolume(percent=percent))
        self._wake()

    def finish(self, end: TurnEnd) -> None:
        """It is over."""
        self.end = end
        self._wake()

    async def follow(self) -> AsyncGenerator[TurnEvent | None, None]:
        """Everything from the beginning, then what comes, to the end; None after `PULSE_S` of nothing.

        Any number may follow.
        """
        yield TurnBegan(turn_id=self.id, text=self.text, spoken=self.spoken, asked_at=self.asked_at)
        said = told = 0
        while True:
            changed = self._changed
            for event in self._later[told:]:
                told += 1
                yield event
            if piece := self.answer[said:]:
                said += len(piece)
                yield TurnText(piece=piece)
            if changed is not self._changed:
                continue
            if self.end is not None:
                yield self.end
                return
            try:
                async with asyncio.timeout(PULSE_S):
                    await changed.wait()
            except TimeoutError:
                yield None

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()
