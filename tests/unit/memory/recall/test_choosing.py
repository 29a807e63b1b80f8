"""Lines are chosen within the budget, each with who, when and why."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid4

from mumble_ai.memory.recall.choosing import Ranked, choose
from mumble_ai.memory.recall.lookup import Line
from mumble_ai.memory.recall.question import read_question
from mumble_ai.memory.recall.spreading import spread

ASKED = read_question("What is my dog called?")
TALK = uuid4()


def ranked(
    text: str,
    score: float,
    *,
    role: str = "user",
    place: int = 0,
    talk: UUID = TALK,
    outdated: bool = False,
    **signs: float,
) -> Ranked:
    said_at = datetime(2026, 5, 1, tzinfo=UTC)
    line = Line(uuid4(), talk, place, "Anna", role, text, said_at, False, "", outdated)
    return Ranked(line, score, signs)


def test_lines_fit_the_budget_and_a_long_one_makes_room_for_short_ones() -> None:
    lines = [ranked("dog " * 400, 3), ranked("My dog is called Rex", 2), ranked("Rex barks", 1)]
    chosen = choose(lines, ASKED, budget_tokens=60, most=10)
    assert [one.text for one in chosen] == ["My dog is called Rex", "Rex barks"]
    assert sum(one.tokens for one in chosen) <= 60


def test_no_more_lines_than_asked_for() -> None:
    assert len(choose([ranked(f"dog {n}", -n) for n in range(9)], ASKED, budget_tokens=9999, most=4)) == 4


def test_every_line_says_who_when_and_why() -> None:
    (one,) = choose([ranked("My dog is called Rex", 2, talk_=0.0, answers=0.9)], ASKED, budget_tokens=100, most=1)
    assert (one.who, one.said_at.year) == ("Anna", 2026)
    assert one.why == "says dog, called; answers a question about it"


def test_the_assistant_is_not_quoted_saying_it_again() -> None:
    told, echo = ranked("My dog is called Rex", 2), ranked("Your dog is called Rex!", 1.5, role="assistant")
    news = ranked("Rex needs a vaccination on Monday", 1, role="assistant")
    assert [one.text for one in choose([told, echo, news], ASKED, budget_tokens=999, most=9)] == [
        told.line.text,
        news.line.text,
    ]


def test_what_has_been_replaced_is_marked() -> None:
    old = ranked("My dog is called Rex", 2, outdated=True)
    (one,) = choose([old], ASKED, budget_tokens=100, most=1)
    assert one.is_outdated


def test_several_talks_come_before_more_of_the_same_one() -> None:
    lines = [ranked("a", 2.0, place=1), ranked("b", 1.9, place=2), ranked("c", 1.6, place=90, talk=uuid4())]
    assert [one.line.text for one in spread(lines)] == ["a", "c", "b"]
    assert [one.line.text for one in spread([])] == []
