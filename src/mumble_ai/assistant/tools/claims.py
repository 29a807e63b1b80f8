"""Keeps a model's sentences that may claim a deed until it is known whether one was done.

A sentence without the shape of a claim is passed on at once. From the first that has it, everything waits for the end
of the model's turn: then there is a call, and the deed is told in its own words, or there is none, and the words are
judged.
"""

from __future__ import annotations

import re
from typing import Final

from mumble_ai.assistant.tools.wording import wording

_END: Final = re.compile(r"""(?:[.!?…。！？]["'”’)]*\s+|\n+)""")
_MAYBE_END: Final = re.compile(r"""[.!?…。！？]["'”’)]*$""")
_LONGEST: Final = 400
_CLEAR_AFTER_WORDS: Final = 4
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_STEM: Final = 5


def may_claim(sentence: str, language: str) -> bool:
    """Whether a sentence has the shape of a claim; true for every sentence of a language that is not known here."""
    shape = wording(language).claim
    return bool(sentence.strip()) and (shape is None or shape.search(sentence) is not None)


class Held:
    """One turn of a model that is judged at its end.

    Args:
        everything: Holds every sentence, such as after a deed that was told already.
    """

    def __init__(self, language: str, *, everything: bool = False) -> None:
        self._language = language
        self._is_held = everything
        self._open = ""
        self.text = ""

    def push(self, piece: str) -> str:
        """Takes the next piece; returns the sentences that may be said."""
        self._open += piece
        passed: list[str] = []
        while (end := _END.search(self._open)) or len(self._open) > _LONGEST:
            at = end.end() if end else len(self._open)
            passed.append(self._take(self._open[:at]))
            self._open = self._open[at:]
        return "".join(passed)

    def flush(self) -> str:
        """Ends the turn; returns the last sentence, unless it is held."""
        last, self._open = self._open, ""
        return self._take(last)

    def _take(self, sentence: str) -> str:
        self._is_held = self._is_held or may_claim(sentence, self._language)
        if not self._is_held:
            return sentence
        self.text += sentence
        return ""


class Stripped:
    """One answer of a model for small talk: nobody judges it, and it must not wait for whole sentences.

    A sentence whose first words have no shape of a claim passes as it is written; one that has, and names a deed, is
    left out.

    Args:
        tool_words: See `names_a_deed`.
    """

    def __init__(self, language: str, tool_words: str) -> None:
        self._language = language
        self._tool_words = tool_words
        self._open = ""
        self._is_clear = False
        self.text = ""

    def push(self, piece: str) -> str:
        """Takes the next piece; returns what may be said."""
        self._open += piece
        passed: list[str] = []
        while end := _END.search(self._open):
            passed.append(self._take(self._open[: end.end()]))
            self._open = self._open[end.end() :]
            self._is_clear = False
        if not self._is_clear and self._open.count(" ") >= _CLEAR_AFTER_WORDS:
            self._is_clear = not may_claim(self._open, self._language)
        if self._is_clear:
            # What may be the end of the sentence waits for the space behind it.
            at = _MAYBE_END.search(self._open)
            kept = self._open[at.start() :] if at else ""
            passed.append(self._open.removesuffix(kept))
            self._open = kept
        return "".join(passed)

    def flush(self) -> str:
        """Ends the answer."""
        last, self._open = self._open, ""
        return self._take(last)

    def _take(self, rest: str) -> str:
        is_claim = not self._is_clear and may_claim(rest, self._language) and names_a_deed(rest, self._tool_words)
        if not is_claim:
            return rest
        self.text += rest
        return ""


def names_a_deed(text: str, tool_words: str) -> bool:
    """Whether the text uses words of the tools: the only sign left where no model can judge.

    Args:
        tool_words: Names of the tools that act.
    """
    stems = {word.casefold()[:_STEM] for word in _WORD.findall(tool_words.replace("_", " "))}
    return any(word.casefold().startswith(tuple(stems)) for word in _WORD.findall(text))
