"""Reads scenario files, strictly: what is misspelt or not allowed is named with its line and with what is allowed."""

from __future__ import annotations

import difflib
import re
import tomllib
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from mumble_ai.testkit.scenario import (
    Answer,
    Expectations,
    ExpectedTurn,
    Fault,
    Person,
    Scenario,
    Step,
    Timing,
)


class ScenarioError(Exception):
    """The file is no scenario; the message names file, line and field, and says what is allowed."""


def load_scenario(path: Path) -> Scenario:
    """Reads a file; the WAV files it names are looked for beside it.

    Raises:
        ScenarioError: It cannot be read or is no scenario.
    """
    try:
        text = path.read_text("utf-8")
        raw = tomllib.loads(text)
    except OSError as error:
        raise ScenarioError(f"{path}: {error.strerror or error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ScenarioError(f"{path}: it is no TOML file: {error}") from error
    try:
        scenario = Scenario.model_validate(raw)
    except ValidationError as error:
        found = error.errors()
        # A list whose items are wrong counts as empty, too; the items say more.
        said = [p for p in found if not (p["type"] == "too_short" and any(_is_inside(o, p) for o in found))]
        problems = [_told(path, text, problem) for problem in said]
        raise ScenarioError("\n".join(dict.fromkeys(problems))) from error
    steps = tuple(s.model_copy(update={"wav": path.parent / s.wav}) if s.wav else s for s in scenario.step)
    return scenario.model_copy(update={"step": steps})


_MODELS: Final[dict[str, type[BaseModel]]] = {
    "people": Person,
    "step": Step,
    "answer": Answer,
    "timing": Timing,
    "fault": Fault,
    "turn": ExpectedTurn,
    "expect": Expectations,
}


def _is_inside(problem: ErrorDetails, other: ErrorDetails) -> bool:
    return len(problem["loc"]) > len(other["loc"]) and problem["loc"][: len(other["loc"])] == other["loc"]


def _told(path: Path, text: str, problem: ErrorDetails) -> str:
    place = [part for part in problem["loc"] if not str(part).startswith(("[", "dict[", "literal["))]
    field = ".".join(str(part + 1) if isinstance(part, int) else part for part in place) or "the file"
    line = _line_of(text, place)
    message = problem["msg"].removeprefix("Value error, ")
    if problem["type"] == "extra_forbidden":
        model = next((_MODELS[str(p)] for p in reversed(place[:-1]) if str(p) in _MODELS), Scenario)
        close = difflib.get_close_matches(str(place[-1]), model.model_fields, n=1)
        allowed = f"did you mean {close[0]}?" if close else f"there are {', '.join(model.model_fields)}"
        message = f"there is no such field; {allowed}"
    return f"{path}:{line}: {field}: {message[0].lower()}{message[1:]}"


def _line_of(text: str, place: list[int | str]) -> int:
    """The line on which a field stands, or else the table it belongs to, or else the first."""
    tables = [str(part) for part in place if isinstance(part, str)]
    numbers = [part for part in place if isinstance(part, int)]
    lines = text.splitlines()
    best, inside, seen = 1, not tables[1:], -1
    for number, line in enumerate(lines, 1):
        header = re.match(r"\s*(\[\[?)\s*([\w.\"-]+)\s*\]", line)
        if header:
            name = header[2].replace('"', "").split(".")
            fits = name == tables[: len(name)]
            if fits and header[1] == "[[":
                seen += 1
                fits = not numbers or seen == numbers[0]
            inside = fits
            best = number if fits else best
        elif inside and tables and re.match(rf"\s*\"?{re.escape(tables[-1])}\"?\s*[=.]", line):
            return number
        elif tables and re.match(rf"\s*\"?{re.escape(tables[0])}\"?\s*=", line):
            best = number
    return best
