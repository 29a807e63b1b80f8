"""When a talk is still the same talk. Times go in, a decision comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID


class SessionState(StrEnum):
    """Where a session is in its life."""

    ACTIVE = "active"
    IDLE = "idle"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class SessionPolicy:
    """How long a silence a session outlives.

    Attributes:
        timeout: A session is idle after this silence.
        reactivation: Somebody who goes on within this time after that goes on in the same session.
    """

    timeout: timedelta = timedelta(minutes=30)
    reactivation: timedelta = timedelta(minutes=10)

    @property
    def end(self) -> timedelta:
        """A session is closed after this silence."""
        return self.timeout + self.reactivation


@dataclass(frozen=True, slots=True)
class KnownSession:
    """A session as far as this policy sees it."""

    id: UUID
    started_at: datetime
    last_active_at: datetime


def state_at(last_active_at: datetime, now: datetime, policy: SessionPolicy) -> SessionState:
    """The state of a session whose last message was said then."""
    silence = now - last_active_at
    if silence < policy.timeout:
        return SessionState.ACTIVE
    return SessionState.IDLE if silence < policy.end else SessionState.CLOSED


def session_of(said_at: datetime, known: Sequence[KnownSession], policy: SessionPolicy) -> KnownSession | None:
    """The session something said then belongs to; None where it begins a new one.

    What arrives late, after a failure of the database, finds the session of its own time, which may be over by now.

    Args:
        known: Sessions of one person at one door, in any order.
    """
    fitting = [s for s in known if s.started_at <= said_at and said_at - s.last_active_at < policy.end]
    return max(fitting, key=lambda s: s.started_at, default=None)
