"""The clock of outgoing voice: one frame each 20 ms on an absolute schedule, never a burst, no drift."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Final

from mumble_ai.audio.pcm import FRAME_MS

FRAME_S: Final = FRAME_MS / 1000


@dataclass(slots=True)
class FrameSchedule:
    """When frames are due. Pure.

    The first two frames go out together, which gives the listener one frame in reserve; each later one is due 20 ms
    after the one before. Whoever comes late by more than `tolerance_s` has left a hole: the schedule moves on by the
    missing frames instead of catching up with a burst.

    Attributes:
        lead_frames: Frames ahead of real time.
        tolerance_s: Lateness that is still made good by sending at once.
    """

    lead_frames: int = 1
    tolerance_s: float = FRAME_S
    _origin_s: float | None = None
    _index: int = 0

    def start(self, now_s: float) -> int:
        """Books the next frame; returns how many frames of time were skipped before it (0 without a stall)."""
        if self._origin_s is None:
            self._origin_s = now_s
            self._index = 1
            return 0
        due_s = self._due_s(self._origin_s, self._index)
        late_s = now_s - due_s
        skipped = 0
        if late_s > self.tolerance_s:
            skipped = int(late_s / FRAME_S)
            self._origin_s += late_s
        self._index += 1
        return skipped

    @property
    def running(self) -> bool:
        """True inside a talk spurt."""
        return self._origin_s is not None

    def next_due_s(self) -> float:
        """When the frame after those booked is due."""
        return self._due_s(self._origin_s, self._index) if self._origin_s is not None else 0.0

    def reset(self) -> None:
        """Ends a talk spurt; the next frame starts a new schedule."""
        self._origin_s = None
        self._index = 0

    def _due_s(self, origin_s: float, index: int) -> float:
        return origin_s + max(0, index - self.lead_frames) * FRAME_S


class FramePacer:
    """Lets a writer of frames through in real time, like a sound card does."""

    def __init__(self, schedule: FrameSchedule | None = None) -> None:
        self._schedule = schedule or FrameSchedule()

    @property
    def running(self) -> bool:
        """True inside a talk spurt."""
        return self._schedule.running

    def start(self) -> int:
        """Books a frame now; returns how many frames of time were skipped before it."""
        return self._schedule.start(asyncio.get_running_loop().time())

    async def wait(self) -> None:
        """Returns when the next frame is due."""
        delay_s = self._schedule.next_due_s() - asyncio.get_running_loop().time()
        await asyncio.sleep(max(0.0, delay_s))

    def reset(self) -> None:
        """Ends a talk spurt."""
        self._schedule.reset()
