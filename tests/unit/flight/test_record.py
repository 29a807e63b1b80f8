"""Turns are kept, bounded, and never at the expense of the talk."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import stat
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from mumble_ai.audio.pcm import Int16
from mumble_ai.conversation.ports import Participant, VoiceHeard
from mumble_ai.conversation.turn import Outcome, Part, Stage, Turn
from mumble_ai.flight.record import TurnRecord, record_of
from mumble_ai.flight.recorder import MOST_WAITING, FlightRecorder
from mumble_ai.flight.store import FlightLimits, FlightStore
from mumble_ai.flight.tap import MOST_FRAMES, MOST_SAMPLES, FlightTap
from mumble_ai.services.bot.flight import Observers, as_recorded, flight
from mumble_ai.services.flights import conditions
from mumble_ai.settings import load_settings
from mumble_ai.speech.contract import EngineUnavailable
from mumble_ai.testkit import ScriptedDoor, ScriptedMind, ScriptedMouth, ScriptedStt, in_virtual_time, talking

NOW = datetime.now(UTC)


def turn(number: int = 0, *, start_s: float = 10.0) -> Turn:
    made = Turn(f"{number:07d}abc", Participant("1", "Alice"), spoken=True, text="what is it", heard="It is noon.")
    made.said, made.outcome = "It is noon. And sunny.", Outcome.INTERRUPTED
    for stage, after_s in ((Stage.SPEECH_START, 0.0), (Stage.SPEECH_END, 1.5), (Stage.FIRST_PACKET, 2.0)):
        made.mark(stage, start_s + after_s)
    made.decide(start_s + 1.6, "end", "terminator")
    made.waste(Part.LLM)
    return made


def record(number: int = 0, at: datetime = NOW) -> TurnRecord:
    return record_of(turn(number), at + timedelta(milliseconds=number), 12.0, {"version": "1"})


def test_a_record_says_what_happened_in_times_after_the_start() -> None:
    made = record()
    assert made.at == NOW - timedelta(seconds=2.0)
    assert made.stages == {Stage.SPEECH_START: 0.0, Stage.SPEECH_END: 1.5, Stage.FIRST_PACKET: 2.0}
    assert made.voice_to_voice_s == 0.5
    assert [(d.at_s, d.what, d.why) for d in made.decisions] == [(1.6, "end", "terminator")]
    assert (made.question, made.said, made.played) == ("what is it", "It is noon. And sunny.", "It is noon.")
    assert made.wasted == {Part.LLM: 1}


def test_a_record_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    store = FlightStore(tmp_path / "flight")
    sound = np.arange(4800, dtype=np.int16)
    store.write(record(), sound)
    assert FlightStore(tmp_path / "flight").recent(5) == [record()]
    kept = store.sound(record().id)
    assert kept is not None
    assert np.array_equal(kept, sound)


def test_records_are_for_their_owner_alone(tmp_path: Path) -> None:
    old = os.umask(0)
    try:
        store = FlightStore(tmp_path / "flight")
        store.write(record(), np.zeros(960, np.int16))
    finally:
        os.umask(old)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in store.folder.iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE(store.folder.stat().st_mode) == 0o700


def test_the_oldest_turns_go_when_there_are_too_many(tmp_path: Path) -> None:
    store = FlightStore(tmp_path, FlightLimits(turns=3))
    for number in range(5):
        store.write(record(number), np.zeros(960, np.int16))
    assert store.ids() == [record(number).id for number in (2, 3, 4)]
    assert len(list(tmp_path.iterdir())) == 6, "the sound goes with its turn"


def test_the_oldest_turns_go_when_they_take_too_many_bytes(tmp_path: Path) -> None:
    store = FlightStore(tmp_path, FlightLimits(bytes=250_000))
    for number in range(4):
        store.write(record(number), np.zeros(48_000, np.int16))
    assert store.ids() == [record(number).id for number in (2, 3)]


def test_old_turns_go_in_any_case(tmp_path: Path) -> None:
    store = FlightStore(tmp_path, FlightLimits(age=timedelta(days=30)))
    store.write(record(1, NOW - timedelta(days=40)))
    store.write(record(2, NOW - timedelta(days=20)))
    assert store.ids() == [record(2, NOW - timedelta(days=20)).id]


def test_a_damaged_record_hides_only_itself_and_a_crash_leaves_no_half_one(tmp_path: Path) -> None:
    store = FlightStore(tmp_path)
    for number in range(3):
        store.write(record(number))
    (tmp_path / f"{record(1).id}.json").write_text('{"id": "cut o')
    (tmp_path / ".unfinished-xyz").write_text("half")
    os.utime(tmp_path / ".unfinished-xyz", (0, 0))
    (tmp_path / ".unfinished-now").write_text("another process writes it")
    (tmp_path / "notes.txt").write_text("mine")
    assert store.recent(10) == [record(0), record(2)]
    store.write(record(3))
    assert not (tmp_path / ".unfinished-xyz").exists()
    assert (tmp_path / ".unfinished-now").exists()
    assert (tmp_path / "notes.txt").exists(), "what is not ours stays"


def test_turns_of_somebody_who_wants_to_be_forgotten_go_with_their_sound(tmp_path: Path) -> None:
    store = FlightStore(tmp_path)
    for number in range(3):
        store.write(record(number), np.zeros(960, np.int16))
    assert store.forget([turn(1).id, "zzz-somebody-elses"]) == 1
    assert store.ids() == [record(0).id, record(2).id]
    assert len(list(tmp_path.iterdir())) == 4
    assert FlightStore(tmp_path / "nowhere").forget(["a"]) == 0


def test_a_turn_is_found_by_the_beginning_or_the_end_of_its_name(tmp_path: Path) -> None:
    store = FlightStore(tmp_path)
    store.write(record(1))
    store.write(record(2))
    assert store.matching(record(2).id[-7:]) == [record(2).id]
    assert store.matching(record(1).id[:8]) == [record(1).id, record(2).id]
    assert store.matching("") == []
    assert store.matching("../../etc/passwd") == []


class StuckStore(FlightStore):
    def __init__(self) -> None:
        super().__init__(Path("nowhere"))
        self.go_on = threading.Event()
        self.written: list[str] = []

    def write(self, record: TurnRecord, sound: Int16 | None = None) -> None:
        assert self.go_on.wait(10)
        self.written.append(record.id)


@in_virtual_time
async def test_a_stuck_disk_costs_the_talk_nothing_and_the_oldest_turns_are_lost() -> None:
    store = StuckStore()
    recorder = FlightRecorder(store, {})
    for number in range(MOST_WAITING + 10):
        recorder.turn_finished(turn(number))
    assert recorder.waiting <= MOST_WAITING
    assert recorder.dropped in (9, 10), "one may be in the writer's hands"
    store.go_on.set()
    assert recorder.flush()
    recorder.close()
    assert len(store.written) == MOST_WAITING + 10 - recorder.dropped
    assert f"{recorder.dropped} lost" in recorder.status()


@in_virtual_time
async def test_an_unwritable_folder_is_told_once_and_forgotten_when_it_is_writable_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "flight"
    blocked.write_text("a file where the folder should be")
    recorder = FlightRecorder(FlightStore(blocked), {})
    with caplog.at_level(logging.INFO):
        for number in range(5):
            recorder.turn_finished(turn(number))
        assert recorder.flush()
        assert "not recorded now" in recorder.status()
        blocked.unlink()
        recorder.turn_finished(turn(9))
        recorder.close()
    assert [r.levelname for r in caplog.records if r.name.endswith("recorder")] == ["WARNING", "INFO"]
    assert recorder.status() == "1 turns recorded since the start"
    assert len(FlightStore(blocked).ids()) == 1


@in_virtual_time
async def test_every_kind_of_turn_of_a_talk_is_recorded(tmp_path: Path) -> None:
    time = asyncio.get_running_loop().time
    recorder = FlightRecorder(
        FlightStore(tmp_path), {"stt_engine": "scripted"}, wall=lambda: NOW + timedelta(seconds=time())
    )
    stt = ScriptedStt("first", EngineUnavailable("down"), "")
    async with talking(stt=stt, mind=ScriptedMind(["One two."], ["Written."]), observer=recorder) as scene:
        for count in (1, 2, 3):
            await scene.door.say(0.5)
            await scene.finished(count)
        scene.door.write("a question")
        await scene.finished(4)
    recorder.close()
    records = FlightStore(tmp_path).recent(9)
    assert [(r.kind, r.outcome, r.failed) for r in records] == [
        ("voice", Outcome.ANSWERED, None),
        ("voice", Outcome.FAILED, Part.STT),
        ("voice", Outcome.NOTHING_SAID, None),
        ("text", Outcome.ANSWERED, None),
    ]
    assert records[0].conditions == {"stt_engine": "scripted"}
    assert records[0].played == "One two."
    as_text = next(tmp_path.glob("*.json")).read_text()
    assert json.loads(as_text)["speaker"] == "Alice"
    assert "a" * 40 not in as_text, "whoever reads the record learns no certificate"


async def test_a_record_that_cannot_be_kept_is_a_degraded_health_and_no_illness(tmp_path: Path) -> None:
    (tmp_path / "flight").write_text("a file where the folder should be")
    settings = load_settings({"MUMBLE_AI_HOME": str(tmp_path)}, None)
    door, parts = ScriptedDoor(), (ScriptedStt(), ScriptedMind(), ScriptedMouth())
    async with flight(settings, door, *parts) as kept:
        assert kept.recorder is not None
        assert not (await kept.check()).degraded
        kept.recorder.turn_finished(turn())
        assert await asyncio.to_thread(kept.recorder.flush)
        standing = await kept.check()
        assert standing.degraded
        assert "not recorded now" in standing.detail
    async with flight(settings.model_copy(update={"flight_record": "off"}), door, *parts) as kept:
        assert (kept.recorder, (await kept.check()).detail) == (None, "off")


async def test_only_with_audio_are_the_parts_listened_in_on(tmp_path: Path) -> None:
    settings = load_settings({"MUMBLE_AI_HOME": str(tmp_path)}, None)
    door, parts = ScriptedDoor(), (ScriptedStt(), ScriptedMind(), ScriptedMouth())
    async with flight(settings, door, *parts) as kept:
        assert (kept.door, kept.stt, kept.mind, kept.mouth) == (door, *parts)
    async with flight(settings.model_copy(update={"flight_record": "audio"}), door, *parts) as kept:
        assert not {id(kept.door), id(kept.stt), id(kept.mind), id(kept.mouth)} & {id(door), *map(id, parts)}


def test_conditions_hold_no_secret_and_no_address() -> None:
    secret = "hunter2-very-secret"
    environment = {
        "SPEECH_API_KEY": secret,
        "MUMBLE_PASSWORD": secret,
        "OPENAI_API_KEY": secret,
        "OPENAI_BASE_URL": f"http://me:{secret}@10.1.2.3/v1",
        "WHISPER_URL": f"http://me:{secret}@10.1.2.3:5000",
        "BOT_PERSONA": "a private persona",
        "VAD_SILENCE_S": "0.9",
    }
    settings = load_settings(environment, None)
    told = conditions(settings)
    assert told["vad_silence_s"] == "0.9"
    for private in (secret, "10.1.2.3", "private persona"):
        assert private not in str(told)
    assert as_recorded(load_settings({}, None), told).vad_silence_s == 0.9
    assert as_recorded(load_settings({}, None), told | {"vad_silence_s": "ninety"}).vad_silence_s == 0.8


@in_virtual_time
async def test_the_tap_forgets_what_is_old() -> None:
    tap, who = FlightTap(), Participant("1", "Alice")
    for number in range(MOST_FRAMES + 500):
        tap.hear(VoiceHeard(who, np.zeros(0, np.int16), float(number), ended=True))
    made = turn(start_s=0.0)
    made.mark(Stage.DONE, 1e9)
    assert len(tap.of_turn(made).voices) == MOST_FRAMES
    for number in range(400):
        tap.hear(VoiceHeard(who, np.zeros(48_000, np.int16), 1e6 + number))
    sound = tap.of_turn(made).sound()
    assert sound is not None
    assert sound.size <= MOST_SAMPLES


def test_an_observer_that_fails_disturbs_no_other(caplog: pytest.LogCaptureFixture) -> None:
    class Failing:
        def turn_finished(self, turn: Turn) -> None:
            raise RuntimeError("broken")

    class Counting:
        turns = 0

        def turn_finished(self, turn: Turn) -> None:
            self.turns += 1

    counting = Counting()
    Observers(Failing(), None, counting).turn_finished(turn())
    assert counting.turns == 1
    assert "was not noted by Failing" in caplog.text
