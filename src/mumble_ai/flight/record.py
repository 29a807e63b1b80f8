"""What is kept of one turn: a plain record that is written as JSON and read back, by people and by the replay."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from mumble_ai.conversation.turn import Outcome, Part, Stage, Turn

VERSION: Final = 1
ID_CHARACTERS: Final = 26
"""Of a `record_id`."""
WEB_TURN: Final = "web-"
"""Turns in the browser begin so, followed by whose they are: the beginning is the same for all of one person's."""

Door = Literal["mumble", "web"]


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class RecordedDecision(_Kept):
    """A decision of the turn, `at_s` after its start."""

    at_s: float
    what: str
    why: str


class Piece(_Kept):
    """A piece of text that came `after_s` after the engine was asked."""

    after_s: float
    text: str


class EngineCall(_Kept):
    """What one engine was asked in this turn and what came of it; kept when sound is kept.

    Attributes:
        at_s: When it was asked, after the start of the turn; for hearing, when it began to listen.
        listened_s: How long it listened, or None when the utterance was given up.
        took_s: From then to the result; for an answer or a voice, to the first word or sound.
        asked: The question or the clause; empty for hearing.
        text: What was heard.
        no_speech_probability: Of what was heard.
        pieces: The answer as it came, or what was heard so far each time it changed.
        sound_s: How much sound a voice made.
        error: Why there was no result, or nothing.
    """

    part: Part
    at_s: float
    listened_s: float | None = None
    took_s: float
    asked: str = ""
    text: str = ""
    no_speech_probability: float = 0.0
    pieces: tuple[Piece, ...] = ()
    sound_s: float = 0.0
    error: str = ""


class HeardFrame(_Kept):
    """One frame as it came: `samples` of the sound file that lies beside the record."""

    at_s: float
    samples: int
    ended: bool = False
    whispered: bool = False


class TurnRecord(_Kept):
    """One turn. Times are seconds after `at`, the start of speech or the arrival of a text.

    Attributes:
        id: Sorts by time; its beginning is enough to name the turn.
        at: In UTC.
        turn_id: What logs name the turn by.
        person_id: Whose turn it is; empty where that was not known.
        door: Where it came in.
        question: What was heard or read.
        said: What was generated as the answer.
        played: What of it was really heard or sent.
        revision: How often the speaker went on before the answer was audible.
        wasted: How often finished work of a part was dropped.
        conditions: The settings that matter, and what was in use.
        frames: The sound of the question frame by frame, where sound is kept.
        calls: What the engines did, where sound is kept.
    """

    version: int = VERSION
    id: str
    turn_id: str = ""
    at: datetime
    speaker: str
    person_id: str = ""
    kind: Literal["voice", "text"]
    door: Door = "mumble"
    private: bool = False
    outcome: Outcome
    failed: Part | None = None
    question: str = ""
    said: str = ""
    played: str = ""
    revision: int = 0
    wasted: dict[Part, int] = Field(default_factory=dict[Part, int])
    stages: dict[Stage, float] = Field(default_factory=dict[Stage, float])
    decisions: tuple[RecordedDecision, ...] = ()
    conditions: dict[str, str] = Field(default_factory=dict[str, str])
    frames: tuple[HeardFrame, ...] = ()
    calls: tuple[EngineCall, ...] = ()

    @property
    def voice_to_voice_s(self) -> float | None:
        """From the end of speech to the first packet of the answer."""
        return self.between(Stage.SPEECH_END, Stage.FIRST_PACKET)

    @property
    def answer_s(self) -> float | None:
        """What was waited for: from the end of the question to the first of the answer."""
        start = Stage.END_DECIDED if self.kind == "text" else Stage.SPEECH_END
        return self.between(start, Stage.FIRST_PACKET)

    def between(self, start: Stage, end: Stage) -> float | None:
        """Seconds from one stage to another, or None where one was not reached."""
        if start in self.stages and end in self.stages:
            return self.stages[end] - self.stages[start]
        return None


def start_s(turn: Turn) -> float:
    """When a turn began, on the event loop's clock."""
    return min(turn.times.values(), default=0.0)


def record_of(
    turn: Turn,
    wall: datetime,
    loop_s: float,
    conditions: Mapping[str, str],
    frames: tuple[HeardFrame, ...] = (),
    calls: tuple[EngineCall, ...] = (),
    *,
    person_id: str = "",
    door: Door = "mumble",
) -> TurnRecord:
    """Makes the record of a finished turn.

    Args:
        person_id: Whose turn it is; empty where that is not known.
        wall: The time of day now, aware of its zone.
        loop_s: The same moment on the event loop's clock.
    """
    zero_s = start_s(turn)
    at = (wall - timedelta(seconds=max(0.0, loop_s - zero_s))).astimezone(UTC)
    return TurnRecord(
        id=record_id(at, turn.id),
        turn_id=turn.id,
        at=at,
        speaker=turn.speaker.name,
        person_id=person_id,
        door=door,
        kind="voice" if turn.spoken else "text",
        private=turn.private,
        outcome=turn.outcome or Outcome.FAILED,
        failed=turn.failed,
        question=turn.text,
        said=turn.said,
        played=turn.heard,
        revision=turn.revision,
        wasted=dict(turn.wasted),
        stages={stage: round(at_s - zero_s, 6) for stage, at_s in turn.times.items()},
        decisions=tuple(
            RecordedDecision(at_s=round(d.at_s - zero_s, 6), what=d.what, why=d.why) for d in turn.decisions
        ),
        conditions=dict(conditions),
        frames=frames,
        calls=calls,
    )


def record_id(at: datetime, turn_id: str) -> str:
    """A name that sorts by time and can be typed: `20260102t030405678-` and the beginning of the turn's own id."""
    milliseconds = at.microsecond // 1000
    return f"{at:%Y%m%dt%H%M%S}{milliseconds:03d}-{own_part(turn_id)}"


def own_part(turn_id: str) -> str:
    """What a record's name ends with."""
    if turn_id.startswith(WEB_TURN):
        return hashlib.sha256(turn_id.encode()).hexdigest()[:7]
    own = "".join(c for c in turn_id.lower() if c.isalnum())[:7] or base64.b32encode(b"turn").decode().lower()[:7]
    return f"{own:0<7}"
