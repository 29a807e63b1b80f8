"""What is recorded of a turn in the browser while it goes on: its stages, what was decided, what the engines did."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from mumble_ai.assistant.knowledge import Knowledge, KnownLine
from mumble_ai.audio.pcm import SPEECH_RATE_HZ, VOICE_RATE_HZ, Int16
from mumble_ai.audio.resample import resample_int16
from mumble_ai.conversation.ports import Participant
from mumble_ai.conversation.turn import Part, Stage, Turn
from mumble_ai.flight.record import EngineCall, HeardFrame, Piece, start_s
from mumble_ai.flight.tap import Passage, TappedCall
from mumble_ai.memory.people.person import Person
from mumble_ai.speech.contract import Transcript

FRAME_S: Final = 0.02
MOST_CALLS: Final = 64
"""Of engines, kept of one turn; the oldest go first."""
MOST_QUOTED: Final = 3
LONGEST_QUOTE: Final = 120


class Heard:
    """One question into the microphone, from the moment the button went down; times on the event loop's clock.

    Args:
        keeps_sound: Whether its sound is kept.

    Attributes:
        call: What the ear was asked and gave.
        ended_s: When the button was let go.
        known_s: When the words were known.
    """

    def __init__(self, *, keeps_sound: bool) -> None:
        self._time = asyncio.get_running_loop().time
        self._keeps_sound = keeps_sound
        self._pcm: list[Int16] = []
        self.call = TappedCall(Part.STT, self._time())
        self.ended_s = self.known_s = 0.0

    @property
    def began_s(self) -> float:
        """When the button went down."""
        return self.call.at_s

    @property
    def pcm(self) -> Int16 | None:
        """`(n,) int16` mono at 16 000 Hz; None where it is not kept."""
        return np.concatenate(self._pcm) if self._pcm else None

    def take(self, pcm: Int16) -> None:
        """More sound: `(n,) int16` mono at 16 000 Hz."""
        if self._keeps_sound:
            self._pcm.append(pcm)

    def so_far(self, text: str) -> None:
        """Other words than before."""
        self.call.pieces.append(Piece(after_s=round(self._time() - self.call.at_s, 6), text=text))

    def end(self) -> None:
        """The button was let go."""
        self.ended_s = self.call.complete_s = self._time()

    def know(self, transcript: Transcript) -> Heard:
        """The words are known."""
        self.known_s = self.call.done_s = self._time()
        self.call.text = transcript.text.strip()
        self.call.no_speech_probability = transcript.no_speech_probability
        return self


class TurnFlight:
    """One turn as its record tells it.

    Args:
        heard: What the microphone gave; None for what was written.

    Attributes:
        turn: Filled while it goes on.
        voice_asked: Set when somebody wants to hear the answer.
        voice_heard: Set with the first sound that is sent, or when there will be none.
    """

    def __init__(self, turn_id: str, person: Person, text: str, *, spoken: bool, heard: Heard | None = None) -> None:
        speaker = Participant(str(person.id), person.name, f"person:{person.id}")
        self.turn = Turn(turn_id, speaker, spoken=spoken, private=True, text=text)
        self.voice_asked = asyncio.Event()
        self.voice_heard = asyncio.Event()
        self._time = asyncio.get_running_loop().time
        self._heard = heard
        self._calls: deque[TappedCall] = deque(maxlen=MOST_CALLS)
        if heard is not None:
            self._calls.append(heard.call)
            self.turn.mark(Stage.SPEECH_START, heard.began_s)
            self.turn.mark(Stage.SPEECH_END, heard.ended_s)
            self.turn.mark(Stage.END_DECIDED, heard.ended_s)
            self.turn.mark(Stage.TRANSCRIPT, heard.known_s)
            self.turn.decide(heard.ended_s, "end by button", "the button to talk was let go")
        else:
            self.mark(Stage.END_DECIDED, Stage.TRANSCRIPT)

    def mark(self, *stages: Stage) -> None:
        """These stages are reached now."""
        now_s = self._time()
        for stage in stages:
            self.turn.mark(stage, now_s)

    def decide(self, what: str, why: str) -> None:
        """Notes what was decided or done."""
        self.turn.decide(self._time(), what, why)

    def knows(self, known: Knowledge) -> None:
        """Notes what was found for the question."""
        self.decide("recalled", recalled(known))

    def ask(self, part: Part, asked: str = "") -> TappedCall:
        """An engine is asked."""
        call = TappedCall(part, self._time(), asked, self.turn.id)
        self._calls.append(call)
        return call

    def came(self, call: TappedCall, piece: str = "", samples: int = 0) -> None:
        """An engine gave something."""
        call.done_s = self._time() if call.done_s is None else call.done_s
        call.samples += samples
        if piece:
            call.pieces.append(Piece(after_s=round(self._time() - call.at_s, 6), text=piece))

    def written(self) -> None:
        """The first words of the answer are shown; whoever has written reads them."""
        self.mark(Stage.FIRST_TOKEN)
        if not self.turn.spoken:
            self.mark(Stage.FIRST_CLAUSE, Stage.FIRST_PACKET)

    def voice(self, stage: Stage) -> None:
        """The voice of an answer has come so far; whoever has spoken listens."""
        if self.turn.spoken:
            self.mark(stage)
        if stage is Stage.FIRST_PACKET:
            self.voice_heard.set()

    def mute(self, why: str) -> None:
        """There will be no sound."""
        self.decide("no voice", why)
        self.voice_heard.set()

    def passage(self) -> BrowserPassage:
        """Sound and engines, once the turn is over."""
        over_s = max(self.turn.times.values())
        engines = Passage(start_s(self.turn), over_s, (), tuple(self._calls))
        return BrowserPassage(engines, self._heard.pcm if self._heard else None)


@dataclass(frozen=True, slots=True)
class BrowserPassage:
    """See `mumble_ai.flight.recorder.WentBy`.

    Attributes:
        pcm: `(n,) int16` mono at 16 000 Hz, from the beginning of the turn on.
    """

    engines: Passage
    pcm: Int16 | None
    _frame: int = field(default=round(FRAME_S * VOICE_RATE_HZ), init=False)

    def sound(self) -> Int16 | None:
        """See `WentBy.sound`."""
        return None if self.pcm is None else resample_int16(self.pcm, SPEECH_RATE_HZ, VOICE_RATE_HZ)

    def frames(self) -> tuple[HeardFrame, ...]:
        """See `WentBy.frames`: pieces of 20 ms; the last one ends the talk, as the button did."""
        sound = self.sound()
        if sound is None or not sound.size:
            return ()
        starts = range(0, sound.size, self._frame)
        return tuple(
            HeardFrame(
                at_s=round(start / VOICE_RATE_HZ, 6),
                samples=min(self._frame, sound.size - start),
                ended=start + self._frame >= sound.size,
            )
            for start in starts
        )

    def engine_calls(self) -> tuple[EngineCall, ...]:
        """See `WentBy.engine_calls`."""
        return self.engines.engine_calls()


def recalled(known: Knowledge) -> str:
    """What was found for a question, in words."""
    if known.is_empty:
        return "nothing is known that helps"
    kinds: list[tuple[str, int]] = [
        ("events", len(known.schedule)),
        ("names", len(known.entities)),
        ("facts", len(known.facts)),
        ("lines of old talk", len(known.recalled)),
        ("summaries", len(known.summaries)),
    ]
    found = ", ".join(f"{count} {name}" for name, count in kinds if count)
    best: list[KnownLine] = [*known.facts, *known.recalled, *known.summaries][:MOST_QUOTED]
    quotes = "; ".join(f"“{line.text[:LONGEST_QUOTE]}”" for line in best)
    return f"{found}: {quotes}" if quotes else found
