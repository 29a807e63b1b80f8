"""Token vectors in four bits a dimension: an eighth of float32, with no loss that recall can measure."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Float32 = NDArray[np.float32]

_LEVELS: Final = 7
_BLOCK: Final = 64
_SQUARES: Final = ((np.arange(256) // 16 - _LEVELS) ** 2 + (np.arange(256) % 16 - _LEVELS) ** 2).astype(np.uint16)
"""Byte to what its two levels add to the square of a vector's length."""


def pack(tokens: Float32) -> bytes:
    """Token vectors as bytes, two levels a byte, the first in the upper half.

    Args:
        tokens: `(n, d)` unit vectors, d even.
    """
    if not len(tokens):
        return b""
    largest = np.abs(tokens).max(axis=1, keepdims=True)
    levels = np.asarray(np.round(tokens / np.maximum(largest, 1e-9) * _LEVELS) + _LEVELS, np.float32)
    return np.asarray(levels[:, ::2] * 16 + levels[:, 1::2], np.uint8).tobytes()


def products(packed: bytes, vectors: Float32) -> Float32:
    """`(n, m)` cosines of n packed vectors and m unit vectors.

    The levels are multiplied as they are; what shifts and scales them is put right in the sums.

    Args:
        packed: The bytes of one message or of several joined.
        vectors: `(m, d)`.
    """
    pairs = np.frombuffer(packed, np.uint8).reshape(-1, vectors.shape[1] // 2)
    sums = _in_blocks(pairs >> 4, vectors[:, ::2]) + _in_blocks(pairs & 15, vectors[:, 1::2])
    lengths = np.sqrt(_SQUARES[pairs].sum(axis=1, dtype=np.float32))
    return (sums - _LEVELS * vectors.sum(axis=1)) / np.maximum(lengths, 1e-9)[:, None]


def rows_in(packed: bytes, dimensions: int) -> int:
    """How many token vectors there are."""
    return len(packed) * 2 // dimensions


def _in_blocks(levels: NDArray[Any], vectors: Float32) -> Float32:
    """`levels @ vectors.T` in blocks so small that the linear algebra library starts no threads for them.

    On a busy machine its threads wait for each other for longer than the whole product takes.
    """
    blocks = -(-len(levels) // _BLOCK)
    padded = np.zeros((blocks * _BLOCK, levels.shape[1]), np.float32)
    padded[: len(levels)] = levels
    columns = np.ascontiguousarray(vectors.T)
    return (padded.reshape(blocks, _BLOCK, levels.shape[1]) @ columns).reshape(-1, len(vectors))[: len(levels)]
