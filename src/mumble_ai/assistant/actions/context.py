"""For whom, when and where an action is done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final
from uuid import NAMESPACE_OID, UUID, uuid5
from zoneinfo import ZoneInfo

from mumble_ai.assistant.actions.replies import replies
from mumble_ai.assistant.actions.surroundings import Surroundings
from mumble_ai.memory.people.person import Person, usual_clock

_DEEDS: Final = uuid5(NAMESPACE_OID, "mumble-ai deeds")
_NO_CALL: Final = UUID(int=0)


async def _at_once() -> None:
    """The words are final."""


@dataclass(frozen=True, slots=True)
class ActionContext:
    """What is known about the one who speaks; an action trusts this and never the words.

    Attributes:
        turn_id: Unique for ever; an action is done once for it, however often it is delivered.
        now: In the person's zone.
        language: ISO 639-1 code of what is said about the deed.
        text: The person's own words.
        private: True where nobody else hears the answer.
        settled: Returns when the words are final; awaited before anything is changed.
        surroundings: The talk; None where there is none, such as for another program.
        action_id: Name of this one call, the same each time it is delivered; set by the registry.
    """

    person: Person
    turn_id: str
    now: datetime
    language: str
    text: str
    private: bool
    settled: Callable[[], Awaitable[None]] = field(default=_at_once, compare=False, repr=False)
    surroundings: Surroundings | None = field(default=None, compare=False, repr=False)
    action_id: UUID = _NO_CALL

    @property
    def clock(self) -> int:
        """12 or 24 hours; what the language of the answer is used to, for those who have chosen neither."""
        is_usual = not self.person.language and self.person.clock == usual_clock("")
        return usual_clock(self.language) if is_usual else self.person.clock

    def at(self, zone: str) -> datetime:
        """This moment in another zone (IANA name)."""
        return self.now.astimezone(ZoneInfo(zone))

    def calling(self, action: str, parameters: str) -> ActionContext:
        """The same, for one call of an action.

        Args:
            parameters: As JSON with sorted keys: the same action with others, in one sentence, is another call.
        """
        call = f"{self.person.id} {self.turn_id} {action} {parameters}"
        return replace(self, action_id=uuid5(_DEEDS, call))

    def say(self, name: str, /, **slots: object) -> str:
        """A sentence in the language of the answer; see `Replies.say`."""
        return replies(self.language).say(name, **slots)
