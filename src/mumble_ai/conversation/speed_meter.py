"""Measures how fast the language model writes and the voice speaks."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from mumble_ai.conversation.scheduling import Speeds

_NEWEST_SHARE: Final = 0.4
"""Weight of the newest answer or clause; load comes and goes within a few of them."""
_SLOW_SHARE: Final = 0.05
"""Weight of a clause that took longer than the least: most of it comes from its length."""
_LEAST_TEXT_S: Final = 0.05
"""A text that is there at once says that its model is fast, not how fast."""
_FASTEST_TEXT: Final = 2_000.0


class SpeedMeter:
    """What the answers and clauses of one talk have shown so far; times are seconds on one clock."""

    def __init__(self, speeds: Speeds | None = None) -> None:
        self.speeds = speeds or Speeds()

    def text_written(self, characters: int, took_s: float, *, is_whole: bool) -> None:
        """A text has grown to `characters`, `took_s` after its first piece."""
        if characters <= 0:
            return
        rate = min(characters / max(took_s, _LEAST_TEXT_S), _FASTEST_TEXT)
        speeds = self.speeds
        self.speeds = replace(
            speeds,
            text_characters_s=_mix(speeds.text_characters_s, rate),
            answer_characters=_mix(speeds.answer_characters, characters) if is_whole else speeds.answer_characters,
        )

    def clause_made(self, characters: int, *, first_s: float, whole_s: float, sound_s: float) -> None:
        """A clause has become sound.

        Args:
            first_s: From handing it over to its first sound.
            whole_s: Time the voice worked on it, to its last sound.
            sound_s: Length of the sound.
        """
        if characters <= 0 or sound_s <= 0 or whole_s <= 0:
            return
        speeds = self.speeds
        self.speeds = replace(
            speeds,
            character_s=_mix(speeds.character_s, sound_s / characters),
            making_s=_mix(speeds.making_s, whole_s / sound_s),
            first_share=_mix(speeds.first_share, min(first_s / whole_s, 1.0)),
            least_first_s=min(first_s, speeds.least_first_s + (first_s - speeds.least_first_s) * _SLOW_SHARE),
        )


def _mix(before: float, now: float) -> float:
    return before + (now - before) * _NEWEST_SHARE
