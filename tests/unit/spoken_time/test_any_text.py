"""Whatever is said: nothing is raised, it ends soon, and what is found lies in the text."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mumble_ai.spoken_time import ask, find_durations, find_times, say
from mumble_ai.spoken_time.language import language, languages
from mumble_ai.spoken_time.tokens import MOST_CHARACTERS
from tests.unit.spoken_time.phrases import verdicts

NOW = datetime(2026, 10, 21, 10, 15, tzinfo=ZoneInfo("Europe/Berlin"))
WORDS = sorted({word for code in languages() for word in language(code).lexemes})
sentences = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(
            ["at", "every", "from", "to", "until", "in", "on", "the", "of", "and", "half", "past", "um", "bis"]
        ),
        st.integers(0, 10_000).map(str),
        st.sampled_from([",", ".", "-", "9:30", "25:99", "31.2.", "13/13", "2026-13-40", "29.02.2027", "5p.m."]),
    ),
    max_size=14,
).map(" ".join)


@settings(max_examples=400, deadline=None)
@given(st.one_of(sentences, st.text(max_size=80)), st.sampled_from(["en", "de", "xx", ""]), st.booleans())
def test_any_text_is_read(text: str, code: str, is_answer: bool) -> None:
    for found in find_times(text, NOW, code, is_answer=is_answer):
        assert 0 <= found.span[0] < found.span[1] <= len(text)
        assert found.start.tzinfo is NOW.tzinfo
        assert found.end is None or found.end >= found.start
        assert say(found, NOW, language=code)
    find_durations(text, code)
    ask(text, NOW, code)


@pytest.mark.parametrize(
    "text",
    [
        "day after " * 400,
        "every monday and " * 200,
        "a week from " * 300 + "monday",
        "five to six " * 300,
        "the last friday of " * 200,
        "1 hour and " * 400,
        "1:1:1:1:" * 500,
        "half past " * 500 + "seven",
    ],
)
def test_a_long_text_ends_soon(text: str) -> None:
    began_s = time.process_time()
    find_times(text, NOW)
    assert time.process_time() - began_s < 2
    assert len(text) > MOST_CHARACTERS or len(text) > 1000


def test_threads_share_a_grammar() -> None:
    phrases = [v.phrase for v in verdicts("en")][:120]

    def read(phrase: dict[str, str]) -> list[datetime]:
        now = datetime.fromisoformat(phrase["now"]).astimezone(ZoneInfo(phrase["tz"]))
        return [t.start for t in find_times(phrase["phrase"], now)]

    alone = [read(p) for p in phrases]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(read, phrases * 3)) == alone * 3


def test_an_end_that_is_over_is_none() -> None:
    assert find_times("until 2020", NOW) == []


def test_a_deadline_in_a_part_of_a_day_can_be_said() -> None:
    found = find_times("bis Montagabend", NOW, "de")[0]
    assert say(found, NOW, language="de") == "am Montag am Abend"


def test_the_last_years_of_the_calendar_are_none() -> None:
    for text in ("in 9000 years", "in 100000 months", "every 1000 years", "99999 weeks ago", "in 8000 years at noon"):
        find_times(text, NOW)
