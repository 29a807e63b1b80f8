"""A model that is loaded when it is used."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import numpy as np
import pytest

from mumble_ai.memory.recall.embedding import EmbedderUnavailable, Encoding
from mumble_ai.services.resting_embedder import RestingEmbedder


class Model:
    """Counts."""

    name = "model"
    dimensions = 2

    def __init__(self) -> None:
        self.closed = 0

    async def encode(self, texts: Sequence[str]) -> list[Encoding]:
        assert not self.closed
        await asyncio.sleep(0)
        return [Encoding(np.array([1, 0], np.float32), np.zeros((0, 2), np.float32), ()) for _ in texts]

    async def embed(self, texts: Sequence[str]) -> np.ndarray:
        raise AssertionError("not asked")

    async def close(self) -> None:
        self.closed += 1


class Shelf:
    def __init__(self) -> None:
        self.taken: list[Model] = []

    async def load(self) -> Model:
        self.taken.append(Model())
        return self.taken[-1]


async def test_it_is_loaded_once_while_it_is_used_and_let_go_of_afterwards() -> None:
    shelf = Shelf()
    embedder = RestingEmbedder(shelf.load, name="model", dimensions=2, rest_after_s=0.02)
    assert not embedder.is_loaded
    found = await asyncio.gather(*(embedder.embed(["a", "b"]) for _ in range(5)))
    assert [one.shape for one in found] == [(2, 2)] * 5
    assert (await embedder.embed([])).shape == (0, 2)
    assert len(shelf.taken) == 1
    async with asyncio.timeout(5):
        while embedder.is_loaded:
            await asyncio.sleep(0.005)
    assert shelf.taken[0].closed == 1
    await embedder.encode(["again"])
    assert len(shelf.taken) == 2
    await embedder.close()
    assert [model.closed for model in shelf.taken] == [1, 1]


async def test_a_model_that_is_not_here_is_said() -> None:
    async def nothing() -> None:
        return None

    embedder = RestingEmbedder(nothing, name="model", dimensions=2)
    with pytest.raises(EmbedderUnavailable, match="model is not here"):
        await embedder.encode(["a"])
    await embedder.close()


async def test_it_goes_on_loading_when_whoever_asked_could_not_wait() -> None:
    is_read, taken = asyncio.Event(), list[Model]()

    async def load() -> Model:
        taken.append(Model())
        await is_read.wait()
        return taken[-1]

    embedder = RestingEmbedder(load, name="model", dimensions=2)
    for _ in range(2):
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await embedder.encode(["a question"])
    is_read.set()
    assert len(await embedder.encode(["a question"])) == 1
    assert len(taken) == 1
    await embedder.close()
    assert taken[0].closed == 1
