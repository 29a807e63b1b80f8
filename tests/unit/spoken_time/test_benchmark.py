"""How the benchmark of spoken dates judges."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from benchmarks.dates import Answer, is_right, main, same_rule

ZONE = ZoneInfo("Europe/Berlin")
START = datetime(2026, 10, 22, 20, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("expected", "given", "is_same"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,TH", "BYDAY=TH,MO;FREQ=WEEKLY", True),
        ("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", True),
        ("FREQ=MONTHLY;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1", True),
        ("FREQ=WEEKLY;BYDAY=MO,TH", "FREQ=WEEKLY;BYDAY=MO", False),
        ("FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2", False),
        ("FREQ=DAILY;UNTIL=20261225", "FREQ=DAILY;UNTIL=20261225T225959Z", True),
        ("FREQ=DAILY;UNTIL=20261225", "FREQ=DAILY", False),
        (None, None, True),
        (None, "FREQ=DAILY", False),
    ],
)
def test_rules_are_the_same_that_give_the_same_days(expected: str | None, given: str | None, is_same: bool) -> None:
    assert same_rule(expected, given, START) is is_same


def test_a_time_where_none_was_said_is_wrong() -> None:
    phrase = {"expected": None, "also_ok": [], "rrule": None}
    assert is_right(phrase, None, ZONE)
    assert not is_right(phrase, Answer((START,)), ZONE)


def test_an_hour_that_comes_twice_is_compared_as_itself() -> None:
    twice = datetime(2026, 10, 25, 2, 30, tzinfo=ZONE)
    phrase = {"expected": "2026-10-25T02:30:00+02:00", "also_ok": [], "rrule": None}
    assert is_right(phrase, Answer((twice,)), ZONE)
    assert not is_right(phrase, Answer((twice.replace(fold=1),)), ZONE)


def test_it_prints_its_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = {"now": START.isoformat(), "tz": "Europe/Berlin", "also_ok": [], "rrule": None}
    phrases = [
        said | {"phrase": "tomorrow at 5 pm", "expected": "2026-10-23T17:00:00+02:00"},
        said | {"phrase": "tell me a joke", "expected": None},
    ]
    (tmp_path / "phrases.json").write_text(json.dumps(phrases))
    main(["--data", str(tmp_path / "phrases.json"), "--json"])
    report = json.loads(capsys.readouterr().out)
    assert (report["accuracy"], report["false_hits"]) == (100.0, 0)
    assert report["rows"][0]["reader"] == "ours"
