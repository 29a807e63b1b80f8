"""Plays an answer, clause by clause, in 20 ms frames, and knows which words were really heard."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from mumble_ai.audio.pcm import FRAME_MS, FRAME_SAMPLES, Int16
from mumble_ai.conversation.ports import Participant
from mumble_ai.conversation.speaking.spoken_words import frames_to_rewind, words_heard
from mumble_ai.conversation.turn import Part, Trouble


class Speaker(Protocol):
    """Where frames go."""

    def saying(self, text: str) -> None:
        """The frames that follow say `text`."""
        ...

    async def play(self, frame: Int16, *, to: Participant | None = None) -> None: ...
    async def end_playing(self) -> None: ...


@dataclass(frozen=True, slots=True)
class PlayoutPolicy:
    """Limits of playing.

    Attributes:
        ahead_s: Sound made before it is played; making more waits.
        gap_s: The talk spurt is ended when the next frame is late by more than this.
        frame_deadline_s: The door has failed when it takes one frame for longer than this.
        character_s: Length of spoken text, to judge a clause whose sound is not complete yet.
        rewind_s: A paused answer goes on at the start of a word, at most this far back.
    """

    ahead_s: float = 8.0
    gap_s: float = 0.06
    frame_deadline_s: float = 2.0
    character_s: float = 0.06
    rewind_s: float = 0.8


@dataclass(slots=True)
class Clause:
    """One clause and how much of it was played.

    Attributes:
        counts: False for what is no part of the answer, such as a filler or the name of who is answered.
        frames_played: Frames that went out and were not taken back.
    """

    text: str
    counts: bool = True
    samples: int = 0
    frames_played: int = 0
    is_whole: bool = False
    levels: list[int] = field(default_factory=list[int])
    """Loudest sample of each frame, to find the pauses between words."""


@dataclass(frozen=True, slots=True)
class _Frame:
    clause: Clause
    pcm: Int16


class Playout:
    """Plays one answer. One task puts sound in, another one runs `run`; both end together.

    Args:
        to: The only one who hears it; None for everybody at the door.
        gate: Nothing is audible while it is closed.
        on_first_frame: Called when the first frame of the answer itself goes out.
        may_start: Nothing is audible until it is set; None for at once.
    """

    def __init__(
        self,
        door: Speaker,
        policy: PlayoutPolicy,
        gate: asyncio.Event,
        on_first_frame: Callable[[], None],
        *,
        to: Participant | None = None,
        may_start: asyncio.Event | None = None,
    ) -> None:
        self._door = door
        self._policy = policy
        self._gate = gate
        self._on_first_frame = on_first_frame
        self._to = to
        self._may_start = may_start
        ahead_frames = max(1, round(policy.ahead_s * 1000 / FRAME_MS))
        self._frames: asyncio.Queue[_Frame | Trouble | None] = asyncio.Queue(ahead_frames)
        self._again: deque[_Frame] = deque()
        self._played: deque[_Frame] = deque(maxlen=max(1, round(policy.rewind_s * 1000 / FRAME_MS)))
        self._clauses: list[Clause] = []
        self._rest: Int16 = np.zeros(0, np.int16)
        self._rest_of: Clause | None = None
        self._going = asyncio.Event()
        self._going.set()
        self._is_playing = False
        self.is_audible = False
        """Whether a frame of the answer itself has gone out."""

    @property
    def heard(self) -> str:
        """The words played so far; a clause cut off in the middle counts up to the word that was cut."""
        words: list[str] = []
        for clause in self._clauses:
            if not clause.counts:
                continue
            played = self._words_played(clause)
            words += played
            if len(played) < len(clause.text.split()):
                break
        return " ".join(words)

    @property
    def unheard(self) -> list[str]:
        """What is left to hear of the clauses whose sound was begun."""
        left: list[str] = []
        for clause in self._clauses:
            words = clause.text.split()
            rest = words[len(self._words_played(clause)) :]
            if clause.counts and rest:
                left.append(" ".join(rest))
        return left

    @property
    def buffered_s(self) -> float:
        """Sound that is ready to be played."""
        return (self._frames.qsize() + len(self._again)) * FRAME_MS / 1000

    @property
    def is_paused(self) -> bool:
        return not self._going.is_set()

    def begin(self, text: str, *, counts: bool = True) -> Clause:
        """The sound put in for the returned clause says `text`."""
        clause = Clause(text, counts)
        self._clauses.append(clause)
        return clause

    async def put(self, clause: Clause, pcm: Int16) -> None:
        """Takes `(n,) int16` mono samples at 48 000 Hz; waits while enough sound is ready."""
        clause.samples += pcm.size
        if self._rest.size:
            pcm = np.concatenate((self._rest, pcm))
        whole = pcm.size - pcm.size % FRAME_SAMPLES
        self._rest, self._rest_of = pcm[whole:], clause
        for start in range(0, whole, FRAME_SAMPLES):
            frame = pcm[start : start + FRAME_SAMPLES]
            clause.levels.append(int(np.abs(frame).max()))
            await self._frames.put(_Frame(clause, frame))
            if not self.is_audible and not start:
                await asyncio.sleep(0)  # the first frame goes out before the others are cut

    def complete(self, clause: Clause) -> None:
        """The sound of a clause is complete."""
        clause.is_whole = True

    async def finish(self, trouble: Trouble | None = None) -> None:
        """The answer is complete, or ends with a trouble after what was put in."""
        if self._rest.size and self._rest_of is not None:
            last = np.zeros(FRAME_SAMPLES, np.int16)
            last[: self._rest.size] = self._rest
            await self._frames.put(_Frame(self._rest_of, last))
        await self._frames.put(trouble)

    def pause(self) -> None:
        """Falls silent after the frame that is going out now."""
        self._going.clear()

    def resume(self) -> None:
        """Goes on at the start of the word that was cut."""
        if self._going.is_set():
            return
        back = frames_to_rewind([int(np.abs(frame.pcm).max()) for frame in self._played])
        for _ in range(back):
            frame = self._played.pop()
            frame.clause.frames_played -= 1
            self._again.appendleft(frame)
        self._going.set()

    def drop_unplayed(self) -> None:
        """Forgets all sound that was not played, and what its clauses would have said."""
        self._again.clear()
        while not self._frames.empty():
            self._frames.get_nowait()
        self._rest, self._rest_of = np.zeros(0, np.int16), None
        for clause in self._clauses:
            if not self._is_heard_whole(clause):
                clause.text = " ".join(self._words_played(clause))
                clause.is_whole = True
                clause.samples = clause.frames_played * FRAME_SAMPLES
        self._played.clear()

    async def run(self) -> None:
        """Plays until the answer is complete; always ends the talk spurt, however it ends.

        Raises:
            Trouble: What `finish` was given, after everything before it was played; or the door did not take a frame.
        """
        try:
            while (item := await self._next()) is not None:
                if isinstance(item, Trouble):
                    raise item
                await self._play(item)
        finally:
            await self._end_spurt()

    async def _next(self) -> _Frame | Trouble | None:
        if not self._going.is_set():
            await self._end_spurt()
            await self._going.wait()
        if self._again:
            return self._again.popleft()
        with contextlib.suppress(asyncio.QueueEmpty):
            return self._frames.get_nowait()
        if self._is_playing:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._policy.gap_s):
                    return await self._frames.get()
            await self._end_spurt()
        return await self._frames.get()

    async def _play(self, frame: _Frame) -> None:
        if not self.is_audible and not self._gate.is_set():
            await self._end_spurt()
            await self._gate.wait()
        if not self.is_audible and self._may_start is not None:
            await self._may_start.wait()
        if not self._going.is_set():  # paused while it waited for sound
            self._again.appendleft(frame)
            return
        if not self.is_audible and frame.clause.counts:
            self.is_audible = True
            self._on_first_frame()
        self._is_playing = True
        if not frame.clause.frames_played:
            self._door.saying(frame.clause.text)
        try:
            async with asyncio.timeout(self._policy.frame_deadline_s):
                await self._door.play(frame.pcm, to=self._to)
        except TimeoutError:
            raise Trouble(Part.DOOR, f"a frame was not taken within {self._policy.frame_deadline_s:g} s") from None
        frame.clause.frames_played += 1
        self._played.append(frame)

    async def _end_spurt(self) -> None:
        if not self._is_playing:
            return
        self._is_playing = False
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._policy.frame_deadline_s):
                await self._door.end_playing()

    def _is_heard_whole(self, clause: Clause) -> bool:
        # The last samples of a clause may travel in the first frame of the next one.
        return clause.is_whole and clause.frames_played * FRAME_SAMPLES > clause.samples - FRAME_SAMPLES

    def _words_played(self, clause: Clause) -> list[str]:
        if self._is_heard_whole(clause):
            return clause.text.split()
        expected = 0.0 if clause.is_whole else len(clause.text) * self._policy.character_s * 1000 / FRAME_MS
        frames = max(clause.samples / FRAME_SAMPLES, expected)
        return words_heard(clause.text, clause.frames_played, frames, clause.levels)
