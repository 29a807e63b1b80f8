"""What a question means: its vectors, and the messages nearest to it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

import structlog

from mumble_ai.memory.recall.embedding import Embedder, EmbedderUnavailable, Encoding
from mumble_ai.storage.vectors import VectorIndex, VectorsUnavailable

EMBED_S: Final = 1.0
"""A question that is not embedded by then is looked for by its words."""
NEAR_S: Final = 0.5
"""An index that has not answered by then is done without."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Understood:
    """A question embedded, and the cosine of the messages nearest to it; nothing of it where that can't be had."""

    encoding: Encoding | None = None
    near: dict[UUID, float] = field(default_factory=dict[UUID, float])


class Understanding:
    """Asks the model, and then the index.

    Args:
        embedder: None where meaning is not compared.
        vectors: None likewise.

    Attributes:
        trouble: Why meaning is not compared now; empty where it is.
    """

    def __init__(self, embedder: Embedder | None, vectors: VectorIndex | None) -> None:
        self._embedder = embedder
        self._vectors = vectors
        self.trouble = "" if embedder and vectors else "meaning is not compared: that is switched off"

    async def of(self, person_id: UUID, text: str, limit: int) -> Understood:
        """A question as the model sees it, and as many messages of a person that are near it; never fails."""
        if self._embedder is None or self._vectors is None:
            return Understood()
        try:
            async with asyncio.timeout(EMBED_S):
                encoding = (await self._embedder.encode([text]))[0]
        except (EmbedderUnavailable, TimeoutError) as error:
            self._note(f"the embedder: {error or 'no answer in time'}")
            return Understood()
        try:
            async with asyncio.timeout(NEAR_S):
                near = await self._vectors.query(self._embedder.name, encoding.vector, person_id, limit)
        except (VectorsUnavailable, TimeoutError) as error:
            self._note(f"the vector index: {error or 'no answer in time'}")
            return Understood(encoding)
        self._note("")
        return Understood(encoding, {one.item_id: one.similarity for one in near})

    def _note(self, trouble: str) -> None:
        if trouble and not self.trouble:
            _log.warning("lines are found by their words alone for now", reason=trouble)
        self.trouble = trouble
