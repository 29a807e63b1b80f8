"""The public test kit: scripted parts, a scripted door and virtual time, to try a talk without any engine."""

from mumble_ai.testkit.door import LOUD, SOFT, ScriptedDoor
from mumble_ai.testkit.scene import FAST, Records, Scene, talking
from mumble_ai.testkit.scripted import (
    ALICE,
    BOB,
    SECONDS_PER_WORD,
    ScriptedActivity,
    ScriptedMind,
    ScriptedMouth,
    ScriptedStream,
    ScriptedStt,
)
from mumble_ai.testkit.virtual_time import VirtualTimeLoop, in_virtual_time

__all__ = [
    "ALICE",
    "BOB",
    "FAST",
    "LOUD",
    "SECONDS_PER_WORD",
    "SOFT",
    "Records",
    "Scene",
    "ScriptedActivity",
    "ScriptedDoor",
    "ScriptedMind",
    "ScriptedMouth",
    "ScriptedStream",
    "ScriptedStt",
    "VirtualTimeLoop",
    "in_virtual_time",
    "talking",
]
