"""How a part stands, for health checks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """A part that does its work.

    Attributes:
        detail: How, in words for people.
        degraded: True when a spare does it in place of the part that should.
    """

    detail: str
    degraded: bool = False
