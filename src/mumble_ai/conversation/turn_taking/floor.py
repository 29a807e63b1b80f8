"""Who is answered now, and who after that: first come, first served."""

from __future__ import annotations

import asyncio
import re
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final, Protocol

from mumble_ai.conversation.ports import Participant
from mumble_ai.conversation.turn import Outcome

_LETTERS: Final = re.compile(r"[^\W\d_]{2,}", re.UNICODE)
MOST_REMEMBERED: Final = 1024


@dataclass(frozen=True, slots=True)
class NamePolicy:
    """When an answer begins with the name of who asked.

    Attributes:
        after_other_s: The last answer was somebody else's and ended less than this ago.
    """

    after_other_s: float = 15.0


@dataclass(frozen=True, slots=True)
class Answered:
    """The last answer to somebody."""

    at_s: float
    said: str


class Answer(Protocol):
    """An answer in the making or being heard."""

    @property
    def is_audible(self) -> bool: ...
    def resume(self) -> None: ...
    async def speak_anew(self) -> None: ...
    async def stop(self, outcome: Outcome) -> None: ...


class Place:
    """One question's place in the queue."""

    def __init__(self, floor: Floor, asker: Participant, answer: Answer) -> None:
        self._floor = floor
        self._up = asyncio.Event()
        self.asker = asker
        self.answer = answer

    @property
    def is_up(self) -> bool:
        """Whether it holds the floor."""
        return self._up.is_set()

    async def come_up(self) -> None:
        """Waits until everybody before has been answered or has left; from then on it holds the floor."""
        await self._up.wait()

    def call(self) -> None:
        """It is the first of the queue now."""
        self._up.set()

    def leave(self) -> None:
        """Gives the place up, and the floor; safe to call twice."""
        self._floor.remove(self)


class Floor:
    """The queue of one talk."""

    def __init__(self, policy: NamePolicy | None = None) -> None:
        self._policy = policy or NamePolicy()
        self._queue: list[Place] = []
        self._answered: OrderedDict[str, Answered] = OrderedDict()

    @property
    def waiting(self) -> int:
        """Questions in the queue, the one being answered included."""
        return len(self._queue)

    @property
    def current(self) -> Answer | None:
        """The answer that holds the floor."""
        return self._queue[0].answer if self._queue else None

    def queue(self, asker: Participant, answer: Answer) -> Place:
        """Takes the last place."""
        place = Place(self, asker, answer)
        self._queue.append(place)
        self._call()
        return place

    def remove(self, place: Place) -> None:
        """Frees a place for those behind it."""
        if place in self._queue:
            self._queue.remove(place)
            self._call()

    def answered(self, participant: Participant, at_s: float, said: str) -> None:
        """An answer to this participant was heard until now; `said` is all of it, heard or not."""
        person = person_of(participant)
        self._answered.pop(person, None)
        self._answered[person] = Answered(at_s, said)
        if len(self._answered) > MOST_REMEMBERED:
            self._answered.popitem(last=False)

    def last_answer(self, participant: Participant) -> Answered | None:
        """What this participant was answered last."""
        return self._answered.get(person_of(participant))

    def answered_s_ago(self, participant: Participant, now_s: float) -> float | None:
        """How long ago this participant was answered."""
        last = self._answered.get(person_of(participant))
        return None if last is None else now_s - last.at_s

    def names(self, participant: Participant, now_s: float) -> bool:
        """Whether an answer must say whom it is for, because others ask at the same time."""
        if any(person_of(place.asker) != person_of(participant) for place in self._queue):
            return True
        if not self._answered:
            return False
        last_id, last = next(reversed(self._answered.items()))
        return last_id != person_of(participant) and now_s - last.at_s < self._policy.after_other_s

    def _call(self) -> None:
        if self._queue:
            self._queue[0].call()


def person_of(participant: Participant) -> str:
    """Who it is: the same person at the next visit where the identity is verified, else this visit."""
    return participant.identity or participant.id


def spoken_name(name: str) -> str:
    """What of a user name can be said aloud, or nothing."""
    words = _LETTERS.findall(name.replace("_", " "))
    return " ".join(words[:2])
