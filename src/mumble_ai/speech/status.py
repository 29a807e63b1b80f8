"""What an engine says about itself: the truth behind `/health`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable


class EngineState(StrEnum):
    LOADING = "loading"
    READY = "ready"
    BUSY = "busy"
    FAILING = "failing"


@dataclass(frozen=True, slots=True)
class EngineStatus:
    """One look at an engine.

    Attributes:
        detail: What is being loaded, or why it fails, in words for people.
        progress: Share of the loading that is done, 0 to 1, where it is known.
        waiting: Requests in front of the model, those being served included.
        capacity: Requests that fit.
    """

    state: EngineState
    detail: str = ""
    progress: float | None = None
    waiting: int = 0
    capacity: int = 0

    @property
    def serves(self) -> bool:
        """Whether a request made now will be answered."""
        return self.state in (EngineState.READY, EngineState.BUSY)


@runtime_checkable
class ReportsStatus(Protocol):
    """An engine that knows how it is."""

    def status(self) -> EngineStatus: ...
