"""What the bot tells the pages: who is where, what is being said, and each turn when it is over.

Told by `Events`, so a hint that may be lost; each news says the whole of what it is about, so the next one mends it.
"""

from __future__ import annotations

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict

from mumble_ai.conversation.turn import Outcome, Part, Stage
from mumble_ai.flight.record import Door, TurnRecord

PRESENCE: Final = "presence"
CAPTION: Final = "caption"
TURN: Final = "turn"

SNAPSHOT: Final = "live:presence"
"""Under this name the newest presence lies in the cache, for whoever begins to look."""
SNAPSHOT_TTL_S: Final = 15.0
SHOWN_CHARACTERS: Final = 4000


class _News(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class PersonThere(_News):
    """Somebody on the Mumble server.

    Attributes:
        muted: Whether they can't be heard, by their own choice or another's.
        deafened: Whether they hear nothing.
    """

    name: str
    is_assistant: bool = False
    muted: bool = False
    deafened: bool = False


class ChannelThere(_News):
    """A channel and who is in it.

    Attributes:
        path: Such as `Family/Kitchen`; empty for the root.
    """

    path: str
    name: str
    people: list[PersonThere] = []


class PresenceNews(_News):
    """Who is in which channel.

    Attributes:
        connected: Whether the assistant is on the Mumble server.
        path: The channel of the assistant.
        channels: Those with somebody in them, and the assistant's.
        more: People who are not listed because there are too many.
    """

    connected: bool
    assistant: str
    path: str = ""
    channels: list[ChannelThere] = []
    more: int = 0


class CaptionNews(_News):
    """What one voice says, all of it so far.

    Attributes:
        id: The same for as long as the same thing is being said; the next thing of the same voice replaces it.
        person_id: Whose talk it is; empty where that is not known.
        private: Whether nobody but this person and the assistant hears it.
        final: Whether the words stand.
        over: Whether it is no longer being said.
    """

    id: str
    name: str
    person_id: str = ""
    by_assistant: bool = False
    words: str = ""
    private: bool = False
    final: bool = False
    over: bool = False


class TurnNews(_News):
    """A turn that is over; times are seconds after its start.

    Attributes:
        id: Of its flight record.
        hidden: Whether the words are left out because they were said in private.
    """

    id: str
    turn_id: str = ""
    at: str
    speaker: str
    person_id: str = ""
    kind: Literal["voice", "text"]
    door: Door = "mumble"
    private: bool = False
    hidden: bool = False
    outcome: Outcome
    failed: Part | None = None
    question: str = ""
    played: str = ""
    revision: int = 0
    stages: dict[Stage, float] = {}
    answer_s: float | None = None


def turn_news(record: TurnRecord, *, hidden: bool = False) -> TurnNews:
    """The short form of a record.

    Args:
        hidden: Whether the words are left out.
    """
    return TurnNews(
        id=record.id,
        turn_id=record.turn_id,
        at=record.at.isoformat(),
        speaker=record.speaker,
        person_id=record.person_id,
        kind=record.kind,
        door=record.door,
        private=record.private,
        hidden=hidden,
        outcome=record.outcome,
        failed=record.failed,
        question="" if hidden else record.question[:SHOWN_CHARACTERS],
        played="" if hidden else record.played[:SHOWN_CHARACTERS],
        revision=record.revision,
        stages=record.stages,
        answer_s=record.answer_s,
    )
