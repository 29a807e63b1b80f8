"""Runs in every Python process that has this folder in `PYTHONPATH` and `SOAK_INSIDE`: tells what memory is in use.

Resident memory says little about a leak: allocators keep what was needed at the busiest moment, and take it in steps of
megabytes. What is handed out and not given back is exact, once the garbage that nobody has looked for yet is gone:
requests that were cancelled hold seconds of sound until then, the more of them the busier the machine is.
"""

from __future__ import annotations

import ctypes
import gc
import os
import sys
import threading
import time
from pathlib import Path
from typing import Final

EVERY_S: Final = 5.0
PYTHON_BLOCK_BYTES: Final = 96
"""Mean size of a small object; those over 512 bytes are the C library's."""


class _Mallinfo2(ctypes.Structure):
    """`struct mallinfo2` of glibc 2.33 and newer."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in ("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks",
                     "keepcost")
    ]  # fmt: skip


def _tell(path: Path) -> None:
    library = ctypes.CDLL(None)
    library.mallinfo2.restype = _Mallinfo2
    fresh = path.with_suffix(".new")
    while True:
        gc.collect()
        found = library.mallinfo2()
        in_use = found.uordblks + found.hblkhd + sys.getallocatedblocks() * PYTHON_BLOCK_BYTES
        fresh.write_text(str(in_use))
        fresh.replace(path)
        time.sleep(EVERY_S)


if (_folder := os.environ.get("SOAK_INSIDE")) and "serve" in sys.orig_argv:
    threading.Thread(target=_tell, args=(Path(_folder) / str(os.getpid()),), name="memory", daemon=True).start()
