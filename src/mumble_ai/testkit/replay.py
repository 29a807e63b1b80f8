"""Replays a recorded turn: its own sound goes through the ears and the talk of now."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from mumble_ai.audio.pcm import Int16
from mumble_ai.conversation.ports import Participant, VoiceHeard
from mumble_ai.conversation.turn import Stage
from mumble_ai.flight.record import TurnRecord, record_of, start_s
from mumble_ai.testkit.acting import RealParts, TalkMaker, Watcher, ended
from mumble_ai.testkit.performance import Performance
from mumble_ai.testkit.recorded import RecordedMind, RecordedMouth, RecordedStt
from mumble_ai.testkit.room import Room
from mumble_ai.testkit.wordcode import Lexicon

WARM_UP_S: Final = 5.0
PATIENCE_S: Final = 120.0
TOLERANCE_S: Final = 0.1
"""Stages that differ by less are the same: how busy the machine was is not replayed."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the comparison: `mark` is `=` for the same, `-` for only recorded, `+` for only replayed."""

    mark: str
    recorded_s: float | None
    replayed_s: float | None
    words: str


async def replay(record: TurnRecord, sound: Int16, make_talk: TalkMaker, parts: RealParts) -> list[TurnRecord]:
    """Plays the sound of a turn into a talk and returns the turns that it makes of it, in the order of their beginning.

    Args:
        sound: `(n,) int16` mono at 48 000 Hz, the sound that belongs to `record.frames`.
        parts: The ears, and engines to use instead of the recorded ones.
    """
    assert parts.activity is not None
    room, performance = Room(Lexicon()), Performance()
    talk = make_talk(
        room,
        parts.stt or RecordedStt(record),
        parts.mind or RecordedMind(record),
        parts.mouth or RecordedMouth(record),
        parts.activity,
        Watcher(room, performance),
        parts.turn_ends,
    )
    talking = asyncio.create_task(talk.run(), name="talk")
    talking.add_done_callback(lambda _: room.changed.set())
    try:
        await asyncio.sleep(WARM_UP_S)
        await _speak(record, sound, room)
        await room.until(lambda: bool(performance.turns) or talking.done(), PATIENCE_S)
    finally:
        room.close()
        await ended(talking)
    loop_s = asyncio.get_running_loop().time()
    turns = sorted(performance.turns, key=start_s)
    return [record_of(turn, record.at, loop_s, record.conditions) for turn in turns]


async def _speak(record: TurnRecord, sound: Int16, room: Room) -> None:
    who = Participant("speaker", record.speaker, "replay:speaker")
    time = asyncio.get_running_loop().time
    begun_s = time() - (record.frames[0].at_s if record.frames else 0.0)
    taken = 0
    for frame in record.frames:
        await asyncio.sleep(max(0.0, begun_s + frame.at_s - time()))
        pcm = sound[taken : taken + frame.samples]
        taken += frame.samples
        room.happen(VoiceHeard(who, pcm, begun_s + frame.at_s, frame.ended, frame.whispered))


def compare(recorded: TurnRecord, replayed: TurnRecord) -> list[Line]:
    """Stages and decisions of two records side by side, in order."""
    old, new = list(_events(recorded)), list(_events(replayed))
    lines: list[Line] = []
    matcher = SequenceMatcher(None, [words for _, words in old], [words for _, words in new], autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            pairs = zip(old[i1:i2], new[j1:j2], strict=True)
            lines += [Line("=", then_s, now_s, words) for (then_s, words), (now_s, _) in pairs]
        else:
            lines += [Line("-", then_s, None, words) for then_s, words in old[i1:i2]]
            lines += [Line("+", None, now_s, words) for now_s, words in new[j1:j2]]
    return lines


def differences(recorded: TurnRecord, replayed: list[TurnRecord]) -> list[str]:
    """What came out differently, each in a sentence.

    Only the first turn counts: the sound goes on to the end of the answer and may hold the beginning of the next one.
    """
    if not replayed:
        return ["the sound makes no turn any more"]
    now = replayed[0]
    facts = (
        ("outcome", recorded.outcome, now.outcome),
        ("failed part", recorded.failed or "none", now.failed or "none"),
        ("heard", recorded.question, now.question),
        ("made", recorded.said, now.said),
        ("played", recorded.played, now.played),
        ("revisions", recorded.revision, now.revision),
    )
    found = [f"{name}: recorded {then!s}, replayed {again!s}" for name, then, again in facts if then != again]
    for stage, then_s in recorded.stages.items():
        now_s = now.stages.get(stage)
        if stage is Stage.DONE and recorded.failed:
            continue  # it ends with an apology, whose sound is made before any turn
        if now_s is None:
            found.append(f"{stage}: not reached any more")
        elif abs(now_s - then_s) > TOLERANCE_S:
            found.append(f"{stage}: {then_s:.3f} s recorded, {now_s:.3f} s replayed")
    return found


def _events(record: TurnRecord) -> Iterator[tuple[float, str]]:
    events = [(at_s, 0, str(stage)) for stage, at_s in record.stages.items()]
    events += [(d.at_s, 1, f"* {d.what}: {d.why}") for d in record.decisions]
    for at_s, _, words in sorted(events, key=lambda event: event[:2]):
        yield at_s, words
