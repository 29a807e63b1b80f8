"""The room of a scenario: microphones that send as real clients do, a loudspeaker that is listened to, a blackboard."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Final, Literal

import numpy as np

from mumble_ai.audio.pcm import FRAME_MS, FRAME_SAMPLES, VOICE_RATE_HZ, Int16, to_float
from mumble_ai.audio.resample import Int16Resampler
from mumble_ai.conversation.ports import DoorEvent, Participant, VoiceHeard
from mumble_ai.testkit.wordcode import Lexicon, WordReader

FRAME_S: Final = FRAME_MS / 1000
GATE_LEVEL: Final = 1000
"""Peak above which a voice-activated client sends."""
GATE_HOLD_S: Final = 0.2
"""And how long it goes on sending after that, as Mumble clients do."""
ECHO_DELAY_S: Final = 0.12
"""From a packet to the microphone beside the loudspeaker."""
SPURT_GAP_S: Final = 0.5

Microphone = Literal["push-to-talk", "voice-activated", "open"]


@dataclass(frozen=True, slots=True)
class Spurt:
    """The assistant's voice from its start until it is silent for `SPURT_GAP_S`."""

    start_s: float
    end_s: float
    frames: int
    to: str | None
    longest_gap_s: float


@dataclass(slots=True)
class _Loudspeaker:
    """What is played."""

    spurts: list[Spurt] = field(default_factory=list[Spurt])

    def note(self, at_s: float, to: str | None) -> bool:
        """Notes a frame; True when it begins a spurt."""
        last = self.spurts[-1] if self.spurts else None
        if last is None or at_s - last.end_s > SPURT_GAP_S or last.to != to:
            self.spurts.append(Spurt(at_s, at_s + FRAME_S, 1, to, 0.0))
            return True
        gap_s = max(last.longest_gap_s, at_s - last.end_s)
        self.spurts[-1] = Spurt(last.start_s, at_s + FRAME_S, last.frames + 1, to, gap_s)
        return False


class Room:
    """A `Door`. What is played is heard by everybody with an echo, and its words are read.

    Attributes:
        loudspeaker: When something was played.
        texts: Each text with the name of its only reader, or None, and its time.
        changed: Set whenever something is played or written.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._events: asyncio.Queue[DoorEvent | None] = asyncio.Queue()
        self._time = asyncio.get_running_loop().time
        self._due_s = 0.0
        self._reader = WordReader(lexicon)
        self._resampler = Int16Resampler(VOICE_RATE_HZ, 16_000)
        self._listening: list[MicrophoneOf] = []
        self.loudspeaker = _Loudspeaker()
        self.texts: list[tuple[str, str | None, float]] = []
        self.changed = asyncio.Event()

    @property
    def words_played(self) -> str:
        """The words in all that was played so far."""
        return " ".join(self._reader.words)

    def happen(self, event: DoorEvent) -> None:
        """Something happens."""
        self._events.put_nowait(event)

    def close(self) -> None:
        """The door closes for good."""
        self._events.put_nowait(None)

    def listen(self, microphone: MicrophoneOf) -> None:
        """This microphone stands beside a loudspeaker."""
        self._listening.append(microphone)

    async def events(self) -> AsyncIterator[DoorEvent]:
        """See `Door.events`."""
        while (event := await self._events.get()) is not None:
            yield event

    async def play(self, frame: Int16, *, to: Participant | None = None) -> None:
        """See `Door.play`."""
        now_s = self._time()
        self.loudspeaker.note(now_s, to.name if to else None)
        self._reader.feed(to_float(self._resampler.feed(frame)))
        for microphone in self._listening:
            microphone.echo(frame, now_s)
        self.changed.set()
        self._due_s = max(self._due_s, now_s) + FRAME_S
        await asyncio.sleep(self._due_s - now_s)

    async def can_whisper(self, to: Participant) -> bool:
        """See `Door.can_whisper`."""
        return True

    async def end_playing(self) -> None:
        """See `Door.end_playing`."""
        self._reader.feed(np.zeros(1600, np.float32))
        self.changed.set()

    async def send_text(self, text: str, *, to: Participant | None = None) -> None:
        """See `Door.send_text`."""
        self.texts.append((text, to.name if to else None, self._time()))
        self.changed.set()

    async def until(self, happened: Callable[[], bool], within_s: float) -> bool:
        """Waits until something is true; False when it takes too long."""
        try:
            async with asyncio.timeout(within_s):
                while not happened():
                    self.changed.clear()
                    await self.changed.wait()
        except TimeoutError:
            return False
        return True


class MicrophoneOf:
    """The microphone of one person: what they do and what comes back from their loudspeaker, in frames of 20 ms.

    Args:
        echo_level: How loud the assistant comes back, 0 to 1.
    """

    def __init__(self, who: Participant, kind: Microphone, room: Room, echo_level: float = 0.0) -> None:
        self._who = who
        self._kind = kind
        self._room = room
        self._echo_level = echo_level
        self._sound: deque[Int16] = deque()
        self._whispered = False
        self._echo: deque[tuple[float, Int16]] = deque()
        self._silent = asyncio.Event()
        self._wake = asyncio.Event()
        self._time = asyncio.get_running_loop().time
        if echo_level:
            room.listen(self)

    async def send(self, sound: Int16, *, whispered: bool = False) -> None:
        """Lets `(n,) int16` at 48 000 Hz be heard; returns when its last frame was sent."""
        short = -sound.size % FRAME_SAMPLES
        whole = np.concatenate((sound, np.zeros(short, np.int16)))
        self._sound.extend(whole[start : start + FRAME_SAMPLES] for start in range(0, whole.size, FRAME_SAMPLES))
        self._whispered = whispered
        self._silent.clear()
        self._wake.set()
        await self._silent.wait()

    def echo(self, frame: Int16, at_s: float) -> None:
        """The loudspeaker plays."""
        self._echo.append((at_s + ECHO_DELAY_S, frame))
        self._wake.set()

    async def run(self) -> None:
        """Sends until cancelled."""
        open_until_s, is_open = 0.0, False
        due_s = self._time()
        while True:
            if self._kind != "open" and not (self._sound or self._echo or is_open):
                self._wake.clear()
                await self._wake.wait()
                due_s = self._time()
            due_s += FRAME_S
            await asyncio.sleep(due_s - self._time())
            frame, is_speaking = self._next(due_s)
            is_last = is_speaking and not self._sound
            if self._kind == "voice-activated" and int(np.abs(frame).max(initial=0)) >= GATE_LEVEL:
                open_until_s = due_s + GATE_HOLD_S
            wants = {"push-to-talk": is_speaking, "open": True, "voice-activated": due_s < open_until_s}[self._kind]
            ends = is_last if self._kind == "push-to-talk" else is_open and not wants
            if wants or ends:
                self._room.happen(VoiceHeard(self._who, frame, due_s, ended=ends, whispered=self._whispered))
            is_open = wants and not ends and self._kind != "open"
            if is_last:
                self._silent.set()

    def _next(self, now_s: float) -> tuple[Int16, bool]:
        is_speaking = bool(self._sound)
        frame = self._sound.popleft() if self._sound else np.zeros(FRAME_SAMPLES, np.int16)
        while self._echo and self._echo[0][0] <= now_s - FRAME_S:
            self._echo.popleft()
        if self._echo and self._echo[0][0] <= now_s:
            heard = self._echo.popleft()[1].astype(np.float32) * self._echo_level
            frame = np.clip(frame + heard, -32768, 32767).astype(np.int16)
        return frame, is_speaking
