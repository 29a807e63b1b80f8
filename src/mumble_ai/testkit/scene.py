"""A running talk with scripted parts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

from mumble_ai.conversation.cast import Manners, TalkObserver, usual_voice
from mumble_ai.conversation.ports import Participant, TurnEnds
from mumble_ai.conversation.speaking.playout import PlayoutPolicy
from mumble_ai.conversation.speaking.reply import ReplyPolicy
from mumble_ai.conversation.talk import Talk, TalkPolicy
from mumble_ai.conversation.turn import Turn
from mumble_ai.testkit.door import ScriptedDoor
from mumble_ai.testkit.scripted import ScriptedActivity, ScriptedMind, ScriptedMouth, ScriptedStt

FAST: Final = TalkPolicy(
    reply=ReplyPolicy(first_text_s=5.0, text_s=20.0, sound_s=3.0, whole_s=60.0, playout=PlayoutPolicy(ahead_s=4.0))
)
"""Deadlines short enough to see them pass in a test."""
_END_DEADLINE_S: Final = 10.0


class Records:
    """Remembers finished turns, in order, and tells another observer too."""

    def __init__(self, door: ScriptedDoor, also: TalkObserver | None = None) -> None:
        self.turns: list[Turn] = []
        self._door = door
        self._also = also

    def turn_finished(self, turn: Turn) -> None:
        """Notes a turn and wakes whoever waits at the door."""
        self.turns.append(turn)
        if self._also is not None:
            self._also.turn_finished(turn)
        self._door.something.set()


@dataclass
class Scene:
    """A running talk and its parts."""

    talk: Talk
    door: ScriptedDoor
    stt: ScriptedStt
    mind: ScriptedMind
    mouth: ScriptedMouth
    records: Records
    task: asyncio.Task[None]

    async def finished(self, count: int, within_s: float = 60.0) -> None:
        """Waits until that many turns are over.

        Raises:
            TimeoutError: They were not over in time.
        """
        await self.door.until(lambda: len(self.records.turns) >= count, within_s=within_s)


@asynccontextmanager
async def talking(
    *,
    stt: ScriptedStt | None = None,
    mind: ScriptedMind | None = None,
    mouth: ScriptedMouth | None = None,
    policy: TalkPolicy = FAST,
    observer: TalkObserver | None = None,
    turn_ends: TurnEnds | None = None,
    manners: Callable[[], Manners] = Manners,
    voice_of: Callable[[Participant], str] = usual_voice,
    prepared: bool = True,
) -> AsyncGenerator[Scene]:
    """A running talk; closes the door at the end and sees that the talk ends.

    Args:
        observer: Is told of every turn too.
        prepared: Waits until the apologies are made, and forgets that they were spoken.
    """
    door = ScriptedDoor()
    stt, mind, mouth = stt or ScriptedStt("hello"), mind or ScriptedMind(), mouth or ScriptedMouth()
    records = Records(door, observer)
    talk = Talk(
        door,
        stt,
        mind,
        mouth,
        ScriptedActivity,
        records,
        policy,
        turn_ends=turn_ends,
        manners=manners,
        voice_of=voice_of,
    )
    scene = Scene(talk, door, stt, mind, mouth, records, asyncio.create_task(talk.run()))
    if prepared:
        await asyncio.sleep(1.0)
        mouth.spoken.clear()
    try:
        yield scene
    finally:
        door.close()
        async with asyncio.timeout(_END_DEADLINE_S):
            await scene.task
