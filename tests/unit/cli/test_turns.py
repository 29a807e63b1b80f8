"""`./mumble-ai turns` shows what was recorded, to people and to programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from mumble_ai.cli.commands import app
from mumble_ai.cli.turn_views import WIDTH, as_table, as_timeline, printable
from mumble_ai.conversation.turn import Outcome, Part, Stage
from mumble_ai.flight.record import RecordedDecision, TurnRecord, record_id
from mumble_ai.flight.store import FlightStore

AT = datetime(2026, 1, 2, 23, 30, 5, 678_000, tzinfo=UTC)


def record(number: int = 0, **changes: object) -> TurnRecord:
    at = AT + timedelta(seconds=number)
    made = TurnRecord(
        id=record_id(at, f"abcdef{number}"),
        at=at,
        speaker="Alice",
        kind="voice",
        outcome=Outcome.INTERRUPTED,
        question="What is the tallest mountain?",
        said="It is Everest, and it stands between Nepal and Tibet.",
        played="It is Everest,",
        revision=1,
        wasted={Part.LLM: 1},
        stages={stage: 0.25 * n for n, stage in enumerate(Stage)},
        decisions=(RecordedDecision(at_s=1.6, what="paused", why="0.1 s of certain speech " * 8),),
        conditions={"stt_engine": "moonshine", "version": "1"},
    )
    return made.model_copy(update=changes)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FlightStore:
    monkeypatch.setenv("MUMBLE_AI_HOME", str(tmp_path))
    monkeypatch.setenv("TIME_ZONE", "Asia/Tokyo")
    return FlightStore(tmp_path / "flight")


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["turns", *words])
    return result.exit_code, result.output


def fresh(number: int, **changes: object) -> TurnRecord:
    """A turn of just now: old ones are not kept."""
    at = datetime.now(UTC) - timedelta(minutes=5) + timedelta(seconds=number)
    return record(number, id=record_id(at, f"abcdef{number}"), at=at, **changes)


def test_without_any_turn_it_says_how_to_get_one(store: FlightStore) -> None:
    code, told = run()
    assert code == 1
    assert "FLIGHT_RECORD" in told


def test_the_table_has_a_line_a_turn_and_fits_80_columns(store: FlightStore) -> None:
    outcomes = [fresh(n, outcome=o, speaker="Maximiliane von der Heide") for n, o in enumerate(Outcome)]
    failed = [fresh(20 + n, outcome=Outcome.FAILED, failed=p, kind="text") for n, p in enumerate(Part)]
    for made in (*outcomes, *failed):
        store.write(made)
    code, told = run("-n", "50")
    assert code == 0
    lines = told.splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert [line[:7] for line in lines[1 : 1 + len(outcomes) + len(failed)]] == [
        made.id[-7:] for made in (*outcomes, *failed)
    ]


def test_times_are_of_the_readers_zone(store: FlightStore) -> None:
    made = fresh(1)
    store.write(made)
    assert f"{made.at + timedelta(hours=9):%H:%M:%S}" in run()[1]


def test_only_as_many_as_wanted_are_shown_the_newest_last(store: FlightStore) -> None:
    for number in range(5):
        store.write(fresh(number))
    told = run("-n", "2", "--json")[1].splitlines()
    assert [json.loads(line)["id"][-7:] for line in told] == ["abcdef3", "abcdef4"]


def test_one_turn_is_shown_in_full(store: FlightStore) -> None:
    made = fresh(1)
    store.write(made, np.zeros(960, np.int16))
    code, told = run(made.id[-7:])
    assert code == 0
    flat = " ".join(told.split())
    for words in (
        "Alice said: What is the tallest mountain?",
        "made: It is Everest, and it stands between Nepal and Tibet.",
        "heard: It is Everest,",
        "outcome: interrupted, 1.50 s from the end of speech to the voice",
        "revisions: 1; work dropped: 1 x llm",
        "1.750 s +0.150 the answer is audible",
        "* paused: 0.1 s of certain speech",
        "stt_engine=moonshine",
        f"{made.id}.wav",
    ):
        assert words in flat
    assert json.loads(run(made.id, "--json")[1])["question"] == made.question


def test_a_turn_that_is_not_there_or_not_the_only_one_is_told(store: FlightStore) -> None:
    store.write(fresh(1))
    store.write(fresh(2))
    code, told = run("zzzz")
    assert (code, "There is no turn 'zzzz'" in told) == (2, True)
    code, told = run(fresh(1).id[:8])
    assert code == 2
    assert "fits 2 turns" in told


def test_a_replay_without_sound_says_how_to_keep_it(store: FlightStore) -> None:
    made = fresh(1)
    store.write(made)
    code, told = run("replay", made.id)
    assert code == 1
    assert "FLIGHT_RECORD=audio" in told
    assert run("replay")[0] == 2
    assert run("replay", made.id, "--engines", "imaginary")[0] == 2


def test_a_timeline_fits_80_columns_and_is_in_order() -> None:
    told = as_timeline(record(question="word " * 60), UTC)
    assert max(map(len, told.splitlines())) <= WIDTH
    assert told.index("speech begins") < told.index("* paused") < told.index("the answer is audible")


def test_a_turn_of_another_day_shows_its_date() -> None:
    assert "02 Jan 23:30" in as_table([record()], UTC, AT + timedelta(days=1))
    assert "23:30:05" in as_table([record()], UTC, AT)


def test_nobody_can_steer_the_terminal_with_what_he_says_or_is_called() -> None:
    evil = record(speaker="\x1b[2JEve", question="\x1b]0;owned\x07\r\nhi")
    for told in (as_table([evil], UTC, AT), as_timeline(evil, UTC)):
        assert all(c.isprintable() or c == "\n" for c in told)
    assert printable("a\tb") == "a b"


def test_following_shows_what_comes(store: FlightStore) -> None:
    store.write(fresh(1))
    command = [sys.executable, "-m", "mumble_ai.cli", "turns", "--follow", "--json"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"})
    timer = threading.Timer(30, process.kill)
    timer.start()
    try:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["question"] == "What is the tallest mountain?"
        store.write(fresh(2, question="And now?"))
        assert json.loads(process.stdout.readline())["question"] == "And now?"
    finally:
        timer.cancel()
        process.kill()
        process.wait(10)
