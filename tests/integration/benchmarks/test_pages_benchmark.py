"""The benchmark of the pages asks questions that the service answers."""

from __future__ import annotations

from benchmarks import pages


async def test_every_question_is_answered_in_a_small_house() -> None:
    rows = await pages.measure(200, 20, 1)
    assert {row["page"]: row["status"] for row in rows} == {page: 200 for page, _ in pages.questions()}
