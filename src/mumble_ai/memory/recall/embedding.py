"""Meaning as vectors: all-MiniLM-L6-v2 (Apache-2.0) inside this process, on one thread.

More threads make a sentence no faster and, on a busy machine, many times slower.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol, cast

import numpy as np
import structlog

from mumble_ai.memory.recall.spelled_out import spelled_out
from mumble_ai.memory.recall.token_matrix import Float32
from mumble_ai.speech.contract import Busy, EngineUnavailable
from mumble_ai.speech.queue import ModelQueue

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MODEL_FILE: Final = "model.onnx"
TOKENIZER_FILE: Final = "tokenizer.json"
LONGEST_TOKENS: Final = 256
"""What the model was trained to read; the end of a longer text is not seen."""
WAITING: Final = 64
"""Requests that are embedded or wait to be."""

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


class EmbedderUnavailable(Exception):
    """Nothing can be embedded now; the message says why."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """One text as a model sees it.

    Attributes:
        vector: `(d,)` float32 of length one.
        tokens: `(n, d)` float32, a unit vector a token; none from a model that gives whole texts only.
        spans: Where each token is in the text, in characters.
    """

    vector: Float32
    tokens: Float32
    spans: tuple[tuple[int, int], ...]


class Embedder(Protocol):
    """Turns texts into vectors.

    Attributes:
        name: The model; vectors of different models are not compared.
        dimensions: Of a vector.
    """

    name: str
    dimensions: int

    async def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """Texts with their tokens.

        Raises:
            EmbedderUnavailable: It can't now.
        """
        ...

    async def embed(self, texts: Sequence[str]) -> Float32:
        """`(n, d)` float32, a unit vector a text.

        Raises:
            EmbedderUnavailable: It can't now.
        """
        ...

    async def close(self) -> None:
        """Lets go of what it holds."""
        ...


class MiniLm:
    """The loaded model; one for all.

    Args:
        folder: Where its files are.
        mapped_in: Where a form of it may be kept that takes less memory; None to read it as it is.

    Raises:
        EmbedderUnavailable: A file is missing or not this model's.
    """

    name = "all-MiniLM-L6-v2-int8"
    dimensions = 384

    def __init__(self, folder: Path, mapped_in: Path | None = None) -> None:
        self._network, self._tokenizer = _load(folder, mapped_in)
        self._queue = ModelQueue("embedding", capacity=WAITING, seconds_a_unit=0.01)

    async def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """See `Embedder.encode`. Between two texts, others have their turn."""
        try:
            async with self._queue.admit(len(texts)) as ticket:
                return [await ticket.run(1, self._encode, text) for text in texts]
        except (Busy, EngineUnavailable) as error:
            raise EmbedderUnavailable(str(error)) from error

    async def embed(self, texts: Sequence[str]) -> Float32:
        """See `Embedder.embed`."""
        found = await self.encode(texts)
        return np.stack([one.vector for one in found]) if found else np.zeros((0, self.dimensions), np.float32)

    async def close(self) -> None:
        """Ends the thread."""
        await self._queue.close()

    def _encode(self, text: str) -> Encoding:
        read = self._tokenizer.encode(text)
        ids = np.array([read.ids], np.int64)
        feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        states = cast("Float32", self._network.run(None, feed)[0][0])
        # The first and last token mark begin and end and stand for no word.
        return Encoding(unit(states.mean(axis=0)), unit(states[1:-1]), tuple(read.offsets[1:-1]))


def unit(vectors: Float32) -> Float32:
    """Vectors, in the last axis, at length one."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)


async def open_minilm(folder: Path, mapped_in: Path | None = None) -> MiniLm:
    """Loads the model off the event loop; see `MiniLm`.

    Raises:
        EmbedderUnavailable: See `MiniLm`.
    """
    return await asyncio.to_thread(MiniLm, folder, mapped_in)


def _load(folder: Path, mapped_in: Path | None) -> tuple[Any, Tokenizer]:
    import onnxruntime
    from tokenizers import Tokenizer

    options = cast("Any", onnxruntime).SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        tokenizer = cast("Any", Tokenizer).from_file(str(folder / TOKENIZER_FILE))
        file = str(_file(folder, mapped_in))
        network = onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
        inputs = [i.name for i in cast("Any", network).get_inputs()]
    except Exception as error:
        raise EmbedderUnavailable(
            f"the embedding model in {folder} can't be loaded; fetch it with: "
            f"mumble-ai models pull all-minilm-l6-v2 ({error})"
        ) from error
    if inputs != ["input_ids", "attention_mask", "token_type_ids"]:
        raise EmbedderUnavailable(f"{folder / MODEL_FILE} is another model: it takes {', '.join(inputs)}")
    tokenizer.no_padding()
    tokenizer.enable_truncation(LONGEST_TOKENS)
    return network, tokenizer


def _file(folder: Path, mapped_in: Path | None) -> Path:
    if mapped_in is None:
        return folder / MODEL_FILE
    try:
        return spelled_out(folder / MODEL_FILE, mapped_in)
    except OSError as error:  # a disk that is full or not ours costs memory, and nothing else
        log.warning("the embedding model takes more memory than it need", why=str(error))
        return folder / MODEL_FILE
