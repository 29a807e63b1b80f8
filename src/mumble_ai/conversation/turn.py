"""One question and its answer, with a time for each stage: the flight record."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from mumble_ai.conversation.ports import Participant

MOST_DECISIONS: Final = 64
"""Decisions kept of one turn; the oldest go first."""


class Stage(StrEnum):
    """What happens in a turn, in order."""

    SPEECH_START = "speech_start"
    SPEECH_END = "speech_end"
    END_DECIDED = "end_decided"
    TRANSCRIPT = "transcript"
    FIRST_TOKEN = "first_token"  # noqa: S105 - a stage, not a secret
    FIRST_CLAUSE = "first_clause"
    FIRST_AUDIO = "first_audio"
    FIRST_PACKET = "first_packet"
    DONE = "done"


class Part(StrEnum):
    """What an answer depends on; named in failures."""

    STT = "stt"
    LLM = "llm"
    TTS = "tts"
    DOOR = "door"


class Outcome(StrEnum):
    """How a turn went.

    A turn is `CONTROLLED` when it was an order to the voice itself, such as "louder", and `OWN_VOICE` when the
    assistant heard itself through somebody's loudspeaker.
    """

    ANSWERED = "answered"
    INTERRUPTED = "interrupted"
    CONTROLLED = "controlled"
    NOTHING_SAID = "nothing_said"
    NOT_ADDRESSED = "not_addressed"
    OWN_VOICE = "own_voice"
    FAILED = "failed"
    REFUSED = "refused"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that was decided about a turn, and the reason.

    Attributes:
        at_s: On the event loop's clock.
        what: The decision, in one or two words.
        why: The facts behind it, in words.
    """

    at_s: float
    what: str
    why: str


class Trouble(Exception):
    """A part did not do its work in time or at all.

    Attributes:
        part: Which one.
    """

    def __init__(self, part: Part, reason: str) -> None:
        super().__init__(f"{part}: {reason}")
        self.part = part


@dataclass(slots=True)
class Turn:
    """One question and its answer.

    Attributes:
        id: Unique for ever.
        private: Whether only the speaker and the assistant hear or read it.
        revision: Grows each time the speaker goes on before the answer is audible; work for an older revision is void.
        text: What the speaker said or wrote.
        language: ISO 639-1 code of what was spoken, where it is known.
        said: What was generated as the answer.
        heard: What was really played or sent of the answer.
        times: Seconds on the event loop's clock, the first time each stage was reached in this revision.
        decisions: What was decided on the way, oldest first; see `decide`.
        wasted: How often finished work of a part was dropped because the speaker went on.
    """

    id: str
    speaker: Participant
    spoken: bool
    private: bool = False
    revision: int = 0
    text: str = ""
    language: str | None = None
    said: str = ""
    heard: str = ""
    outcome: Outcome | None = None
    failed: Part | None = None
    times: dict[Stage, float] = field(default_factory=dict[Stage, float])
    decisions: deque[Decision] = field(default_factory=lambda: deque[Decision](maxlen=MOST_DECISIONS))
    wasted: dict[Part, int] = field(default_factory=dict[Part, int])

    def mark(self, stage: Stage, at_s: float) -> None:
        """Notes that a stage was reached; a later mark of the same stage changes nothing."""
        self.times.setdefault(stage, at_s)

    def decide(self, at_s: float, what: str, why: str) -> None:
        """Notes a decision with its reason."""
        self.decisions.append(Decision(at_s, what, why))

    def waste(self, part: Part) -> None:
        """Counts work of `part` that nobody will hear."""
        self.wasted[part] = self.wasted.get(part, 0) + 1

    def between(self, start: Stage, end: Stage) -> float | None:
        """Seconds from one stage to another, or None where one was not reached."""
        if start in self.times and end in self.times:
            return self.times[end] - self.times[start]
        return None

    def reopen(self) -> None:
        """The speaker goes on: everything after the start of speech has yet to happen."""
        self.revision += 1
        self.text = self.said = ""
        self.times = {s: t for s, t in self.times.items() if s is Stage.SPEECH_START}
