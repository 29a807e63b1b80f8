"""The talks that go on in the panel: one a person, whatever number of tabs they have open."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

import structlog

from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import Deed
from mumble_ai.assistant.knowing import Asking
from mumble_ai.assistant.knowledge import Knowledge
from mumble_ai.assistant.mind import Assistant, NoAnswer
from mumble_ai.conversation.turn import Part
from mumble_ai.memory.people.person import Person
from mumble_ai.services.control_panel.talk.door import WebQuestion
from mumble_ai.services.control_panel.talk.flight import Heard, TurnFlight
from mumble_ai.services.control_panel.talk.turn import MOST_CHARACTERS, ActionTaken, State, Turn, TurnEnd
from mumble_ai.telemetry import of_turn

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

MOST_AT_ONCE: Final = 8
"""Answers being written; more would only make each of them later."""
MOST_REMEMBERED: Final = 200
"""Turns that are over and can still be followed, as by a tab that is opened right afterwards."""
LONGEST_S: Final = 180.0
CLOSE_S: Final = 5.0
NO_MODEL: Final = "No language model answers now. Everyday commands still work: the time, calendar, lists, reminders."


class StillAnswering(Exception):
    """This person's last question is being answered."""


class TooManyTalks(Exception):
    """Too many people are being answered."""


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody wrote or said.

    Attributes:
        turn_id: Chosen by the page, so that what is sent twice is answered once.
        language: The language it was heard in; None where it was written.
        heard: What the microphone gave; None where it was written, or heard by another process.
    """

    turn_id: str
    text: str
    spoken: bool = False
    language: str | None = None
    heard: Heard | None = None


class Talks:
    """Answers questions, each in a task of its own: an answer does not end because a page is closed.

    Args:
        is_kept: Whether what is said can be stored now.
        changed: Told of each person whose talk has changed.
        over: Told of each turn that is over.
    """

    def __init__(
        self,
        assistant: Assistant,
        is_kept: Callable[[], bool],
        changed: Callable[[UUID], None],
        over: Callable[[Turn], None],
    ) -> None:
        self._assistant = assistant
        self._is_kept = is_kept
        self._changed = changed
        self._over = over
        self._turns: OrderedDict[str, Turn] = OrderedDict()

    def get(self, person_id: UUID, turn_id: str) -> Turn | None:
        """A turn of this person."""
        return self._turns.get(unique_id(person_id, turn_id))

    def of(self, person_id: UUID) -> list[Turn]:
        """The newest turns of a person, oldest first."""
        return [turn for turn in self._turns.values() if turn.person_id == person_id]

    def running(self, person_id: UUID) -> Turn | None:
        """The turn of this person that is being answered."""
        return next((turn for turn in self.of(person_id) if turn.end is None), None)

    def begin(self, person: Person, question: Question) -> Turn:
        """Begins to answer; a question that was asked already is not answered again.

        Raises:
            StillAnswering: The last one comes first.
            TooManyTalks: There is no place.
        """
        if known := self.get(person.id, question.turn_id):
            return known
        if self.running(person.id):
            raise StillAnswering("your last question is still being answered: wait, or stop it")
        if sum(turn.end is None for turn in self._turns.values()) >= MOST_AT_ONCE:
            raise TooManyTalks(f"{MOST_AT_ONCE} people are being answered already; try again in a moment")
        turn_id = unique_id(person.id, question.turn_id)
        flight = TurnFlight(turn_id, person, question.text, spoken=question.spoken, heard=question.heard)
        turn = Turn(turn_id, person.id, question.text, question.spoken, flight, question.language)
        self._turns[turn_id] = turn
        self._forget_oldest()
        with of_turn(turn_id):
            turn.task = asyncio.create_task(self._answer(person, turn), name=f"web {turn_id}")
        self._changed(person.id)
        return turn

    async def stop(self, turn: Turn) -> None:
        """Stops an answer; what was written of it stays. Returns when it has ended."""
        if turn.task is not None and turn.end is None:
            turn.task.cancel()
            await asyncio.wait((turn.task,), timeout=CLOSE_S)

    async def close(self) -> None:
        """Stops everything."""
        await asyncio.gather(*(self.stop(turn) for turn in list(self._turns.values())))

    def watch(self, context: ActionContext, name: str, deed: Deed) -> None:
        """Shows an action of ours in the turn it belongs to; words that were no command after all are none."""
        if not deed.found_nothing:
            self._show(context, ActionTaken(name=name, ok=deed.ok, say=deed.say))

    def watch_others(self, context: ActionContext, name: str, deed: Deed) -> None:
        """Shows the use of another server's tool."""
        self._show(context, ActionTaken(name=name, ok=deed.ok, say=deed.say, is_ours=False))

    def watch_knowing(self, asking: Asking, known: Knowledge) -> None:
        """Notes what was found for the question that somebody's turn is about."""
        if turn := self.running(asking.person.id):
            turn.flight.knows(known)

    def _show(self, context: ActionContext, action: ActionTaken) -> None:
        if turn := self._turns.get(context.turn_id):
            turn.did(action)

    async def _answer(self, person: Person, turn: Turn) -> None:
        asked = WebQuestion.of(person, turn)
        state: State = "done"
        code = detail = ""
        try:
            async with asyncio.timeout(LONGEST_S):
                await self._write(turn, asked)
        except asyncio.CancelledError:
            state = "stopped"
        except TimeoutError:
            state, code, detail = "failed", "too_slow", f"The answer took longer than {LONGEST_S:.0f} seconds."
        except NoAnswer as error:
            log.warning("no answer on the web", why=str(error))
            state, code, detail = "failed", "no_model", NO_MODEL
        except Exception:
            log.exception("a question on the web failed")
            state, code, detail = "failed", "internal", "Something went wrong inside; the log has the details."
        self._end(turn, asked, state, code, detail)

    async def _write(self, turn: Turn, asked: WebQuestion) -> None:
        await self._assistant.take_up(asked.speaker)
        call = turn.flight.ask(Part.LLM, turn.text)
        async with aclosing(self._assistant.answer(asked)) as pieces:
            async for piece in pieces:
                turn.flight.came(call, piece)
                turn.say(piece[: MOST_CHARACTERS - len(turn.answer)])
                if len(turn.answer) >= MOST_CHARACTERS:
                    return

    def _end(self, turn: Turn, asked: WebQuestion, state: State, code: str, detail: str) -> None:
        answer = turn.answer.strip()
        if is_remembered := bool(answer) or state == "stopped":
            self._assistant.remember(asked, answer, interrupted=state != "done")
        turn.finish(
            TurnEnd(
                state=state,
                question=turn.text if is_remembered else "",
                answer=answer,
                is_kept=is_remembered and self._is_kept(),
                answered_at=datetime.now(UTC),
                code=code,
                detail=detail,
            )
        )
        self._changed(turn.person_id)
        self._over(turn)

    def _forget_oldest(self) -> None:
        over = [turn_id for turn_id, turn in self._turns.items() if turn.end is not None]
        for turn_id in over[: max(0, len(self._turns) - MOST_REMEMBERED)]:
            del self._turns[turn_id]


def unique_id(person_id: UUID, turn_id: str) -> str:
    """A turn's id for everybody: two people's pages may choose the same."""
    return f"web-{person_id.hex}-{turn_id}"


def own_id(person_id: UUID, turn_id: str) -> str:
    """The id as this person's page has chosen it."""
    return turn_id.removeprefix(unique_id(person_id, ""))
