"""The vector index: what is near in meaning, one person's things at a time.

The index is told of changes by the outbox alone (`storage.outbox`), may be away, and can be made again at any time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

Float32 = NDArray[np.float32]


class VectorsUnavailable(Exception):
    """The index can't be used now; the message says why."""


@dataclass(frozen=True, slots=True)
class VectorItem:
    """Something that can be found by what it means.

    Attributes:
        item_id: What the vector stands for, such as a message.
        person_id: Whose it is.
        vector: `(d,)` float32 of any length but zero; nearness is the cosine.
    """

    item_id: UUID
    person_id: UUID
    vector: Float32


@dataclass(frozen=True, slots=True)
class Near:
    """Something found.

    Attributes:
        similarity: Cosine, -1 to 1.
    """

    item_id: UUID
    similarity: float


class VectorIndex(Protocol):
    """Finds the nearest. A space is a set of vectors that can be compared: those of one model."""

    async def add(self, space: str, items: Sequence[VectorItem]) -> None:
        """Adds vectors, or replaces those of the same ids.

        Raises:
            VectorsUnavailable: It can't now; any part may have been added.
        """
        ...

    async def query(self, space: str, vector: Float32, person_id: UUID, limit: int) -> list[Near]:
        """The nearest of this person's things, the nearest first; none where nothing is known.

        Raises:
            VectorsUnavailable: It can't be asked now.
        """
        ...

    async def delete(self, person_id: UUID, item_ids: Sequence[UUID] | None = None, space: str = "") -> None:
        """Forgets these things of a person, or, without ids, all.

        Args:
            space: Empty for every space.

        Raises:
            VectorsUnavailable: It can't now; any part may have been forgotten.
        """
        ...
