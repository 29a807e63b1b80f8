"""When a service that died is started again. A pure policy: facts in, a wait out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RestartPolicy:
    """Attributes:
    first_wait_s: Wait after the first death.
    longest_wait_s: No wait is longer; there is no last try, a stack without its owner must come back by itself.
    calm_after_s: A service that ran this long before it died starts from the first wait again.
    """

    first_wait_s: float = 1.0
    longest_wait_s: float = 60.0
    calm_after_s: float = 120.0

    def next_streak(self, streak: int, ran_s: float) -> int:
        """How many deaths in a row this one makes."""
        return 1 if ran_s >= self.calm_after_s else streak + 1

    def wait_s(self, streak: int) -> float:
        """How long to wait after so many deaths in a row: doubling, up to the bound."""
        return min(self.longest_wait_s, self.first_wait_s * 2.0 ** min(streak - 1, 30))
