"""How often somebody may do something, counted in Redis for all services, or here while Redis is away.

The generic cell rate algorithm (ITU-T I.371): one moment a key is all that is kept.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Final

from mumble_ai.storage.redis import RedisAway, RedisLink

MOST_KEYS: Final = 10_000
"""Keys counted here; the one not used for the longest goes first."""
_PREFIX: Final = "mumble-ai:rate:"

_TAKE: Final = """
local t = redis.call('TIME')
local now = t[1] * 1000 + t[2] / 1000
local due = math.max(tonumber(redis.call('GET', KEYS[1]) or now), now)
local wait = due + tonumber(ARGV[1]) - tonumber(ARGV[2]) - now
if wait > 0 then return math.ceil(wait) end
redis.call('SET', KEYS[1], string.format('%.3f', due + ARGV[1]), 'PX', math.ceil(due + ARGV[1] - now))
return 0
"""


@dataclass(frozen=True, slots=True)
class Rate:
    """How often.

    Attributes:
        times: So many times at once, and in the long run
        per_s: in so many seconds.
    """

    times: int
    per_s: float


def take(due_s: float, now_s: float, rate: Rate) -> tuple[float, float]:
    """One step of the algorithm: when the next one is due now, and how long to wait (0: go on) in seconds."""
    interval_s = rate.per_s / rate.times
    due_s = max(due_s, now_s)
    wait_s = due_s + interval_s - rate.per_s - now_s
    return (due_s, wait_s) if wait_s > 1e-9 else (due_s + interval_s, 0.0)


class RateLimits:
    """Counts."""

    def __init__(self, link: RedisLink) -> None:
        self._link = link
        self._due_s: OrderedDict[str, float] = OrderedDict()

    async def wait_s(self, key: str, rate: Rate) -> float:
        """How long to wait before it may be done again, in seconds; 0 when it may be done now, which is counted."""
        interval_ms, window_ms = rate.per_s / rate.times * 1000, rate.per_s * 1000
        try:
            waiting_ms: int = await self._link.ask(
                lambda redis: redis.eval(_TAKE, 1, _PREFIX + key, str(interval_ms), str(window_ms))
            )
        except RedisAway:
            return self._wait_here_s(key, rate)
        return waiting_ms / 1000

    def _wait_here_s(self, key: str, rate: Rate) -> float:
        self._due_s[key], wait_s = take(self._due_s.get(key, 0.0), time.monotonic(), rate)
        self._due_s.move_to_end(key)
        if len(self._due_s) > MOST_KEYS:
            self._due_s.popitem(last=False)
        return wait_s
