"""A hundred questions after a week of talk of two people, without a language model."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from mumble_ai.memory.facts.answer import FactAnswer
from mumble_ai.storage.database import Database
from tests.support.telling import ZONE, House

SCRIPT = tomllib.loads((Path(__file__).parents[3] / "data" / "week.toml").read_text("utf-8"))
MONDAY = datetime(2026, 6, 1, 18, 0, tzinfo=ZONE)
LEAST_RIGHT = 96
MOST_INVENTED = 1


def verdict(ask: dict[str, Any], answer: FactAnswer | None) -> str:
    """`right`, `missing` (it says it does not know, or lets it pass), or `invented`: something wrong told as known."""
    wanted = ask["says"]
    said = answer.say if answer else ""
    if ask.get("never") and re.search(ask["never"], said):
        return "invented"
    if isinstance(wanted, str):
        is_right = answer is None if wanted == "pass" else answer is not None and not answer.known
        return "right" if is_right else "invented" if answer and answer.known else "missing"
    if answer is None or not answer.known:
        return "missing"
    return "right" if any(re.search(pattern, said) for pattern in wanted) else "invented"


async def test_a_hundred_questions_after_a_week_are_answered_right_or_not_at_all(database: Database) -> None:
    house = House(database)
    for name in ("paul", "clara"):
        await house.moves_in(name, MONDAY)
    now = MONDAY
    for number, day in enumerate(SCRIPT["day"]):
        now = MONDAY + timedelta(days=number)
        for name, told in day.items():
            for text in told:
                now += timedelta(minutes=1)
                await house.says(name, text, now)
    counted: Counter[str] = Counter()
    for ask in SCRIPT["ask"]:
        answer = await house.asks(ask["by"], ask["question"], now + timedelta(hours=1))
        outcome = verdict(ask, answer)
        counted[outcome] += 1
        if outcome != "right":
            print(f"{outcome}: {ask['by']} asks {ask['question']!r}: {answer.say if answer else 'passed on'}")
    print(f"week: {counted['right']} right, {counted['missing']} missing, {counted['invented']} invented of 100")
    assert sum(counted.values()) == 100
    assert counted["invented"] <= MOST_INVENTED
    assert counted["right"] >= LEAST_RIGHT
