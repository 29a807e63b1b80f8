"""A jitter buffer: puts packets back in order and says which are lost. Pure: times come in, nothing waits here.

Packets in order are handed out at once, so an undisturbed stream has no delay at all. Only when a packet is missing do
the later ones wait, for at most `wait_s`. Positions count units of 10 ms, as Mumble does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

UNIT_S: Final = 0.01


@dataclass(frozen=True, slots=True)
class Packet:
    """A packet to be played next; `last` ends the talk spurt."""

    payload: bytes
    last: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """So many units are lost; `following` is the packet after them, which may carry a copy of the last of them."""

    units: int
    following: bytes


@dataclass(frozen=True, slots=True)
class SpurtEnd:
    """The talk spurt ended without its last packet."""


Playable = Packet | Gap | SpurtEnd


@dataclass(frozen=True, slots=True)
class JitterConfig:
    """Thresholds of the buffer.

    Attributes:
        wait_s: How long later packets wait for a missing one.
        spurt_timeout_s: A talk spurt without packets for so long has ended.
        max_packets: So many may wait; then the missing one is given up.
        max_gap_units: A longer gap is not filled: the stream just goes on.
        restart_units: A jump of position by more than this, either way, is a new stream.
        stale_s: So long after the end of a spurt, what is left of it is not taken for a new one;
        stale_units: as long as it lies no further before the end than this.
    """

    wait_s: float = 0.06
    spurt_timeout_s: float = 0.5
    max_packets: int = 50
    max_gap_units: int = 12
    restart_units: int = 100
    stale_s: float = 0.2
    stale_units: int = 20


@dataclass(frozen=True, slots=True)
class _Waiting:
    payload: bytes
    units: int
    last: bool


@dataclass(slots=True)
class JitterCounters:
    """What happened so far, in packets (units of 10 ms for `lost_units`)."""

    played: int = 0
    late: int = 0
    reordered: int = 0
    lost_units: int = 0


@dataclass(slots=True)
class JitterBuffer:
    """The buffer of one speaker. Call `push` for each packet, and `pop` after it and at `deadline_s`."""

    config: JitterConfig = field(default_factory=JitterConfig)
    counters: JitterCounters = field(default_factory=JitterCounters)
    _waiting: dict[int, _Waiting] = field(default_factory=dict[int, _Waiting])
    _expected: int = 0
    _played: int = -1
    _talking: bool = False
    _heard_s: float = 0.0
    _blocked_s: float | None = None
    _ended_s: float | None = None

    @property
    def talking(self) -> bool:
        """True inside a talk spurt."""
        return self._talking

    @property
    def deadline_s(self) -> float | None:
        """When `pop` must be called again even if nothing arrives, or None."""
        if not self._talking:
            return None
        end_s = self._heard_s + self.config.spurt_timeout_s
        return end_s if self._blocked_s is None else min(end_s, self._blocked_s + self.config.wait_s)

    def push(self, sequence: int, units: int, payload: bytes, now_s: float, *, last: bool = False) -> None:
        """Takes a packet.

        Args:
            sequence: Position of its start.
            units: Its length; 0 for a bare end.
            payload: The Opus packet.
            now_s: Time of arrival.
            last: True when it ends the talk spurt.
        """
        if self._belongs_to_ended(sequence, now_s):
            self.counters.late += 1
            return
        if not self._talking:
            self._start(sequence)
        elif abs(sequence - self._expected) > self.config.restart_units:
            self._waiting.clear()
            self._blocked_s = None
            self._start(sequence)
        self._heard_s = now_s
        if sequence <= self._played or sequence in self._waiting:
            self.counters.late += 1
            return
        if self._waiting and sequence < max(self._waiting):
            self.counters.reordered += 1
        self._waiting[sequence] = _Waiting(payload, units, last)

    def pop(self, now_s: float) -> list[Playable]:
        """Everything that is to be played now, in order."""
        out: list[Playable] = []
        while self._waiting:
            first = min(self._waiting)
            if first > self._expected and not self._give_up(now_s):
                return out
            if first > self._expected:
                self._skip_to(first, out)
            self._blocked_s = None
            self._play(first, now_s, out)
        self._blocked_s = None
        if self._talking and self._is_silent(now_s):
            self._end(now_s)
            out.append(SpurtEnd())
        return out

    def _belongs_to_ended(self, sequence: int, now_s: float) -> bool:
        if self._talking or self._ended_s is None or now_s - self._ended_s > self.config.stale_s:
            return False
        return self._expected - self.config.stale_units <= sequence < self._expected

    def _start(self, sequence: int) -> None:
        self._talking = True
        self._expected = sequence
        self._played = sequence - 1

    def _give_up(self, now_s: float) -> bool:
        if self._blocked_s is None:
            self._blocked_s = now_s
        waited = now_s >= self._blocked_s + self.config.wait_s
        return waited or self._is_silent(now_s) or len(self._waiting) >= self.config.max_packets

    def _is_silent(self, now_s: float) -> bool:
        """Whether the talk spurt is over because nothing has come for so long."""
        return now_s >= self._heard_s + self.config.spurt_timeout_s

    def _skip_to(self, first: int, out: list[Playable]) -> None:
        units = first - self._expected
        self.counters.lost_units += units
        if units <= self.config.max_gap_units:
            out.append(Gap(units, self._waiting[first].payload))
        self._expected = first

    def _play(self, first: int, now_s: float, out: list[Playable]) -> None:
        packet = self._waiting.pop(first)
        self._played = first
        self._expected = first + packet.units
        self.counters.played += 1
        out.append(Packet(packet.payload, packet.last))
        if packet.last:
            self._end(now_s)

    def _end(self, now_s: float) -> None:
        self._talking = False
        self._ended_s = now_s
        self._blocked_s = None
        self._waiting.clear()
