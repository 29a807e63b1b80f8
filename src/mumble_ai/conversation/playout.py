"""Plays an answer, clause by clause, in 20 ms frames, and knows which words were really heard."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from mumble_ai.audio.pcm import FRAME_MS, FRAME_SAMPLES, Int16
from mumble_ai.conversation.ports import Door
from mumble_ai.conversation.turn import Part, Trouble


@dataclass(frozen=True, slots=True)
class PlayoutPolicy:
    """Limits of playing.

    Attributes:
        ahead_s: Sound made before it is played; making more waits.
        gap_s: The talk spurt is ended when the next frame is late by more than this.
        frame_deadline_s: The door has failed when it takes one frame for longer than this.
        character_s: Length of spoken text, to judge a clause whose sound is not complete yet.
    """

    ahead_s: float = 8.0
    gap_s: float = 0.06
    frame_deadline_s: float = 2.0
    character_s: float = 0.06


@dataclass(slots=True)
class _Clause:
    text: str
    samples: int = 0
    frames_played: int = 0
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class _Frame:
    clause: _Clause
    pcm: Int16


class Playout:
    """Plays one answer. One task puts sound in, another one runs `run`; both end together.

    Args:
        gate: Nothing is audible while it is closed.
        on_first_frame: Called when the first frame goes out.
    """

    def __init__(
        self, door: Door, policy: PlayoutPolicy, gate: asyncio.Event, on_first_frame: Callable[[], None]
    ) -> None:
        self._door = door
        self._policy = policy
        self._gate = gate
        self._on_first_frame = on_first_frame
        ahead_frames = max(1, round(policy.ahead_s * 1000 / FRAME_MS))
        self._frames: asyncio.Queue[_Frame | Trouble | None] = asyncio.Queue(ahead_frames)
        self._clauses: list[_Clause] = []
        self._rest = np.zeros(0, np.int16)
        self._is_playing = False
        self.is_audible = False

    @property
    def heard(self) -> str:
        """The words played so far; a clause cut off in the middle counts in proportion."""
        words: list[str] = []
        for clause in self._clauses:
            share = self._share_played(clause)
            all_words = clause.text.split()
            words += all_words[: int(len(all_words) * share + 1e-9)]
            if share < 1.0:
                break
        return " ".join(words)

    def begin(self, text: str) -> None:
        """The sound that follows belongs to this clause."""
        self._clauses.append(_Clause(text))

    async def put(self, pcm: Int16) -> None:
        """Takes `(n,) int16` mono samples at 48 000 Hz; waits while enough sound is ready."""
        clause = self._clauses[-1]
        clause.samples += pcm.size
        pcm = np.concatenate((self._rest, pcm)) if self._rest.size else pcm
        whole = pcm.size - pcm.size % FRAME_SAMPLES
        self._rest = pcm[whole:]
        for start in range(0, whole, FRAME_SAMPLES):
            await self._frames.put(_Frame(clause, pcm[start : start + FRAME_SAMPLES]))

    def complete(self) -> None:
        """The sound of the newest clause is complete."""
        self._clauses[-1].is_whole = True

    async def finish(self, trouble: Trouble | None = None) -> None:
        """The answer is complete, or ends with a trouble after what was put in."""
        if self._rest.size:
            last = np.zeros(FRAME_SAMPLES, np.int16)
            last[: self._rest.size] = self._rest
            await self._frames.put(_Frame(self._clauses[-1], last))
        await self._frames.put(trouble)

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
        with contextlib.suppress(asyncio.QueueEmpty):
            return self._frames.get_nowait()
        if self._is_playing:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._policy.gap_s):
                    return await self._frames.get()
            await self._end_spurt()
        return await self._frames.get()

    async def _play(self, frame: _Frame) -> None:
        if not self.is_audible:
            await self._gate.wait()
            self.is_audible = True
            self._on_first_frame()
        self._is_playing = True
        try:
            async with asyncio.timeout(self._policy.frame_deadline_s):
                await self._door.play(frame.pcm)
        except TimeoutError:
            raise Trouble(Part.DOOR, f"a frame was not taken within {self._policy.frame_deadline_s:g} s") from None
        frame.clause.frames_played += 1

    async def _end_spurt(self) -> None:
        if not self._is_playing:
            return
        self._is_playing = False
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._policy.frame_deadline_s):
                await self._door.end_playing()

    def _share_played(self, clause: _Clause) -> float:
        played = clause.frames_played * FRAME_SAMPLES
        if clause.is_whole:
            # The last samples of a clause may travel in the first frame of the next one.
            return 1.0 if played > clause.samples - FRAME_SAMPLES else played / clause.samples
        expected = len(clause.text) * self._policy.character_s * 1000 / FRAME_MS * FRAME_SAMPLES
        return min(played / max(clause.samples, expected, 1), 0.99)
