"""Text on its way to the voice, and where a voice may pause in it."""

from __future__ import annotations

import re
from typing import Final

from mumble_ai.conversation.speaking.scheduling import Border, Strength

_STRONG: Final = ".!?…。！？"
_WEAK: Final = ",;:–—،，；"
_CLOSING: Final = "\"'”’)]»"
_ABBREVIATIONS: Final = frozenset(
    (
        *("mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "gen", "hon", "rev", "sgt", "vs", "etc", "e.g", "i.e"),
        *("approx", "vol", "fig", "inc", "ltd", "co", "dept", "est", "u.s", "u.k", "a.m", "p.m", "ca"),
        *("jan", "feb", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "bzw", "z.b", "d.h", "usw"),
    )
)
_CAN_END_A_SENTENCE: Final = frozenset({"etc", "a.m", "p.m", "u.s", "u.k", "inc", "ltd", "co", "usw"})
_LAST_WORD: Final = re.compile(r"(\S+)$")


class OpenText:
    """Text that is still being written, cut from its front; where it may be cut depends on no piece borders."""

    def __init__(self) -> None:
        self._text = ""
        self._borders: list[Border] = []
        self._is_over = False

    @property
    def borders(self) -> list[Border]:
        """Where what is left may be cut, in order; there is a word before each."""
        first = next((n for n, character in enumerate(self._text) if character.isalnum()), len(self._text))
        return [border for border in self._borders if border.end > first]

    @property
    def whole(self) -> int | None:
        """Length of what is left once the text is over, else None."""
        return len(self._text.rstrip()) if self._is_over else None

    def __len__(self) -> int:
        return len(self._text)

    def push(self, text: str) -> None:
        """Takes the next piece, of any length; whitespace becomes single spaces."""
        for character in text:
            if not character.isspace():
                self._text += character
            elif self._text:
                self._mark_border(character)
                self._text = f"{self._text.rstrip()} "

    def end(self) -> None:
        """Nothing more comes."""
        self._is_over = True

    def take(self, end: int) -> str:
        """Cuts off the first `end` characters."""
        clause, left = self._text[:end].strip(), self._text[end:]
        self._text = left.lstrip()
        gone = end + len(left) - len(self._text)
        self._borders = [Border(b.end - gone, b.strength) for b in self._borders if b.end > gone]
        return clause

    def _mark_border(self, space: str) -> None:
        text = self._text.rstrip()
        if self._borders and self._borders[-1].end == len(text):
            if space == "\n":
                self._borders[-1] = Border(len(text), Strength.STRONG)
            return
        last = text.rstrip(_CLOSING)[-1:]
        strength = Strength.SPACE
        if space == "\n" or (last in _STRONG and not self._is_abbreviated(text)):
            strength = Strength.STRONG
        elif last in _WEAK:
            strength = Strength.WEAK
        self._borders.append(Border(len(text), strength))

    def _is_abbreviated(self, text: str) -> bool:
        """Whether the full stop at the end of `text` belongs to an abbreviation, an initial or a list number."""
        match = _LAST_WORD.search(text)
        if match is None or not text.endswith("."):
            return False
        word = match.group(1).lstrip("\"'“‘([«").rstrip(".").lower()
        if word in _CAN_END_A_SENTENCE:
            return False
        before = self._borders[-1] if self._borders else None
        is_list_number = word.isdigit() and (before is None or before.strength > Strength.SPACE)
        is_initial = len(word) == 1 and word.isalpha() and word != "i"
        return word in _ABBREVIATIONS or is_initial or is_list_number
