"""An embedding model that is loaded when it is used, and let go of when it was not used for a while."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import numpy as np

from mumble_ai.memory.recall.embedding import Embedder, EmbedderUnavailable, Encoding
from mumble_ai.memory.recall.token_matrix import Float32
from mumble_ai.services.freeing import give_back

REST_AFTER_S = 120.0


class RestingEmbedder:
    """An `Embedder` for a service that waits for work most of the time.

    Args:
        load: Opens the model; None where it can't be had.
        name: See `Embedder`.
        dimensions: See `Embedder`.
        rest_after_s: How long it stays loaded unused, seconds.
    """

    def __init__(
        self,
        load: Callable[[], Awaitable[Embedder | None]],
        *,
        name: str,
        dimensions: int,
        rest_after_s: float = REST_AFTER_S,
    ) -> None:
        self.name = name
        self.dimensions = dimensions
        self._load = load
        self._rest_after_s = rest_after_s
        self._loaded: Embedder | None = None
        self._loading: asyncio.Task[Embedder | None] | None = None
        self._one_at_a_time = asyncio.Lock()
        self._resting: asyncio.Task[None] | None = None

    @property
    def is_loaded(self) -> bool:
        """Whether the model takes memory now."""
        return self._loaded is not None

    async def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """See `Embedder.encode`."""
        async with self._one_at_a_time:
            self._stay_awake()
            try:
                loaded = await self._awake()
                if loaded is None:
                    raise EmbedderUnavailable(f"the model {self.name} is not here")
                return await loaded.encode(texts)
            finally:
                self._resting = asyncio.create_task(self._rest(), name="embedder rests")

    async def embed(self, texts: Sequence[str]) -> Float32:
        """See `Embedder.embed`."""
        found = await self.encode(texts)
        return np.stack([one.vector for one in found]) if found else np.zeros((0, self.dimensions), np.float32)

    async def close(self) -> None:
        """Lets go of what it holds."""
        self._stay_awake()
        async with self._one_at_a_time:
            await self._let_go()

    async def _awake(self) -> Embedder | None:
        """The model. It goes on loading when whoever asked for it could not wait: the next one finds it loaded."""
        if self._loaded is None:
            loading = self._loading or asyncio.create_task(self._read(), name="embedder loads")
            self._loading = loading
            try:
                self._loaded = await asyncio.shield(loading)
            finally:
                if loading.done():
                    self._loading = None
        return self._loaded

    async def _read(self) -> Embedder | None:
        return await self._load()

    def _stay_awake(self) -> None:
        if self._resting is not None:
            self._resting.cancel()
            self._resting = None

    async def _rest(self) -> None:
        await asyncio.sleep(self._rest_after_s)
        async with self._one_at_a_time:
            await self._let_go()

    async def _let_go(self) -> None:
        if self._loading is not None:
            await self._awake()
        loaded, self._loaded = self._loaded, None
        if loaded is not None:
            await loaded.close()
            del loaded
            give_back()
