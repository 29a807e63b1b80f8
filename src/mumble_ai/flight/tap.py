"""Listens in on the door and the engines of a talk, so that a turn can be replayed with its own sound and timing."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Final

import numpy as np

from mumble_ai.audio.pcm import VOICE_RATE_HZ, Int16
from mumble_ai.conversation.ports import VoiceHeard
from mumble_ai.conversation.turn import Part, Stage, Turn
from mumble_ai.flight.record import EngineCall, HeardFrame, Piece, start_s

MOST_SAMPLES: Final = 60 * VOICE_RATE_HZ
"""Sound kept of everybody together: a minute of voice, 6 MB; the oldest goes, so the start of a very
long turn, or of one among many speakers, may be missing from its replay."""
MOST_CALLS: Final = 256
BEFORE_S: Final = 1.0
"""Sound kept from before the start of speech."""

MOST_FRAMES: Final = 20_000
"""Frames kept of everybody together, the empty ones that only end a talk spurt included."""


@dataclass(slots=True)
class TappedCall:
    """One call of an engine while it goes on; see `EngineCall`."""

    part: Part
    at_s: float
    asked: str = ""
    owner: str = ""
    complete_s: float | None = None
    done_s: float | None = None
    text: str = ""
    no_speech_probability: float = 0.0
    pieces: list[Piece] = field(default_factory=list[Piece])
    samples: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """What went by during one turn, as it was; the rest is worked out where it may take time.

    Attributes:
        begun_s, over_s: Of the turn, on the event loop's clock.
    """

    begun_s: float
    over_s: float
    voices: tuple[VoiceHeard, ...]
    calls: tuple[TappedCall, ...]

    def sound(self) -> Int16 | None:
        """The speaker's sound, `(n,) int16` mono at 48 000 Hz, or None where there is none."""
        return np.concatenate([voice.pcm for voice in self.voices]) if self.voices else None

    def frames(self) -> tuple[HeardFrame, ...]:
        """Each frame of the sound."""
        return tuple(
            HeardFrame(at_s=round(v.at_s - self.begun_s, 6), samples=v.pcm.size, ended=v.ended, whispered=v.whispered)
            for v in self.voices
        )

    def engine_calls(self) -> tuple[EngineCall, ...]:
        """What the engines did."""
        return tuple(self._kept(call) for call in self.calls)

    def _kept(self, call: TappedCall) -> EngineCall:
        complete_s = call.at_s if call.complete_s is None else call.complete_s
        return EngineCall(
            part=call.part,
            at_s=round(call.at_s - self.begun_s, 6),
            listened_s=None if call.complete_s is None else round(call.complete_s - call.at_s, 6),
            took_s=round((self.over_s if call.done_s is None else call.done_s) - complete_s, 6),
            asked=call.asked,
            text=call.text,
            no_speech_probability=call.no_speech_probability,
            pieces=tuple(call.pieces),
            sound_s=call.samples / VOICE_RATE_HZ,
            error=call.error,
        )


class FlightTap:
    """Remembers what went by, bounded; the parts of `mumble_ai.flight.tapped` tell it."""

    def __init__(self) -> None:
        self._time = asyncio.get_running_loop().time
        self._voices: deque[VoiceHeard] = deque()
        self._samples = 0
        self._calls: deque[TappedCall] = deque(maxlen=MOST_CALLS)

    def hear(self, voice: VoiceHeard) -> None:
        """Remembers a frame."""
        self._voices.append(voice)
        self._samples += voice.pcm.size
        while self._samples > MOST_SAMPLES or len(self._voices) > MOST_FRAMES:
            self._samples -= self._voices.popleft().pcm.size

    def begin(self, part: Part, *, asked: str = "", owner: str = "") -> TappedCall:
        """An engine is asked."""
        call = TappedCall(part, self._time(), asked, owner)
        self._calls.append(call)
        return call

    def done(self, call: TappedCall) -> None:
        """The engine has its (first) result."""
        if call.done_s is None:
            call.done_s = self._time()

    def complete(self, call: TappedCall) -> None:
        """An utterance is complete."""
        call.complete_s = self._time()

    def piece(self, call: TappedCall, text: str) -> None:
        """Text came."""
        call.pieces.append(Piece(after_s=round(self._time() - call.at_s, 6), text=text))

    def of_turn(self, turn: Turn) -> Passage:
        """What went by during a turn that is over; costs no more than the turn is long."""
        begun_s, over_s = start_s(turn), max(turn.times.values(), default=0.0)
        calls = (call for call in self._calls if _belongs(call, turn, begun_s, over_s))
        copies = tuple(replace(call, pieces=list(call.pieces)) for call in calls)
        return Passage(begun_s, over_s, self._voices_of(turn, begun_s - BEFORE_S, over_s), copies)

    def _voices_of(self, turn: Turn, from_s: float, until_s: float) -> tuple[VoiceHeard, ...]:
        if not turn.spoken:
            return ()
        lately = takewhile(lambda voice: voice.at_s >= from_s, reversed(self._voices))
        return tuple(v for v in lately if v.at_s <= until_s and v.speaker.id == turn.speaker.id)[::-1]


def _belongs(call: TappedCall, turn: Turn, zero_s: float, end_s: float) -> bool:
    """Whether an engine worked for this turn; hearing names no turn: the words tell who spoke."""
    if not zero_s <= call.at_s <= end_s:
        return False
    match call.part:
        case Part.LLM:
            return call.owner.split(".")[0] == turn.id
        case Part.STT:
            decided_s = turn.times.get(Stage.TRANSCRIPT, end_s)
            words = call.text.strip()
            return bool(call.error) or not words or words in turn.text or (turn.revision > 0 and call.at_s < decided_s)
        case _:
            return True
