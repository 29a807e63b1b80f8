"""Spoken time: what a text says about time, and time said back; pure, no I/O. `docs/spoken-time.md` tells the rules."""

from mumble_ai.spoken_time.asking import ask
from mumble_ai.spoken_time.contract import Asking, Doubt, Grain, SpokenTime
from mumble_ai.spoken_time.finding import find_duration, find_durations, find_times, prepare
from mumble_ai.spoken_time.saying import say, say_clock, say_day, say_duration, say_rule, say_span, say_time

__all__ = [
    "Asking",
    "Doubt",
    "Grain",
    "SpokenTime",
    "ask",
    "find_duration",
    "find_durations",
    "find_times",
    "prepare",
    "say",
    "say_clock",
    "say_day",
    "say_duration",
    "say_rule",
    "say_span",
    "say_time",
]
