"""Files that are only believed when their sha256 is right."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from mumble_ai.stack.catalogue import ModelFile

CHUNK_BYTES = 1 << 20


class SourceFailed(Exception):
    """One source could not deliver; the message is the reason, and the next source may do better."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far one file is.

    Attributes:
        model_id: The model it belongs to.
        what: What is being done, for people.
        done_bytes: Bytes there so far.
        total_bytes: Bytes in all.
    """

    model_id: str
    what: str
    done_bytes: int
    total_bytes: int


Report = Callable[[Progress], None]


def sha256_of(path: Path) -> str:
    """The sha256 of a file, in hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def part_of(folder: Path, file: ModelFile) -> Path:
    """Where a file grows until it is whole and proven. Its name carries the hash, so that nothing else is resumed."""
    return folder / f".{file.name}.{file.sha256[:12]}.part"


def write_part(part: Path, chunks: Iterable[bytes], mode: str = "wb") -> None:
    """Writes chunks to a part file; raises OSError when the disk refuses."""
    with part.open(mode) as out:
        for chunk in chunks:
            out.write(chunk)


def accept(part: Path, folder: Path, file: ModelFile) -> Path:
    """Moves a whole part file to its place at once, if it is what the catalogue says.

    Raises:
        SourceFailed: It is not; the part file is deleted.
    """
    found = sha256_of(part)
    if found != file.sha256:
        size = part.stat().st_size
        part.unlink()
        raise SourceFailed(
            f"{file.name} is not the right file (sha256 {found[:12]}…, {size} bytes; "
            f"expected {file.sha256[:12]}…, {file.bytes} bytes); it was deleted"
        )
    target = folder / file.name
    part.replace(target)
    return target
