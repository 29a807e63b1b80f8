"""Memory that nobody uses any more, given back to the machine."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import gc
from collections.abc import Awaitable
from typing import TypeVar

T = TypeVar("T")


def give_back() -> None:
    """Frees what is unreachable and returns free heap to the system; some milliseconds.

    A model that was loaded leaves behind what only its loading needed: 62 MB of 150 for the embedder. The C library
    keeps that for later, unless it is asked (glibc; elsewhere the heap stays as it is).
    """
    gc.collect()
    trim()


def trim() -> None:
    """Returns free heap to the system, and looks at nothing that is in use: whoever talks notices nothing."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


async def loaded(loading: Awaitable[T]) -> T:
    """What was loaded; what only its loading needed is given back."""
    model = await loading
    await asyncio.to_thread(give_back)
    return model
