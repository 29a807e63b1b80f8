"""What the database can't take now waits on disk: in order, bounded, and whatever kills the process.

One file of lines, each a checksum and a record. A line is on the disk when `put` returns; a torn one, left by a power
cut or a kill, is dropped at the next start. A second file says how far they are delivered. A record may be delivered
again when the process is killed in between: whoever takes it goes by its id.
"""

from __future__ import annotations

import asyncio
import binascii
import errno
import fcntl
import os
import zlib
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, TypeVar

import structlog

MOST_BYTES: Final = 64 << 20
READ_LINES: Final = 64
_OFFSET_DIGITS: Final = 20

T = TypeVar("T")

log = structlog.get_logger()


class SpoolFull(OSError):
    """The record is not kept: there is no room for it. The message says which and what to do."""


class SpoolTaken(OSError):
    """Another process uses the folder."""


class Spool:
    """Records in a folder of its own.

    What is full stays as it is: the oldest records, which belong before all others, are kept and new ones are refused.

    Args:
        folder: Made where it is not there yet; readable by the owner alone.
        most_bytes: Bound of the file.

    Raises:
        SpoolTaken: Another process uses the folder.
        OSError: It can't be made or read.
    """

    def __init__(self, folder: Path, *, most_bytes: int = MOST_BYTES) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder = folder
        self._most_bytes = most_bytes
        self._file = _open(folder / "records")
        self._progress = _open(folder / "delivered")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self._file)
            os.close(self._progress)
            raise SpoolTaken(errno.EBUSY, "another process keeps its records in it", str(folder)) from None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="spool")
        self._delivering = asyncio.Lock()
        self._waiting = 0
        self._end = self._delivered = 0
        self._recover()

    @property
    def waiting(self) -> int:
        """How many records are not delivered yet."""
        return self._waiting

    async def put(self, record: bytes) -> None:
        """Keeps a record; it is on the disk afterwards.

        Raises:
            SpoolFull: The spool, or the disk, is full.
            OSError: The disk can't be written.
        """
        await self._run(self._append, record)

    async def deliver(self, take: Callable[[bytes], Awaitable[None]]) -> None:
        """Gives every record, in order, to `take`, and forgets those that it has taken.

        Raises:
            Exception: What `take` raises; that record and the later ones are kept.
        """
        async with self._delivering:
            while batch := await self._run(self._read):
                for record, end in batch:
                    if record is not None:
                        await take(record)
                    await self._run(self._forget, end)

    async def close(self) -> None:
        """Lets the folder go; what waits stays there."""
        await self._run(lambda: (os.close(self._file), os.close(self._progress)))
        self._thread.shutdown(wait=False)

    async def _run(self, work: Callable[..., T], *arguments: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *arguments)

    def _recover(self) -> None:
        kept = os.pread(self._file, os.fstat(self._file).st_size, 0)
        self._end = kept.rfind(b"\n") + 1
        if self._end < len(kept):
            log.warning("a record that was not written to its end is dropped", folder=str(self._folder))
            os.ftruncate(self._file, self._end)
        said = os.pread(self._progress, _OFFSET_DIGITS, 0)
        offset = int(said) if said.isdigit() else 0
        self._delivered = offset if offset <= self._end and kept[offset - 1 : offset] in (b"\n", b"") else 0
        self._waiting = kept.count(b"\n", self._delivered)

    def _append(self, record: bytes) -> None:
        encoded = binascii.b2a_base64(record, newline=False)
        line = b"%08x %b\n" % (zlib.crc32(encoded), encoded)
        if self._end + len(line) > self._most_bytes:
            raise SpoolFull(
                errno.ENOSPC, f"{self._waiting} records wait for the database and no more fit", str(self._folder)
            )
        try:
            written = os.pwrite(self._file, line, self._end)
            if written < len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fdatasync(self._file)
        except OSError as error:
            os.ftruncate(self._file, self._end)
            if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
                raise SpoolFull(error.errno, "the disk is full: make room", str(self._folder)) from error
            raise
        self._end += len(line)
        self._waiting += 1

    def _read(self) -> list[tuple[bytes | None, int]]:
        """The next records and where each ends; None for one that is damaged."""
        found: list[tuple[bytes | None, int]] = []
        with os.fdopen(os.dup(self._file), "rb") as lines:
            lines.seek(self._delivered)
            end = self._delivered
            while end < self._end and len(found) < READ_LINES:
                line = lines.readline()
                end += len(line)
                found.append((_decode(line), end))
        if damaged := sum(record is None for record, _ in found):
            log.error("damaged records are dropped", count=damaged, folder=str(self._folder))
        return found

    def _forget(self, end: int) -> None:
        self._waiting -= 1
        self._delivered = end
        if end == self._end:
            # In this order: records that are gone and still counted as delivered harm nobody.
            os.ftruncate(self._file, 0)
            self._end = self._delivered = 0
        os.pwrite(self._progress, b"%0*d" % (_OFFSET_DIGITS, self._delivered), 0)


def _open(path: Path) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)


def _decode(line: bytes) -> bytes | None:
    checksum, _, encoded = line.rstrip(b"\n").partition(b" ")
    try:
        return binascii.a2b_base64(encoded) if int(checksum, 16) == zlib.crc32(encoded) else None
    except ValueError:
        return None
