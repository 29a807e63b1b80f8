"""Spoken time: what a text says about time, and time said back; pure, no I/O. `docs/spoken-time.md` tells the rules."""

from mumble_ai.spoken_time.contract import Asking, Doubt, Grain, SpokenTime
from mumble_ai.spoken_time.finding import find_duration, find_times

__all__ = ["Asking", "Doubt", "Grain", "SpokenTime", "find_duration", "find_times"]
