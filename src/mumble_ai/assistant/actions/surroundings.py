"""What actions need of the place where somebody talks with the assistant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Surroundings(Protocol):
    """One talk, seen by one of those who take part in it."""

    def others(self) -> Sequence[str]:
        """The names of everybody else here, without the one who asks and the assistant."""
        ...

    async def write_to_asker(self, text: str) -> bool:
        """Writes something that nobody else may read; False where that is not possible here."""
        ...

    async def voices(self) -> Sequence[str]:
        """The voices there are, as people call them; empty where none can be asked now."""
        ...

    async def use_voice(self, voice: str) -> None:
        """Speaks with this voice (one of `voices`) from the next sentence on; empty for the usual one.

        Raises:
            LookupError: There is no such voice.
        """
        ...

    def volume_percent(self) -> int:
        """How loud the assistant speaks, 0 to 100."""
        ...

    def set_volume_percent(self, percent: int) -> int:
        """Speaks that loud from now on; returns what was really set."""
        ...
