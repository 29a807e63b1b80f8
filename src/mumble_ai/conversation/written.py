"""Text messages: each is answered with text, a private one in private."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

from mumble_ai.conversation.cast import Cast
from mumble_ai.conversation.composing import composed
from mumble_ai.conversation.ports import TextHeard, Utterance
from mumble_ai.conversation.speaking.apology import apology, busy
from mumble_ai.conversation.turn import Outcome, Part, Stage, Turn
from mumble_ai.conversation.turn_taking.addressee import AddressFacts, is_addressed
from mumble_ai.telemetry import of_turn

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WrittenPolicy:
    """Limits of text answers.

    Attributes:
        at_once: Messages of different people answered at the same time; one person's are answered in order.
        waiting: Messages that may wait; one more is refused with a text that says so.
    """

    at_once: int = 4
    waiting: int = 16


class Correspondence:
    """Answers text messages."""

    def __init__(self, cast: Cast, policy: WrittenPolicy) -> None:
        self._cast = cast
        self._policy = policy
        self._places = asyncio.Semaphore(policy.at_once)
        self._tasks: dict[asyncio.Task[None], Turn] = {}
        self._latest: dict[str, asyncio.Task[None]] = {}
        self._time = asyncio.get_running_loop().time

    def take(self, heard: TextHeard, turn_id: str) -> None:
        """Takes a message; the answer comes later."""
        if not heard.text.strip():
            return
        turn = Turn(turn_id, heard.sender, spoken=False, private=heard.private, text=heard.text.strip())
        turn.mark(Stage.END_DECIDED, self._time())
        if not self._is_addressed(turn):
            self._finish(turn, Outcome.NOT_ADDRESSED)
            return
        is_full = len(self._tasks) >= self._policy.waiting
        if is_full and len(self._tasks) >= 2 * self._policy.waiting:
            return  # even refusals are bounded
        before = self._latest.get(heard.sender.id)
        work = self._refuse(turn) if is_full else self._answer(turn, before)
        with of_turn(turn.id):
            task = asyncio.create_task(work, name=f"text {turn.id}")
        self._tasks[task] = turn
        self._latest[heard.sender.id] = task
        task.add_done_callback(self._forget)

    def forget(self, sender_id: str) -> None:
        """The sender has left: nothing needs an answer any more."""
        for task, turn in list(self._tasks.items()):
            if turn.speaker.id == sender_id:
                task.cancel()

    async def close(self) -> None:
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _forget(self, task: asyncio.Task[None]) -> None:
        turn = self._tasks.pop(task)
        if self._latest.get(turn.speaker.id) is task:
            del self._latest[turn.speaker.id]
        if turn.outcome is None:
            self._finish(turn, Outcome.LEFT if task.cancelled() else Outcome.FAILED)

    def _is_addressed(self, turn: Turn) -> bool:
        cast = self._cast
        facts = AddressFacts(
            text=turn.text,
            private=turn.private,
            people_present=cast.people(),
            answered_s_ago=cast.floor.answered_s_ago(turn.speaker, self._time()),
        )
        verdict = is_addressed(cast.manners().addressee, facts)
        turn.decide(self._time(), "addressed" if verdict.is_addressed else "not addressed", verdict.why)
        return verdict.is_addressed

    async def _answer(self, turn: Turn, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait((before,))
        async with self._places:
            utterance = Utterance(turn.id, turn.speaker, turn.text, spoken=False, private=turn.private)
            try:
                answer = await composed(turn, self._cast.mind.answer(utterance), self._cast.policy)
            except Exception as error:  # whatever a mind raises ends in an apology, not in silence
                _log.warning("text %s failed: %s", turn.id, error or type(error).__name__)
                await self._fail(turn, Part.LLM)
                return
            if not await self._send(turn, answer):
                await self._fail(turn, Part.DOOR)
                return
            self._cast.mind.remember(utterance, answer, interrupted=False)
            turn.said = turn.heard = answer
            self._cast.floor.answered(turn.speaker, self._time(), answer)
            self._finish(turn, Outcome.ANSWERED)

    async def _fail(self, turn: Turn, part: Part) -> None:
        turn.failed = part
        await self._send(turn, apology(part, self._cast.language))
        self._finish(turn, Outcome.FAILED)

    async def _refuse(self, turn: Turn) -> None:
        await self._send(turn, busy(self._cast.language))
        self._finish(turn, Outcome.REFUSED)

    async def _send(self, turn: Turn, text: str) -> bool:
        try:
            async with asyncio.timeout(self._cast.text_deadline_s):
                await self._cast.door.send_text(text, to=turn.speaker if turn.private else None)
        except Exception:  # whatever a door raises, the sender can't be reached through it
            return False
        return True

    def _finish(self, turn: Turn, outcome: Outcome) -> None:
        turn.outcome = outcome
        turn.mark(Stage.DONE, self._time())
        self._cast.observer.turn_finished(turn)
