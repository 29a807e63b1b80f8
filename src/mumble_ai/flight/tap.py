"""Listens in on the door and the engines of a talk, so that a turn can be replayed with its own sound and timing."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from mumble_ai.audio.pcm import VOICE_RATE_HZ, Int16
from mumble_ai.conversation.ports import VoiceHeard
from mumble_ai.conversation.turn import Part, Stage, Turn
from mumble_ai.flight.record import EngineCall, HeardFrame, Piece, start_s

MOST_SAMPLES: Final = 300 * VOICE_RATE_HZ
"""Sound kept of everybody together: five minutes of voice, 29 MB; the oldest goes."""
MOST_CALLS: Final = 256
BEFORE_S: Final = 1.0
"""Sound kept from before the start of speech."""

Tapped = tuple[tuple[HeardFrame, ...], Int16 | None, tuple[EngineCall, ...]]


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
        while self._samples > MOST_SAMPLES:
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

    def of_turn(self, turn: Turn) -> Tapped:
        """What went by during a turn: the speaker's frames, their sound `(n,) int16` at 48 000 Hz, engine calls."""
        zero_s, end_s = start_s(turn), max(turn.times.values(), default=0.0)
        voices = [v for v in self._voices if v.speaker.id == turn.speaker.id and zero_s - BEFORE_S <= v.at_s <= end_s]
        frames = tuple(
            HeardFrame(at_s=round(v.at_s - zero_s, 6), samples=v.pcm.size, ended=v.ended, whispered=v.whispered)
            for v in voices
        )
        sound = np.concatenate([v.pcm for v in voices]) if voices and turn.spoken else None
        calls = tuple(self._kept(call, zero_s) for call in self._calls if _belongs(call, turn, zero_s, end_s))
        return frames if sound is not None else (), sound, calls

    def _kept(self, call: TappedCall, zero_s: float) -> EngineCall:
        complete_s = call.at_s if call.complete_s is None else call.complete_s
        return EngineCall(
            part=call.part,
            at_s=round(call.at_s - zero_s, 6),
            listened_s=None if call.complete_s is None else round(call.complete_s - call.at_s, 6),
            took_s=round((self._time() if call.done_s is None else call.done_s) - complete_s, 6),
            asked=call.asked,
            text=call.text,
            no_speech_probability=call.no_speech_probability,
            pieces=tuple(call.pieces),
            sound_s=call.samples / VOICE_RATE_HZ,
            error=call.error,
        )


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
