"""Which way voice goes, UDP or the TCP tunnel, decided from echoes. Pure: times come in, decisions go out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

Path = Literal["udp", "tcp"]

PING_INTERVAL_S: Final = 1.0
_MAX_OUTSTANDING: Final = 16


@dataclass(slots=True)
class RoundTrip:
    """Mean and variance of a round trip in milliseconds (Welford's method over the whole connection)."""

    count: int = 0
    mean_ms: float = 0.0
    _squares: float = 0.0

    @property
    def variance_ms2(self) -> float:
        return self._squares / self.count if self.count else 0.0

    def add(self, seconds: float) -> None:
        value = seconds * 1000
        self.count += 1
        delta = value - self.mean_ms
        self.mean_ms += delta / self.count
        self._squares += delta * (value - self.mean_ms)


@dataclass(slots=True)
class VoicePath:
    """Starts in the tunnel, goes to UDP when an echo comes, back when several stay away.

    Attributes:
        udp_allowed: False keeps voice in the tunnel and sends no echo requests.
        missed_until_tcp: So many echo requests in a row without answer end the use of UDP.
        echoes_until_udp: So many answers in a row after a failure bring it back; the very first needs one.
    """

    udp_allowed: bool = True
    missed_until_tcp: int = 3
    echoes_until_udp: int = 2
    path: Path = "tcp"
    round_trip: RoundTrip = field(default_factory=RoundTrip)
    _outstanding: dict[int, float] = field(default_factory=dict[int, float])
    _token: int = 0
    _next_ping_s: float = 0.0
    _missed: int = 0
    _echoes: int = 0
    _failed_before: bool = False

    def ping_due(self, now_s: float) -> int | None:
        """The token of an echo request to send now, or None. Also notices that echoes stay away."""
        if not self.udp_allowed or now_s < self._next_ping_s:
            return None
        self._next_ping_s = now_s + PING_INTERVAL_S
        if self._outstanding:
            self._missed += 1
            self._echoes = 0
            if self.path == "udp" and self._missed >= self.missed_until_tcp:
                self.path = "tcp"
                self._failed_before = True
        while len(self._outstanding) >= _MAX_OUTSTANDING:
            del self._outstanding[next(iter(self._outstanding))]
        self._token += 1
        self._outstanding[self._token] = now_s
        return self._token

    def echo(self, token: int, now_s: float) -> None:
        """An answer came in over UDP."""
        sent_s = self._outstanding.pop(token, None)
        if sent_s is None:
            return
        for older in [t for t in self._outstanding if t < token]:
            del self._outstanding[older]
        self.round_trip.add(now_s - sent_s)
        self._missed = 0
        self._echoes += 1
        if self._echoes >= (self.echoes_until_udp if self._failed_before else 1):
            self.path = "udp"
