"""Reads the logs of the services: the newest first, filtered, never more than a bound, and no secret in them."""

from __future__ import annotations

import base64
import binascii
import itertools
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from mumble_ai.settings import Settings, is_secret
from mumble_ai.stack.logfile import KEPT, log_path
from mumble_ai.stack.loglines import LEVELS, LogEntry, begins_entry, entry_of, without_credentials
from mumble_ai.telemetry import SHORTEST_SECRET

BLOCK_BYTES: Final = 64 << 10
MOST_BYTES: Final = 8 << 20
"""Read of one service's log for one answer."""
LONGEST_LINE: Final = 8000
MOST_LINES: Final = 200
"""That follow one entry; what is beyond is an entry of its own."""


@dataclass(frozen=True, slots=True)
class LogQuery:
    """What is looked for.

    Attributes:
        level: And everything graver.
        text: Words that the line holds, whatever their case.
        turn: Id of a turn, or its beginning.
        since, until: Aware of their zone.
    """

    level: str = "debug"
    text: str = ""
    turn: str = ""
    since: datetime | None = None
    until: datetime | None = None

    def fits_line(self, line: str) -> bool:
        """Whether a line may be looked for: a quick look before it is taken apart."""
        return self.turn in line and (not self.text or self.text.casefold() in line.casefold())

    def fits(self, entry: LogEntry) -> bool:
        """Whether an entry is looked for."""
        is_grave = LEVELS.index(entry.level) >= LEVELS.index(self.level)
        is_new = self.since is None or entry.at is None or entry.at >= self.since
        is_old = self.until is None or entry.at is None or entry.at < self.until
        return is_grave and is_new and is_old and entry.turn.startswith(self.turn)


class Redaction:
    """Takes secrets out of what is shown; what our services log holds none, other programs may be less careful."""

    def __init__(self, settings: Settings) -> None:
        known = [str(getattr(settings, name)) for name in Settings.model_fields if is_secret(name)]
        folder = settings.mumble_ai_home / "secrets"
        if folder.is_dir():
            known += [path.read_text("utf-8", "replace").strip() for path in folder.iterdir() if path.is_file()]
        long = {secret for secret in known if len(secret) >= SHORTEST_SECRET}
        self._secrets = sorted(long | {quote(secret, safe="") for secret in long}, key=len, reverse=True)

    def __call__(self, text: str) -> str:
        """The text without secrets."""
        for secret in self._secrets:
            text = text.replace(secret, "…")
        return without_credentials(text)


@dataclass(frozen=True, slots=True)
class LogPage:
    """What was found.

    Attributes:
        entries: The newest first.
        is_complete: False where older entries may fit.
    """

    entries: list[LogEntry]
    is_complete: bool


def logged_services(settings: Settings, names: Sequence[str]) -> list[str]:
    """Which of the services have a log that can be read here."""
    return [name for name in names if log_path(name, settings).exists()]


def search(settings: Settings, names: Sequence[str], query: LogQuery, limit: int) -> LogPage:
    """The newest entries of these services that fit. Reads files: it belongs off the event loop."""
    redact = Redaction(settings)
    found: list[LogEntry] = []
    is_complete = True
    for name in names:
        bound = _Bound(MOST_BYTES)
        fitting = _entries(name, _newest_lines(log_path(name, settings), bound), query, redact)
        found += itertools.islice(fitting, limit)
        is_complete = is_complete and next(fitting, None) is None and not bound.is_reached
    found.sort(key=lambda entry: entry.at or _NO_TIME, reverse=True)
    return LogPage(found[:limit], is_complete and len(found) <= limit)


def ends(settings: Settings, names: Sequence[str]) -> str:
    """Where the logs end now; `since` goes on from there."""
    places: dict[str, list[int]] = {}
    for name in names:
        try:
            found = log_path(name, settings).stat()
        except FileNotFoundError:
            continue
        places[name] = [found.st_ino, found.st_size]
    return base64.urlsafe_b64encode(json.dumps(places).encode()).decode()


def since(settings: Settings, names: Sequence[str], cursor: str, query: LogQuery, limit: int) -> LogPage:
    """What was logged after a place that `ends` named, the newest first.

    Raises:
        ValueError: `ends` did not say that.
    """
    redact, places = Redaction(settings), _places(cursor)
    found: list[LogEntry] = []
    is_complete = True
    for name in names:
        lines, is_whole = _lines_after(log_path(name, settings), places.get(name))
        is_complete = is_complete and is_whole
        found += _entries(name, reversed(lines), query, redact)
    found.sort(key=lambda entry: entry.at or _NO_TIME, reverse=True)
    return LogPage(found[:limit], is_complete and len(found) <= limit)


_NO_TIME: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class _Bound:
    bytes_left: int
    is_reached: bool = False


def _newest_lines(path: Path, bound: _Bound) -> Iterator[str]:
    """The lines of a log and of those it was rolled into, the newest first."""
    for number in range(KEPT + 1):
        older = path.with_name(f"{path.name}.{number}") if number else path
        try:
            with older.open("rb") as file:
                yield from _backwards(file, bound)
        except FileNotFoundError:
            return
        if bound.is_reached:
            return


def _backwards(file: Any, bound: _Bound) -> Iterator[str]:
    position = file.seek(0, os.SEEK_END)
    rest = b""
    while position > 0:
        if bound.bytes_left <= 0:
            bound.is_reached = True
            return
        size = min(BLOCK_BYTES, position)
        position -= size
        bound.bytes_left -= size
        file.seek(position)
        first, *lines = (file.read(size) + rest).split(b"\n")
        rest = first
        for line in reversed(lines):
            if line.strip():
                yield line.decode("utf-8", "replace")
    if rest.strip():
        yield rest.decode("utf-8", "replace")


def _lines_after(path: Path, place: tuple[int, int] | None) -> tuple[list[str], bool]:
    """The lines after a place, oldest first, and whether they are all of them."""
    try:
        now = path.stat()
    except FileNotFoundError:
        return [], True
    begin = place[1] if place is not None and place[0] == now.st_ino else 0
    start = max(begin, now.st_size - MOST_BYTES)
    with path.open("rb") as file:
        file.seek(start)
        lines = file.read(MOST_BYTES).decode("utf-8", "replace").splitlines()
    return [line for line in lines if line.strip()], start == begin


def _places(cursor: str) -> dict[str, tuple[int, int]]:
    try:
        told = json.loads(base64.urlsafe_b64decode(cursor.encode()))
        return {str(name): (int(inode), int(offset)) for name, (inode, offset) in told.items()}
    except (binascii.Error, ValueError, TypeError, AttributeError) as error:
        raise ValueError("this is no place in a log") from error


def _entries(name: str, newest: Iterator[str], query: LogQuery, redact: Redaction) -> Iterator[LogEntry]:
    """Takes lines, the newest first, apart; lines without a time of their own belong to the one before them."""
    following: list[str] = []
    for line in newest:
        if not begins_entry(line) and len(following) < MOST_LINES:
            following.append(line)
            continue
        more, following = "\n".join(reversed(following)), []
        if not query.fits_line(line + more):
            continue
        entry = entry_of(name, line[:LONGEST_LINE], more[:LONGEST_LINE], redact)
        if query.since is not None and entry.at is not None and entry.at < query.since:
            return
        if query.fits(entry):
            yield entry
    if following:
        entry = entry_of(name, "\n".join(reversed(following))[:LONGEST_LINE], "", redact)
        if query.fits_line(entry.text) and query.fits(entry):
            yield entry
