"""A recorded turn replays the same way each time, and says what is different now."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from mumble_ai.audio.pcm import Int16
from mumble_ai.cli.replay_command import as_text
from mumble_ai.conversation.talk import Talk, TalkPolicy
from mumble_ai.conversation.turn import Outcome
from mumble_ai.conversation.turn_taking.endpointing import Endpointing
from mumble_ai.flight.record import TurnRecord
from mumble_ai.flight.recorder import FlightRecorder
from mumble_ai.flight.store import FlightStore
from mumble_ai.flight.tap import FlightTap
from mumble_ai.flight.tapped import TappedDoor, TappedMind, TappedMouth, TappedStt
from mumble_ai.services.bot.flight import Observers
from mumble_ai.testkit import VirtualTimeLoop
from mumble_ai.testkit.acting import RealParts, perform
from mumble_ai.testkit.replay import compare, differences, replay
from mumble_ai.testkit.scenario import Scenario
from mumble_ai.testkit.wordcode import WordActivity

QUESTION = {
    "title": "x",
    "people": {"alice": {"microphone": "voice-activated"}},
    "step": [{"who": "alice", "say": "What is the capital [0.4] of France?"}],
    "answer": [{"text": "The capital of France is Paris. It lies on the Seine."}],
    "expect": {"turns": 1},
}
INTERRUPTED = QUESTION | {
    "step": [
        {"who": "alice", "say": "Tell me a story."},
        {"who": "alice", "say": "Stop that and listen to me now.", "when": "answer starts", "after_s": 1.0},
    ],
    "expect": {"turns": 2},
}
BROKEN = QUESTION | {"fault": [{"part": "stt", "kind": "down"}]}


def recorded(tmp_path: Path, script: dict[str, Any], policy: TalkPolicy | None = None) -> tuple[TurnRecord, Int16]:
    """Plays a scenario with everything listened in on; returns its first turn as it is read back from disk."""
    recorders: list[FlightRecorder] = []

    def make_talk(door: Any, stt: Any, mind: Any, mouth: Any, activity: Any, observer: Any, turn_ends: Any, /) -> Talk:
        tap = FlightTap()
        recorders.append(FlightRecorder(FlightStore(tmp_path), {"silence_max_s": "1.5"}, tap=tap))
        tapped = TappedDoor(door, tap), TappedStt(stt, tap), TappedMind(mind, tap), TappedMouth(mouth, tap)
        return Talk(*tapped, activity, Observers(observer, recorders[0]), policy)

    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        runner.run(perform(Scenario.model_validate(script), make_talk))
    recorders[0].close()
    store = FlightStore(tmp_path)
    record = next(r for r in store.recent(9) if r.frames and "Stop" not in r.question)
    sound = store.sound(record.id)
    assert sound is not None
    return record, sound


def replayed(record: TurnRecord, sound: Int16, policy: TalkPolicy | None = None) -> list[TurnRecord]:
    def make_talk(*parts: Any) -> Talk:
        return Talk(*parts[:6], policy)

    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        return runner.run(replay(record, sound, make_talk, RealParts(activity=WordActivity)))


def test_a_replay_takes_the_recorded_course_and_is_the_same_each_time_byte_for_byte(tmp_path: Path) -> None:
    record, sound = recorded(tmp_path, QUESTION)
    assert record.question == "What is the capital of France?"
    first, second = (as_text(record, replayed(record, sound)) for _ in range(2))
    assert first.encode() == second.encode()
    assert "The same course as then." in first


def test_an_interrupted_turn_is_interrupted_again_at_the_same_word(tmp_path: Path) -> None:
    record, sound = recorded(tmp_path, INTERRUPTED)
    assert record.outcome is Outcome.INTERRUPTED
    assert record.played
    again = replayed(record, sound)
    assert differences(record, again) == []
    assert again[0].played == record.played


def test_a_failure_of_an_engine_is_replayed_too(tmp_path: Path) -> None:
    record, sound = recorded(tmp_path, BROKEN)
    assert record.outcome is Outcome.FAILED
    assert differences(record, replayed(record, sound)) == []


def test_what_other_settings_change_is_told(tmp_path: Path) -> None:
    record, sound = recorded(tmp_path, QUESTION)
    patient = TalkPolicy(endpointing=Endpointing(silence_s=2.0, silence_max_s=2.5))
    found = differences(record, replayed(record, sound, patient))
    assert any(words.startswith("first_packet: ") for words in found)
    assert "differs: first_packet" in as_text(record, replayed(record, sound, patient))


def test_the_comparison_marks_what_is_only_in_one_of_the_two(tmp_path: Path) -> None:
    record, _ = recorded(tmp_path, QUESTION)
    other = record.model_copy(update={"decisions": (*record.decisions[:-1],)})
    marks = {line.mark for line in compare(record, other)}
    assert marks == {"=", "-"}
