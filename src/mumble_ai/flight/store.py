"""Where turns are kept: a small JSON file a turn, its sound beside it, in a folder that never outgrows its limits."""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
import time
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from mumble_ai.audio.pcm import VOICE_RATE_HZ, Int16
from mumble_ai.audio.wav import NotWav, decode_wav, encode_wav
from mumble_ai.flight.record import ID_CHARACTERS, TurnRecord, own_part

RECORD: Final = ".json"
SOUND: Final = ".wav"
_NAME: Final = re.compile(r"\d{8}t\d{9}-[0-9a-z]{7}")
_STAMP_CHARACTERS: Final = 15
_STAMP_LENGTH: Final = 19
"""Characters of a name before the turn's own part."""
_UNFINISHED_S: Final = 60.0
"""Another process may be writing a file that is younger."""


@dataclass(frozen=True, slots=True)
class FlightLimits:
    """What is kept; whatever is beyond one of them goes, the oldest turns first.

    Attributes:
        turns: Number of turns.
        bytes: Of all files together; half a gigabyte holds about 90 minutes of sound.
        age: Of a turn.
    """

    turns: int = 500
    bytes: int = 500 << 20
    age: timedelta = timedelta(days=30)


class FlightStore:
    """Reads and writes records. Every method does file work and belongs off the event loop.

    Files are for their owner alone; each is written whole under another name first, so a crash leaves no half record.
    """

    def __init__(self, folder: Path, limits: FlightLimits | None = None) -> None:
        self.folder = folder
        self._limits = limits or FlightLimits()

    def write(self, record: TurnRecord, sound: Int16 | None = None) -> None:
        """Keeps a turn, and lets go of what is beyond the limits.

        Args:
            sound: `(n,) int16` mono at 48 000 Hz, or None.

        Raises:
            OSError: It cannot be written.
        """
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if sound is not None and sound.size:
            self._put(record.id + SOUND, encode_wav(sound, VOICE_RATE_HZ))
        self._put(record.id + RECORD, record.model_dump_json(exclude_defaults=True).encode())
        self._trim()

    def ids(self) -> list[str]:
        """The names of all turns, oldest first."""
        with contextlib.suppress(FileNotFoundError):
            names = (path.name for path in self.folder.iterdir() if path.suffix == RECORD)
            return sorted(name.removesuffix(RECORD) for name in names if _NAME.fullmatch(name.removesuffix(RECORD)))
        return []

    def read(self, record_id: str) -> TurnRecord | None:
        """A turn, or None when it is gone or its file is damaged."""
        try:
            return TurnRecord.model_validate_json((self.folder / (record_id + RECORD)).read_bytes())
        except (FileNotFoundError, ValidationError):
            return None

    def recent(self, count: int) -> list[TurnRecord]:
        """The newest turns, oldest first."""
        found: list[TurnRecord] = []
        for record_id in reversed(self.ids()):
            if len(found) >= count:
                break
            if (record := self.read(record_id)) is not None:
                found.append(record)
        return found[::-1]

    def matching(self, part: str) -> list[str]:
        """The names that begin or end with `part`, oldest first."""
        part = part.lower()
        return [name for name in self.ids() if part and (name.startswith(part) or name.endswith(part))]

    def forget(self, turn_ids: Collection[str]) -> int:
        """Deletes the records of these turns, by their own ids, with their sound; returns how many there were.

        Raises:
            OSError: One can't be deleted.
        """
        wanted = {own_part(turn_id) for turn_id in turn_ids}
        found = [name for name in self.ids() if name[_STAMP_LENGTH:] in wanted and self._is_one_of(name, turn_ids)]
        self._delete(found)
        return len(found)

    def forget_person(self, person_id: str) -> int:
        """Deletes every record of a person with its sound; returns how many there were.

        Raises:
            OSError: One can't be deleted.
        """
        found = [name for name in self.ids() if (record := self.read(name)) and record.person_id == person_id]
        self._delete(found)
        return len(found)

    def sound(self, record_id: str) -> Int16 | None:
        """The sound of a turn, `(n,) int16` mono at 48 000 Hz, or None when it was not kept or is damaged."""
        with contextlib.suppress(FileNotFoundError, NotWav):
            pcm, rate_hz = decode_wav((self.folder / (record_id + SOUND)).read_bytes())
            return pcm if rate_hz == VOICE_RATE_HZ else None
        return None

    def sound_path(self, record_id: str) -> Path | None:
        """Where the sound of a turn lies, or None when it was not kept."""
        path = self.folder / (record_id + SOUND)
        return path if path.exists() else None

    def _is_one_of(self, name: str, turn_ids: Collection[str]) -> bool:
        """Whether a record is of one of these turns: ends of names may be the same by chance, or by somebody's will."""
        record = self.read(name)
        return record is None or not record.turn_id or record.turn_id in turn_ids

    def _delete(self, names: Collection[str]) -> None:
        for name in names:
            for suffix in (SOUND, RECORD):
                (self.folder / (name + suffix)).unlink(missing_ok=True)

    def _put(self, name: str, content: bytes) -> None:
        handle, unfinished = tempfile.mkstemp(prefix=".unfinished-", dir=self.folder)  # readable by the owner alone
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            Path(unfinished).replace(self.folder / name)
        except OSError:
            Path(unfinished).unlink(missing_ok=True)
            raise

    def _trim(self) -> None:
        oldest = (datetime.now(UTC) - self._limits.age).strftime("%Y%m%dt%H%M%S")
        sizes = self._sizes()
        kept, total = len(sizes), sum(sizes.values())
        for name in sorted(sizes):
            is_old = name[:_STAMP_CHARACTERS] < oldest
            if not is_old and kept <= self._limits.turns and total <= self._limits.bytes:
                break
            self._delete([name])
            kept, total = kept - 1, total - sizes[name]

    def _sizes(self) -> dict[str, int]:
        """Bytes of every turn by name, the sound included, and of what a crash left of one."""
        sizes: dict[str, int] = {}
        with os.scandir(self.folder) as entries:
            for entry in entries:
                name = entry.name[:ID_CHARACTERS]
                if _NAME.fullmatch(name):
                    with contextlib.suppress(FileNotFoundError):
                        sizes[name] = sizes.get(name, 0) + entry.stat().st_size
                elif entry.name.startswith(".unfinished-"):
                    with contextlib.suppress(FileNotFoundError):
                        if time.time() - entry.stat().st_mtime > _UNFINISHED_S:
                            Path(entry.path).unlink(missing_ok=True)
        return sizes
