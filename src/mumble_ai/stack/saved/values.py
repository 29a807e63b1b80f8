"""What is saved, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Saved:
    """What is saved.

    Attributes:
        version: Number of the newest change; 0 where nothing was ever saved.
        values: Field to value, secrets sealed.
    """

    version: int
    values: Mapping[str, Any]
