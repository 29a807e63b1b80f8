"""A question names a time, and lines said then fit it."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from mumble_ai.memory.recall.moments import moment_in

NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def fits(question: str, *days: str) -> list[float]:
    moment = moment_in(question, NOW)
    assert moment is not None
    moments = [datetime.fromisoformat(f"{day}T18:00:00+00:00") - _EPOCH for day in days]
    return moment.fits(np.array([int(one.total_seconds() * 1_000_000) for one in moments], np.int64)).tolist()


def test_a_month_is_that_of_any_year_unless_the_year_is_said() -> None:
    assert fits("What did Ben buy in July?", "2023-07-01", "2024-07-31", "2024-06-30") == [1, 1, 0]
    assert fits("What did Ben buy in July 2023?", "2023-07-09", "2024-07-09") == [1, 0]
    assert fits("Was hat Ben im März 2023 gekauft?", "2023-03-09", "2023-05-09") == [1, 0]


def test_what_happened_may_be_told_some_days_later() -> None:
    assert fits("Where was I on 29 December 2023?", "2023-12-28", "2023-12-29", "2024-01-02", "2024-01-09") == [
        *(0, 1, 0.5, 0),
    ]
    assert fits("Who came in July 2023?", "2023-08-03", "2023-08-09") == [0.5, 0]


@pytest.mark.parametrize("day", ["on June 3rd", "on the 3rd of June", "on 3 June", "on June 3, 2024"])
def test_a_day_is_understood_however_it_is_said(day: str) -> None:
    assert fits(f"What happened {day}?", "2024-06-03", "2024-06-02", "2024-06-20") == [1, 0, 0]


def test_a_year_and_a_time_before_now_are_understood() -> None:
    assert fits("Where did I live in 2019?", "2019-05-01", "2020-05-01") == [1, 0]
    assert fits("What did I say yesterday?", "2026-06-09", "2026-05-09") == [1, 0]
    assert fits("What did we do last week?", "2026-06-01", "2026-05-09") == [1, 0]


@pytest.mark.parametrize("question", ["May I ask what Ben likes?", "What is my dog called?", "Who is in room 2023?"])
def test_most_questions_name_no_time(question: str) -> None:
    assert moment_in(question, NOW) is None


def test_may_is_a_month_where_it_is_meant_to_be() -> None:
    assert fits("Where was I in May?", "2024-05-20", "2024-07-20") == [1, 0]
    assert fits("What did Ben say on 5 May 2024?", "2024-05-05") == [1]
