"""One trial of settings: what is tried, how it went, and how it fails."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from mumble_ai.settings import Settings

COLD_S: Final = 90.0
"""For a model that has to be loaded first."""
TOO_SLOW: Final = "a smaller model answers sooner"

Work = Callable[[Settings], Awaitable[str]]


class TrialFailed(Exception):
    """It does not work; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Trial:
    """How one trial went.

    Attributes:
        what: What was tried, for people.
        detail: What came of it, or what is wrong.
        seconds: How long it took.
    """

    what: str
    ok: bool
    detail: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Planned:
    """A trial to be made.

    Attributes:
        longest_s: After so long it has failed, and `too_slow` says what can be done.
    """

    what: str
    work: Work
    longest_s: float = COLD_S
    too_slow: str = TOO_SLOW

    async def made(self, settings: Settings) -> Trial:
        """Makes it; never fails."""
        time = asyncio.get_running_loop().time
        begun = time()
        try:
            async with asyncio.timeout(self.longest_s):
                detail, ok = await self.work(settings), True
        except TrialFailed as error:
            detail, ok = str(error), False
        except TimeoutError:
            detail, ok = f"nothing within {self.longest_s:.0f} s; {self.too_slow}", False
        return Trial(self.what, ok, detail, round(time() - begun, 2))
