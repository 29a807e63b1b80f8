"""Phrases with the times they mean, and how a language reads them.

Each file has two halves, drawn by chance before anything was built: "dev" was looked at while the grammars were made,
"held" was only measured.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from benchmarks.dates import Verdict, judge, miss, ours

DATA = Path(__file__).parent / "data"


@cache
def verdicts(language: str) -> tuple[Verdict, ...]:
    phrases: list[dict[str, Any]] = json.loads((DATA / f"{language}.json").read_text("utf-8"))
    return tuple(judge(phrase, ours) for phrase in phrases)


def half_of(language: str, half: str) -> list[Verdict]:
    return [v for v in verdicts(language) if v.phrase["half"] == half]


def misses(found: list[Verdict]) -> list[str]:
    return [miss(v) for v in found if not v.is_right]
