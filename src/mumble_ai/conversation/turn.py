"""One question and its answer, with a time for each stage: the flight record."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from mumble_ai.conversation.ports import Participant


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
    """How a turn went."""

    ANSWERED = "answered"
    INTERRUPTED = "interrupted"
    NOTHING_SAID = "nothing_said"
    FAILED = "failed"
    REFUSED = "refused"
    LEFT = "left"


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
        revision: Grows each time the speaker goes on before the answer is audible; work for an older revision is void.
        text: What the speaker said or wrote.
        heard: What was really played or sent of the answer.
        times: Seconds on the event loop's clock, the first time each stage was reached in this revision.
    """

    id: str
    speaker: Participant
    spoken: bool
    private: bool = False
    revision: int = 0
    text: str = ""
    heard: str = ""
    outcome: Outcome | None = None
    failed: Part | None = None
    times: dict[Stage, float] = field(default_factory=dict[Stage, float])

    def mark(self, stage: Stage, at_s: float) -> None:
        """Notes that a stage was reached; a later mark of the same stage changes nothing."""
        self.times.setdefault(stage, at_s)

    def between(self, start: Stage, end: Stage) -> float | None:
        """Seconds from one stage to another, or None where one was not reached."""
        if start in self.times and end in self.times:
            return self.times[end] - self.times[start]
        return None

    def reopen(self) -> None:
        """The speaker goes on: everything after the start of speech has yet to happen."""
        self.revision += 1
        self.text = ""
        self.times = {s: t for s, t in self.times.items() if s is Stage.SPEECH_START}
