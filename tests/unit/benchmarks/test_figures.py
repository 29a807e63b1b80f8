"""What benchmarks make of what they have measured."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks import overhead
from benchmarks.overhead import Contestant, shares, talks_held
from benchmarks.pacing import underruns
from benchmarks.voice_to_voice.interruptions import Found, Sound, note

SPEECH = Sound("speech", (), ends_answer=True)
MHM = Sound("mhm", (), ends_answer=False)


def packets(start_s: float, end_s: float) -> list[float]:
    return list(np.arange(start_s, end_s - 1e-9, 0.02))


def test_even_frames_and_those_within_the_delay_never_run_out() -> None:
    even = packets(5.0, 15.0)
    assert underruns(even) == 0
    assert underruns([at_s + 0.045 * (n % 3 == 2) for n, at_s in enumerate(even)]) == 0


def test_a_frame_beyond_the_delay_runs_out_once_and_then_the_delay_is_there_again() -> None:
    torn = [at_s + 0.2 * (n >= 100) + 0.2 * (n >= 300) for n, at_s in enumerate(packets(0.0, 10.0))]
    assert underruns(torn) == 2


def test_the_turns_are_shared_out_whole() -> None:
    assert list(shares(30)) == [15, 15]
    assert list(shares(3)) == [2, 1]
    assert list(shares(1)) == [1]


def test_speech_that_ends_an_answer_is_counted_to_the_last_packet() -> None:
    found = Found()
    note(found, packets(-1.0, 0.12))
    assert found.row(SPEECH)["p50_ms"] == pytest.approx(100, abs=1)
    assert (found.ended, found.went_on) == (1, 0)


def test_the_answer_to_the_interruption_is_not_the_old_one() -> None:
    found = Found()
    note(found, [*packets(-1.0, 0.12), *packets(2.5, 6.0)])
    assert found.last_packet_s == pytest.approx([0.1])


def test_a_pause_in_an_answer_that_goes_on_is_a_hole() -> None:
    found = Found()
    note(found, [*packets(-1.0, 0.12), *packets(0.5, 6.0)])
    assert found.row(MHM)["p50_ms"] == pytest.approx(400, abs=1)
    assert (found.ended, found.row(MHM)["ended_wrongly"]) == (0, 0)


def test_more_talks_are_tried_until_turns_are_late(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(contestant: Contestant, sounds: Path, *, turns: int, talks: int = 1, idle_s: float = 0.0) -> dict[str, Any]:
        tried.append(talks)
        return {"waits_s": [talks * 0.0005] * 20, "unanswered": 0, "stalls_s": [0.001, talks * 0.001]}

    tried: list[int] = []
    monkeypatch.setattr(overhead, "run", run)
    found = talks_held(Contestant("one", "ours", waits_s=[0.003]), Path(), 1024)
    assert tried == [8, 16, 32, 64]
    assert (found["talks_p99_20ms"], found["talks_p95_doubled"]) == (32, 8)
    assert found["stall_max_ms_8_talks"] == 8.0


def test_a_talk_that_gets_no_answer_is_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = {"waits_s": [0.001], "unanswered": 1, "stalls_s": [0.0]}
    monkeypatch.setattr(overhead, "run", lambda *_, **__: lost)
    assert talks_held(Contestant("one", "ours", waits_s=[0.003]), Path(), 64)["talks_p99_20ms"] == 1
