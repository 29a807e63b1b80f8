"""The benchmark of the pages asks questions that the service answers."""

from __future__ import annotations

from benchmarks import pages


async def test_every_question_is_answered_in_a_small_house() -> None:
    asked, drawn = await pages.measure(pages.Size(200, 20, rounds=1, drawn_rounds=0), lambda text: None)
    assert {row["page"]: row["status"] for row in asked} == {page: 200 for page, _ in pages.questions()}
    assert drawn == []
