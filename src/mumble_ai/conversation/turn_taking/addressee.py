"""Whether what somebody said was meant for the assistant. Pure.

People in a room talk to each other too, so a room may ask for more than speech: that the assistant is named or was
spoken to just now, that nobody else is there, or that it is whispered to.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mumble_ai.conversation.turn_taking.calling import without_call


class Addressee(StrEnum):
    """When speech is meant for the assistant."""

    ALWAYS = "always"
    NAMED = "named"
    ALONE = "alone"
    WHISPER = "whisper"


@dataclass(frozen=True, slots=True)
class AddresseePolicy:
    """Who is answered in a room.

    Attributes:
        names: What the assistant listens to.
        recent_s: Whoever was answered may go on for this long without a name, from the end of the answer.
    """

    mode: Addressee = Addressee.ALWAYS
    names: tuple[str, ...] = ()
    recent_s: float = 30.0


@dataclass(frozen=True, slots=True)
class AddressFacts:
    """What is known about one utterance.

    Attributes:
        text: The transcript or the message.
        whispered: It was spoken to the assistant alone.
        private: It was written to the assistant alone.
        people_present: How many people are in the room, the assistant not counted.
        answered_s_ago: How long ago this person's last answer ended; None when there was none.
    """

    text: str
    whispered: bool = False
    private: bool = False
    people_present: int = 1
    answered_s_ago: float | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the assistant answers.

    Attributes:
        why: The reason, for people who look at the record.
        text_without_name: What was said, without the call; the whole text when it is nothing but a call.
    """

    is_addressed: bool
    why: str
    text_without_name: str


def is_addressed(policy: AddresseePolicy, facts: AddressFacts) -> Verdict:
    """Decides whether an utterance is meant for the assistant."""
    called = without_call(facts.text, policy.names)
    text = called or facts.text

    def verdict(is_addressed: bool, why: str) -> Verdict:
        return Verdict(is_addressed, why, text)

    if facts.whispered or facts.private:
        return verdict(True, "whispered" if facts.whispered else "written in private")
    match policy.mode:
        case Addressee.ALWAYS:
            return verdict(True, "named" if called is not None else "everybody here is answered")
        case Addressee.NAMED if called is not None:
            return verdict(True, "named")
        case Addressee.NAMED if facts.answered_s_ago is not None and facts.answered_s_ago <= policy.recent_s:
            return verdict(True, f"was answered {max(0.0, facts.answered_s_ago):.0f} s ago")
        case Addressee.NAMED:
            return verdict(False, "not named, and not spoken to lately")
        case Addressee.ALONE:
            others = max(0, facts.people_present - 1)
            return verdict(others == 0, "alone" if others == 0 else f"{others} more in the room")
        case Addressee.WHISPER:
            return verdict(False, "only whispers are answered here")
