"""A circuit breaker: a part that fails again and again is left alone for a while, then tried by one caller alone.

Pure: time is passed in. Written here because the libraries at hand let every caller through while half open
(purgatory 3.0, aiobreaker 1.2) or know asyncio only by way of Tornado (pybreaker 1.4).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class BreakerState(StrEnum):
    """Closed lets every call through, open none, half open exactly one: the probe."""

    CLOSED = "closed"
    HALF_OPEN = "half_open"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class BreakerPolicy:
    """When a part is left alone.

    Attributes:
        threshold: Failures in a row that open the breaker.
        timeout_s: How long it then stays open. A probe that has not come back after that time is given up.
    """

    threshold: int = 5
    timeout_s: float = 60.0


class CircuitBreaker:
    """Counts how calls to one part went and says whether the next one may be made.

    Attributes:
        name: The part, for people and metrics.
        reason: Why the newest call or check failed; empty after a success.
    """

    def __init__(self, name: str, policy: BreakerPolicy) -> None:
        self.name = name
        self.reason = ""
        self._policy = policy
        self._failures = 0
        self._open_until_s: float | None = None
        self._probe: Permit | None = None
        self._probe_until_s = 0.0

    def state(self, now_s: float) -> BreakerState:
        """How it stands at `now_s`, in seconds of the clock that every other call uses."""
        if self._open_until_s is None:
            return BreakerState.CLOSED
        return BreakerState.OPEN if now_s < self._open_until_s else BreakerState.HALF_OPEN

    def admits(self, now_s: float) -> bool:
        """Whether `admit` would let a call through."""
        state = self.state(now_s)
        is_probed = self._probe is not None and now_s < self._probe_until_s
        return state is BreakerState.CLOSED or (state is BreakerState.HALF_OPEN and not is_probed)

    def admit(self, now_s: float) -> Permit | None:
        """Lets one call through, which must report to the permit how it went; None when it must not be made."""
        if not self.admits(now_s):
            return None
        permit = Permit(self)
        if self._open_until_s is not None:
            self._probe, self._probe_until_s = permit, now_s + self._policy.timeout_s
        return permit

    def trip(self, now_s: float, why: str) -> None:
        """A check found the part ill: the breaker opens without waiting for callers to find out."""
        self.reason = why
        self._open_until_s = now_s + self._policy.timeout_s
        self._probe = None

    def hasten(self, now_s: float) -> None:
        """A check found the part well: an open breaker is half open at once."""
        if self._open_until_s is not None:
            self._open_until_s = min(self._open_until_s, now_s)

    def _take_success(self, permit: Permit) -> None:
        if self._open_until_s is not None and permit is not self._probe:
            return  # begun before the breaker opened: it says nothing about now
        self._failures, self._open_until_s, self._probe, self.reason = 0, None, None, ""

    def _take_failure(self, permit: Permit, now_s: float, why: str) -> None:
        if self._open_until_s is not None and permit is not self._probe:
            return
        self.reason = why
        self._failures += 1
        if permit is self._probe or self._failures >= self._policy.threshold:
            self.trip(now_s, why)

    def _take_back(self, permit: Permit) -> None:
        if permit is self._probe:
            self._probe = None


class Permit:
    """One call that was let through. Its first report counts, later ones change nothing."""

    def __init__(self, breaker: CircuitBreaker) -> None:
        self._breaker: CircuitBreaker | None = breaker

    def succeeded(self) -> None:
        """The part did its work."""
        if breaker := self._take():
            breaker._take_success(self)  # pyright: ignore[reportPrivateUsage]

    def failed(self, now_s: float, why: str) -> None:
        """It did not."""
        if breaker := self._take():
            breaker._take_failure(self, now_s, why)  # pyright: ignore[reportPrivateUsage]

    def dropped(self) -> None:
        """The call was given up for a reason that says nothing about the part."""
        if breaker := self._take():
            breaker._take_back(self)  # pyright: ignore[reportPrivateUsage]

    def _take(self) -> CircuitBreaker | None:
        breaker, self._breaker = self._breaker, None
        return breaker
