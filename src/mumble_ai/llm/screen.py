"""Tells an answer from rubbish while it is streamed. Pure."""

from __future__ import annotations

from typing import Final

from mumble_ai.llm.contract import LlmBroken

REPEATS: Final = 5
REPEATED_CHARACTERS: Final = 120
"""The same words this often in a row, and this much text of them, are a model that runs in circles."""
LONGEST_UNIT: Final = 200
_PAGE_STARTS: Final = ("<!doctype", "<html", "<head", "<body")
_LONGEST_START: Final = max(map(len, _PAGE_STARTS))


class AnswerScreen:
    """One answer of the model `name`; `push` each piece and pass on what it returns."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._held = ""
        self._has_begun = False
        self._tail = ""

    def push(self, piece: str) -> str:
        """The text that may be passed on; the first of it comes once it is more than blank.

        Raises:
            LlmBroken: The answer is a web page, or the same words again and again.
        """
        self._tail = (self._tail + piece)[-LONGEST_UNIT * REPEATS :]
        if _is_circle(self._tail):
            raise LlmBroken(f"{self._name}: the answer repeats itself: {self._tail[-60:]!r}")
        if self._has_begun:
            return piece
        self._held += piece
        begin = self._held.lstrip().lower()
        if begin.startswith(_PAGE_STARTS):
            raise LlmBroken(f"{self._name}: a web page in place of an answer: {self._held[:60]!r}")
        if not begin or (begin[0] == "<" and len(begin) < _LONGEST_START):
            return ""
        return self.flush()

    def flush(self) -> str:
        """What is still held back when the answer ends; blank when nothing was said."""
        held, self._held = self._held, ""
        self._has_begun = self._has_begun or bool(held.strip())
        return held if self._has_begun else ""


def _is_circle(tail: str) -> bool:
    length = len(tail)
    for unit in range(1, min(LONGEST_UNIT, length // REPEATS) + 1):
        if tail[-1] != tail[-1 - unit]:
            continue
        count = max(REPEATS, -(-REPEATED_CHARACTERS // unit))
        if count * unit <= length and tail.endswith(tail[-unit:] * count):
            return True
    return False
