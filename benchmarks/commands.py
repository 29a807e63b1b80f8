"""Everyday commands: how long it takes to find out whether a sentence is one, and how often that is right.

Each sentence of `commands_said/` is recognised in the language it is in; a general one must not be a command.
`--markdown` prints the sentences as the table of docs/commands-by-voice.md.
"""

from __future__ import annotations

import gc
import time
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from benchmarks.report import Row, arguments, conditions, emit, summary_ms
from mumble_ai.assistant.commands.command import Command
from mumble_ai.assistant.commands.recognition import recognise

FOLDER: Final = Path(__file__).parent / "commands_said"
LANGUAGES: Final = {"en": "English", "de": "German"}
NOW: Final = datetime(2026, 10, 26, 14, 5, tzinfo=ZoneInfo("Europe/Berlin"))
"""A Monday."""
SEVERAL: Final = "several"
SHOWN: Final = 4
"""Examples of an action in the table."""


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence.

    Attributes:
        meant: Each action with what it is told, in order; empty for none.
    """

    text: str
    language: str
    section: str
    meant: tuple[tuple[str, Mapping[str, Any]], ...] = ()

    def is_understood(self, commands: list[Command] | None) -> bool:
        """Whether it was recognised as what it means."""
        found = tuple((command.action, dict(command.parameters)) for command in commands or ())
        return found == tuple((action, dict(parameters)) for action, parameters in self.meant)


def main(argv: list[str] | None = None) -> None:
    parser = arguments(__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often each sentence is recognised")
    parser.add_argument("--markdown", action="store_true", help="print the table of what can be said")
    options = parser.parse_args(argv)
    if options.markdown:
        print(markdown())
        return
    rows = [measure(language, kind, options.rounds) for language in LANGUAGES for kind in ("commands", "general")]
    emit("commands", rows, conditions(rounds=options.rounds), as_json=options.json)


def measure(language: str, kind: str, rounds: int) -> Row:
    """One row: sentences of a language that are commands, or that are none."""
    chosen = [one for one in said(language) if bool(one.meant) == (kind == "commands")]
    for one in chosen[:: max(1, len(chosen) // 40)]:
        recognise(one.text, language, NOW)  # compiles what is compiled once
    gc.collect()
    took_s: list[float] = []
    right = 0
    for number in range(rounds):
        for one in chosen:
            began = time.perf_counter()
            found = recognise(one.text, language, NOW)
            took_s.append(time.perf_counter() - began)
            right += number == 0 and one.is_understood(found)
    return {
        "language": language,
        "sentences": kind,
        "number": len(chosen),
        "right_percent": round(100 * right / len(chosen), 1),
        **summary_ms(took_s),
        "max_ms": round(max(took_s) * 1000, 3),
    }


@cache
def said(language: str) -> tuple[Said, ...]:
    """All sentences of a language."""
    table = tomllib.loads((FOLDER / f"{language}.toml").read_text("utf-8"))
    return tuple(_sentences(table, language))


def _sentences(table: dict[str, Any], language: str) -> Iterator[Said]:
    for section, entries in table.items():
        for text in entries:
            if section == "general":
                yield Said(text, language, section)
            elif section == SEVERAL:
                meant = [(one["action"], {k: v for k, v in one.items() if k != "action"}) for one in entries[text]]
                yield Said(text, language, section, tuple(meant))
            else:
                yield Said(text, language, section, ((section, entries[text]),))


def markdown() -> str:
    """What can be said, as a table an area."""
    titles = tomllib.loads((FOLDER / "titles.toml").read_text("utf-8"))
    lines: list[str] = []
    for area, actions in titles.items():
        lines += [f"### {area}", "", "| what | in English | in German |", "|---|---|---|"]
        for action, title in actions.items():
            examples = (_examples(language, action) for language in LANGUAGES)
            lines.append(f"| {title} | {' | '.join(examples)} |")
        lines.append("")
    return "\n".join(lines).rstrip()


def _examples(language: str, action: str) -> str:
    texts = [one.text for one in said(language) if one.section == action]
    return "<br>".join(f"“{text.strip('.')}”" for text in texts[:SHOWN])


if __name__ == "__main__":
    main()
