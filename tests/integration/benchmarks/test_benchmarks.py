"""Benchmarks that need no server measure something, in a small way."""

from __future__ import annotations

import json

import pytest

from benchmarks import overhead, speakers


def test_our_overhead_and_the_floor_are_measured_in_one_run(capsys: pytest.CaptureFixture[str]) -> None:
    overhead.main(["--turns", "1", "--talks", "0", "--no-rivals", "--json"])
    rows = {row["what"]: row for row in json.loads(capsys.readouterr().out)["rows"]}
    ours, floor = rows["mumble-ai"], rows["bare asyncio chain"]
    assert ours["turns"] == floor["turns"] == 1
    assert ours["unanswered"] == floor["unanswered"] == 0
    assert 0 < floor["p50_ms"] < ours["p50_ms"] < 500
    assert rows["mumble-ai, Silero"]["turns"] == 1


def test_people_who_speak_are_heard_and_those_who_do_not_are_not(capsys: pytest.CaptureFixture[str]) -> None:
    speakers.main(["--talking", "3", "--idle", "3", "--seconds", "2", "--json"])
    talking, noisy, silent = json.loads(capsys.readouterr().out)["rows"]
    assert talking["heard_speak"] == 3
    assert noisy["heard_speak"] == silent["heard_speak"] == 0
    assert silent["cpu_percent_of_a_core"] + noisy["cpu_percent_of_a_core"] > 0
    assert talking["people_a_core"] > 3
