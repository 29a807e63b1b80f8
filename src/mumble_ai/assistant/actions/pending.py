"""What a person has been asked and has not answered yet: a missing detail, or whether something is really meant."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import CONFIRMATION

MOST: Final = 500
"""Questions open at once, of all people; the oldest is dropped for a newer one."""
LASTS: Final = timedelta(seconds=90)
CONFIRMED_WITHIN: Final = timedelta(seconds=45)
"""A late yes is more likely about something else, and what it confirms can't be undone."""


@dataclass(slots=True)
class OpenQuestion:
    """One question.

    Attributes:
        action: What is to be done.
        parameters: What is known so far.
        asks: The missing parameter, or `CONFIRMATION`.
        turn_id: The turn in which it was asked.
        until: When it is forgotten.
        passed_over: The turn in which the person spoke of something else; the question is dropped with the next one.
    """

    action: str
    parameters: Mapping[str, Any]
    asks: str
    turn_id: str
    until: datetime
    passed_over: str = field(default="")

    @property
    def is_confirmation(self) -> bool:
        """Whether a yes is waited for."""
        return self.asks == CONFIRMATION


class OpenQuestions:
    """The last question to each person, apart for what is private."""

    def __init__(self) -> None:
        self._open: OrderedDict[tuple[object, bool], OpenQuestion] = OrderedDict()

    def ask(self, context: ActionContext, action: str, parameters: Mapping[str, Any], asks: str) -> None:
        """Remembers what was asked; an earlier question to this person is dropped."""
        key = _key(context)
        self._open.pop(key, None)
        until = context.now + (CONFIRMED_WITHIN if asks == CONFIRMATION else LASTS)
        self._open[key] = OpenQuestion(action, parameters, asks, context.turn_id, until)
        while len(self._open) > MOST:
            self._open.popitem(last=False)

    def to(self, context: ActionContext) -> OpenQuestion | None:
        """What this person has been asked and may answer with these words."""
        key = _key(context)
        question = self._open.get(key)
        if question is None:
            return None
        turn = _utterance(context.turn_id)
        is_old = question.until < context.now or question.passed_over not in ("", turn)
        if is_old:
            del self._open[key]
            return None
        return None if _utterance(question.turn_id) == turn else question

    def pass_over(self, context: ActionContext) -> None:
        """These words are no answer: unless the person goes on and they become one, the question is dropped."""
        if question := self._open.get(_key(context)):
            question.passed_over = question.passed_over or _utterance(context.turn_id)

    def drop(self, context: ActionContext) -> None:
        """It was answered, or the person wants something else."""
        self._open.pop(_key(context), None)


def _key(context: ActionContext) -> tuple[object, bool]:
    return context.person.id, context.private


def _utterance(turn_id: str) -> str:
    """The turn without its revision: words that grow while somebody speaks on are the same utterance."""
    return turn_id.rpartition(".")[0] or turn_id
