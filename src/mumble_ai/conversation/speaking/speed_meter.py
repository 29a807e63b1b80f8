"""Measures how fast the language model writes and the voice speaks."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from mumble_ai.conversation.speaking.scheduling import Speeds

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
        self._has_text = False

    def text_written(self, characters: int, took_s: float) -> None:
        """So many characters came in the time since the first piece, which does not count itself."""
        before = self.speeds.text_characters_s
        if characters <= 0 or (took_s < _LEAST_TEXT_S and characters / _LEAST_TEXT_S <= before):
            return
        rate = min(characters / max(took_s, _LEAST_TEXT_S), _FASTEST_TEXT)
        # The first measurement is better than any guess.
        rate = _mix(before, rate) if self._has_text else rate
        self._has_text = True
        self.speeds = replace(self.speeds, text_characters_s=rate)

    def answer_written(self, characters: int) -> None:
        """An answer was complete with so many characters."""
        self.speeds = replace(self.speeds, answer_characters=_mix(self.speeds.answer_characters, characters))

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
