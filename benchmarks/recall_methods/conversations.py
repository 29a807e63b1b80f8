"""Conversations with questions and the turns that answer them, in the form of LoCoMo (snap-research, CC BY-NC)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

CATEGORIES: Final = {1: "multi-hop", 2: "temporal", 3: "open-domain", 4: "single-hop", 5: "adversarial"}
_TURN_ID: Final = re.compile(r"D:?(\d+):0*(\d+)")
_WHEN: Final = "%I:%M %p on %d %B, %Y"


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn.

    Attributes:
        text: What was said, and in brackets what a picture sent with it shows.
        talk: Number of the session.
    """

    turn_id: str
    who: str
    text: str
    talk: int
    said_at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the indexes of the turns that answer it."""

    text: str
    category: str
    evidence: frozenset[int]


@dataclass(frozen=True, slots=True)
class Conversation:
    """Two people's talks over months.

    Attributes:
        people: Their names.
    """

    name: str
    people: tuple[str, str]
    turns: tuple[Turn, ...]
    questions: tuple[Asked, ...]


def read_conversations(file: Path) -> list[Conversation]:
    """Everything in the file. Questions without evidence are left out: nothing can be found for them."""
    return [_conversation(entry) for entry in json.loads(file.read_text("utf-8"))]


def _conversation(entry: dict[str, Any]) -> Conversation:
    talks = entry["conversation"]
    turns = tuple(turn for number in _talk_numbers(talks) for turn in _turns(talks, number))
    index = {turn.turn_id: n for n, turn in enumerate(turns)}
    questions = [Asked(str(one["question"]), CATEGORIES[one["category"]], _evidence(one, index)) for one in entry["qa"]]
    people = (str(talks["speaker_a"]), str(talks["speaker_b"]))
    return Conversation(entry["sample_id"], people, turns, tuple(one for one in questions if one.evidence))


def _talk_numbers(talks: dict[str, Any]) -> list[int]:
    return sorted(int(key.removeprefix("session_")) for key in talks if re.fullmatch(r"session_\d+", key))


def _turns(talks: dict[str, Any], number: int) -> list[Turn]:
    began = datetime.strptime(talks[f"session_{number}_date_time"], _WHEN).replace(tzinfo=UTC)
    found: list[Turn] = []
    for n, turn in enumerate(talks[f"session_{number}"]):
        picture = f" [{turn['blip_caption']}]" if turn.get("blip_caption") else ""
        said_at = began + timedelta(seconds=10 * n)
        found.append(Turn(turn["dia_id"], turn["speaker"], turn["text"] + picture, number, said_at))
    return found


def _evidence(question: dict[str, Any], index: dict[str, int]) -> frozenset[int]:
    named = [f"D{talk}:{turn}" for one in question.get("evidence", []) for talk, turn in _TURN_ID.findall(one)]
    return frozenset(index[name] for name in named if name in index)
