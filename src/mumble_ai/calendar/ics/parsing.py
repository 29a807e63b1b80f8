"""From bytes that anybody may have sent to components: bounded before a parser sees them."""

from __future__ import annotations

from typing import Any, Final

import icalendar

from mumble_ai.calendar.errors import CalendarError

MAX_BYTES: Final = 5_000_000
MAX_LINES: Final = 100_000
MAX_LINE: Final = 60_000
MAX_EVENTS: Final = 5000
MAX_DEPTH: Final = 5


class NotACalendar(CalendarError):
    """The file can't be read as a calendar; the message says why."""


def parse(data: bytes) -> list[icalendar.Calendar]:
    """The calendars of a file.

    Raises:
        NotACalendar: It is none, or larger or deeper than any calendar.
    """
    if len(data) > MAX_BYTES:
        raise NotACalendar(f"the file is larger than {MAX_BYTES // 1_000_000} MB")
    text = _text(data)
    _check_shape(text)
    try:
        found: Any = icalendar.Calendar.from_ical(text, multiple=True)
        calendars = [part for part in found if isinstance(part, icalendar.Calendar)]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise NotACalendar(f"the file can't be read as a calendar: {str(error)[:200]}") from error
    if not calendars:
        raise NotACalendar("there is no calendar in the file")
    return calendars


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return text.replace("\x00", "")


def _check_shape(text: str) -> None:
    lines = text.splitlines()
    if len(lines) > MAX_LINES:
        raise NotACalendar(f"the file has more than {MAX_LINES} lines")
    depth, events, length = 0, 0, 0
    for line in lines:
        length = length + len(line) if line[:1] in (" ", "\t") else len(line)
        if length > MAX_LINE:
            raise NotACalendar(f"a line of the file is longer than {MAX_LINE} characters")
        start = line[:30].upper()
        if start.startswith("BEGIN:"):
            depth += 1
            events += start.startswith("BEGIN:VEVENT")
        elif start.startswith("END:"):
            depth -= 1
        if depth > MAX_DEPTH or events > MAX_EVENTS:
            raise NotACalendar(f"the file nests too deeply or has more than {MAX_EVENTS} events")
