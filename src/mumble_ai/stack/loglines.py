"""Takes one line of a log apart, whoever wrote it: our services for people or as JSON, and the programs they start."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final, cast

LEVELS: Final = ("debug", "info", "warning", "error", "critical")

_COLOURS: Final = re.compile(r"\x1b\[[0-9;]*m")
_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,6})?(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?")
_OURS: Final = re.compile(r"(?P<at>\d{4}-\d\d-\d\dT\S+Z) \[(?P<level>\w+) *\] (?P<rest>.*)", re.DOTALL)
_PAIR: Final = re.compile(r"""(?:^|\s)(\w+)=('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\S+)""")
_REDIS: Final = re.compile(r"\d+:[A-Z] (?P<at>\d\d \w{3} \d{4} \d\d:\d\d:\d\d\.\d{3}) (?P<level>[.*#-]) (?P<text>.*)")
_MUMBLE: Final = re.compile(r"<(?P<level>[A-Z])>(?P<at>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}) (?P<text>.*)")
_LEVEL: Final = re.compile(r"\b(DEBUG|INFO|LOG|NOTICE|WARN(?:ING)?|ERROR|FATAL|PANIC|CRITICAL)\b")
_LEVEL_NAMES: Final = {
    "log": "info",
    "notice": "info",
    "warn": "warning",
    "fatal": "critical",
    "panic": "critical",
    "exception": "error",
    # Redis
    ".": "debug",
    "-": "info",
    "*": "info",
    "#": "warning",
    # The Mumble server calls nearly everything a warning.
    "D": "debug",
    "W": "info",
    "C": "error",
    "F": "critical",
}
_KNOWN: Final = frozenset(("timestamp", "level", "event", "service", "logger", "turn", "exception", "color_message"))
_CREDENTIALS: Final = re.compile(
    r"(://[^\s:/@]*:)[^\s@/]+(?=@)|(\bBearer\s+)[\w.~+/=-]+"
    r"|((?:password|passwd|secret|token|api[_-]?key)[\"']?\s*[=:]\s*[\"']?)[^\s\"',;&]+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One thing that a service logged.

    Attributes:
        at: None where it does not tell.
        level: One of `LEVELS`.
        text: What happened.
        fields: What else is known of it.
        turn: The turn it belongs to; empty for none.
        more: Lines that follow, such as where an error came from.
    """

    service: str
    at: datetime | None
    level: str
    text: str
    fields: dict[str, str] = field(default_factory=dict[str, str])
    turn: str = ""
    more: str = ""


def begins_entry(line: str) -> bool:
    """Whether a line is no part of what the one before it says."""
    return line.startswith("{") or bool(_ISO.search(line[:60]) or _REDIS.match(line))


def without_credentials(text: str) -> str:
    """The text without what looks like a password or a key."""
    return _CREDENTIALS.sub(lambda found: next(filter(None, found.groups()), "") + "…", text)


def entry_of(service: str, line: str, more: str, redact: Callable[[str], str]) -> LogEntry:
    """Takes a line apart.

    Args:
        more: Lines that follow and belong to it.
        redact: Takes secrets out of a text.
    """
    line = _COLOURS.sub("", line)
    told = _json(line) or _console(line)
    if told is None:
        return _foreign(service, line, more, redact)
    lines = [str(told["exception"])] if told.get("exception") else []
    return LogEntry(
        service=service,
        at=_moment(str(told.get("timestamp", ""))),
        level=_level(str(told.get("level", "info"))),
        text=redact(str(told.get("event", ""))),
        fields={key: redact(str(value)) for key, value in told.items() if key not in _KNOWN},
        turn=str(told.get("turn", "")),
        more=redact("\n".join([*lines, *([more] if more else [])])),
    )


def _json(line: str) -> dict[str, Any] | None:
    if not line.startswith("{"):
        return None
    try:
        said: Any = json.loads(line)
    except ValueError:
        return None
    return cast("dict[str, Any]", said) if isinstance(said, dict) else None


def _console(line: str) -> dict[str, Any] | None:
    """What `LOG_FORMAT=console` writes: the event, then names with their values up to the end of the line."""
    found = _OURS.match(line)
    if found is None:
        return None
    rest, fields = found["rest"], dict[str, Any]()
    pairs = list(_PAIR.finditer(rest))
    end = len(rest.rstrip())
    for pair in reversed(pairs):
        if pair.end() != end:
            break
        fields[pair[1]] = _unquoted(pair[2])
        end = len(rest[: pair.start()].rstrip())
    fields = dict(reversed(fields.items()))
    return {"timestamp": found["at"], "level": found["level"], "event": rest[:end].rstrip(), **fields}


def _unquoted(value: str) -> str:
    if value[:1] not in "'\"":
        return value
    try:
        return str(ast.literal_eval(value))
    except (ValueError, SyntaxError):
        return value


def _foreign(service: str, line: str, more: str, redact: Callable[[str], str]) -> LogEntry:
    """A line of a program that is not ours."""
    if (found := _MUMBLE.match(line)) is not None:
        at, level, text = _moment(found["at"]), found["level"], found["text"]
    elif (found := _REDIS.match(line)) is not None:
        at = datetime.strptime(found["at"], "%d %b %Y %H:%M:%S.%f").replace(tzinfo=UTC)
        level, text = found["level"], found["text"]
    else:
        word, moment = _LEVEL.search(line), _ISO.search(line)
        at, level = _moment(moment.group()) if moment else None, word.group() if word else "info"
        text = line[moment.end() :] if moment is not None and not moment.start() else line
    return LogEntry(service, at, _level(level), redact(text.strip()), more=redact(more))


def _moment(text: str) -> datetime | None:
    text = text.replace(",", ".").replace(" UTC", "+00:00").replace("Z", "+00:00")
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _level(word: str) -> str:
    word = _LEVEL_NAMES.get(word) or _LEVEL_NAMES.get(word.lower(), word.lower())
    return word if word in LEVELS else "info"
