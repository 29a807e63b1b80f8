"""What is known, as a block of data in a prompt. Pure.

Each line is a JSON object, and no character of it can end the block: titles, names, facts and messages are somebody's
text, and whatever they say about rules stays a quotation.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

OPEN: Final = "<data>"
CLOSE: Final = "</data>"
MOST_EVENTS: Final = 50
_LONGEST_TEXT: Final = 600


@dataclass(frozen=True, slots=True)
class Planned:
    """Something in the person's calendar.

    Attributes:
        start: In the person's zone.
    """

    start: datetime
    title: str
    end: datetime | None = None
    place: str = ""
    is_all_day: bool = False


@dataclass(frozen=True, slots=True)
class KnownLine:
    """A fact, a recalled message or a summary.

    Attributes:
        who: Who said it.
        said_at: When, in the person's zone; None where that is not known.
        why: Why it was chosen.
    """

    text: str
    who: str
    said_at: datetime | None
    why: str


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known for one answer, best first; the schedule in the order of time.

    Attributes:
        schedule: The next days of the person.
        entities: Names the person talks about, such as "Rex (dog)".
    """

    schedule: Sequence[Planned] = ()
    facts: Sequence[KnownLine] = ()
    recalled: Sequence[KnownLine] = ()
    summaries: Sequence[KnownLine] = ()
    entities: Sequence[str] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known."""
        return not (self.schedule or self.facts or self.recalled or self.summaries or self.entities)


@dataclass(frozen=True, slots=True)
class KnowledgeBudget:
    """Most tokens of each part, taken as a quarter of its characters.

    Attributes:
        never_evicted: The nearest events that are told whatever the budget.
    """

    schedule: int = 900
    facts: int = 400
    recalled: int = 800
    summaries: int = 300
    entities: int = 150
    never_evicted: int = 10


@dataclass(slots=True)
class DataBlock:
    """Lines of data."""

    _lines: list[str] = field(default_factory=list[str])

    def add(self, lines: Iterable[Mapping[str, str]], tokens: int, *, at_least: int = 0) -> None:
        """Adds lines until the budget is spent; the first `at_least` are added anyhow."""
        spent = 0
        for number, line in enumerate(lines):
            text = quoted(line)
            spent += -(-len(text) // 4)
            if spent > tokens and number >= at_least:
                return
            self._lines.append(text)

    def __str__(self) -> str:
        return "\n".join((OPEN, *self._lines, CLOSE)) if self._lines else ""


def planned_block(knowledge: Knowledge, budget: KnowledgeBudget) -> str:
    """What does not depend on the question: schedule and names; empty when there is none of it."""
    block = DataBlock()
    near_first = sorted(knowledge.schedule, key=lambda planned: planned.start)[:MOST_EVENTS]
    block.add(map(_planned_line, near_first), budget.schedule, at_least=budget.never_evicted)
    block.add(({"kind": "name", "text": name} for name in knowledge.entities), budget.entities)
    return str(block)


def recalled_block(knowledge: Knowledge, budget: KnowledgeBudget) -> str:
    """What was found for the question: facts, messages, summaries; empty when there is none of it."""
    block = DataBlock()
    block.add((_said_line("fact", line) for line in knowledge.facts), budget.facts)
    block.add((_said_line("message", line) for line in knowledge.recalled), budget.recalled)
    block.add((_said_line("summary", line) for line in knowledge.summaries), budget.summaries)
    return str(block)


def quoted(line: Mapping[str, str]) -> str:
    """One line of JSON without the characters that marks are made of (RFC 8259 lets any be written as an escape)."""
    bounded = {key: value[:_LONGEST_TEXT] for key, value in line.items()}
    text = json.dumps(bounded, ensure_ascii=False)
    for mark in ("<", ">", "\u2028", "\u2029", "\x85", "\x7f"):
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text


def _planned_line(planned: Planned) -> dict[str, str]:
    day = f"{planned.start:%a %Y-%m-%d}"
    times = "all day" if planned.is_all_day else f"{planned.start:%H:%M}"
    if planned.end is not None and not planned.is_all_day:
        is_same_day = planned.end.date() == planned.start.date()
        times += f" to {planned.end:%H:%M}" if is_same_day else f" to {planned.end:%a %Y-%m-%d %H:%M}"
    line = {"kind": "event", "when": f"{day} {times}", "title": planned.title}
    return line | ({"place": planned.place} if planned.place else {})


def _said_line(kind: str, line: KnownLine) -> dict[str, str]:
    told = {"kind": kind, "text": line.text, "who": line.who}
    if line.said_at is not None:
        told["when"] = f"{line.said_at:%a %Y-%m-%d %H:%M}"
    return told | ({"why": line.why} if line.why else {})
