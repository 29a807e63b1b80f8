"""Turns the text of a language model into text that can be spoken, while it is being written.

Both filters take pieces of any length and give the same text wherever the piece borders lie.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_TAGS: Final = ("<think>", "</think>", "<thinking>", "</thinking>", "<thought>", "</thought>")
_LONGEST_LINK_TEXT: Final = 200
_LONGEST_LINK: Final = 2_000

_URL: Final = re.compile(r"<?((?:https?://|www\.)[^\s<>]+)>?", re.IGNORECASE)
_HOST: Final = re.compile(r"(?:https?://)?(?:www\.)?([^/?#:\s]+)", re.IGNORECASE)
_MAIL: Final = re.compile(r"<(?:mailto:)?([^\s<>@]+@[^\s<>@]+)>")
_LINK: Final = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
_NOTE: Final = re.compile(r"\[\^?\d+\](?!\()")
_LIST_MARK: Final = re.compile(r"(?:[-*+•–]|#{1,6}|>+|\|)$")
_RULE: Final = re.compile(r"(?:-{3,}|\*{3,}|_{3,}|={3,}|[|:\-]{3,})$")
_ESCAPED: Final = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_TRAILING: Final = re.compile(r"[.,;:!?)]*$")
_CLOSING: Final = frozenset(".,;:!?…)")


class ThoughtFilter:
    """Removes what a reasoning model writes between think tags; a thought that never ends is removed to the end."""

    def __init__(self) -> None:
        self._held = ""
        self._depth = 0

    def push(self, text: str) -> str:
        """Takes the next piece; returns what is no thought."""
        if "<" not in text and not self._held and self._depth == 0:
            return text
        kept: list[str] = []
        for character in text:
            self._held += character
            while self._held and not self._is_tag_so_far():
                if self._depth == 0:
                    kept.append(self._held[0])
                self._held = self._held[1:]
            if self._held.lower() in _TAGS:
                self._depth = max(0, self._depth - 1) if self._held[1] == "/" else 1
                self._held = ""
        return "".join(kept)

    def flush(self) -> str:
        """Ends the text; returns what was held back."""
        held, self._held = self._held, ""
        return held if self._depth == 0 else ""

    def _is_tag_so_far(self) -> bool:
        return any(tag.startswith(self._held.lower()) for tag in _TAGS)


class SpeakableText:
    """Removes thoughts, markup, code, emojis and most of an address, a word at a time.

    How dates, numbers and units are said depends on the voice and is no matter of this filter.
    """

    def __init__(self) -> None:
        self._thoughts = ThoughtFilter()
        self._word = ""
        self._space = ""
        self._last = ""
        self._is_in_code = False
        self._is_line_start = True

    def push(self, text: str) -> str:
        """Takes the next piece; returns what can be spoken of everything that is complete."""
        return self._take(self._thoughts.push(text))

    def flush(self) -> str:
        """Ends the text; returns the rest."""
        rest = self._take(self._thoughts.flush())
        return rest + self._end_word()

    def _take(self, text: str) -> str:
        spoken: list[str] = []
        for character in text:
            if not character.isspace() or (character != "\n" and self._is_open_link()):
                self._word += character
                continue
            spoken.append(self._end_word())
            spoken.append(self._end_line() if character == "\n" else self._pause())
        return "".join(spoken)

    def _end_line(self) -> str:
        self._is_line_start = True
        self._space = ""
        if self._last in {"", "\n"}:
            return ""
        self._last = "\n"
        return "\n"

    def _pause(self) -> str:
        """The space after a word: at once where a clause may end, so that the voice need not wait for the next word."""
        if self._last in {"", "\n", " "}:
            return ""
        if self._last[-1] in _CLOSING:
            self._space, self._last = "", " "
            return " "
        self._space = " "
        return ""

    def _is_open_link(self) -> bool:
        """Whether the word is a link whose text or address is not complete yet."""
        start = self._word.find("[")
        if start < 0 or self._is_in_code or len(self._word) > _LONGEST_LINK:
            return False
        closing = self._word.find("]", start)
        if closing < 0:
            return len(self._word) - start <= _LONGEST_LINK_TEXT
        return self._word[closing + 1 : closing + 2] == "(" and ")" not in self._word[closing:]

    def _end_word(self) -> str:
        word, self._word = self._outside_code(self._word), ""
        if not word:
            return ""
        is_line_start, self._is_line_start = self._is_line_start, False
        if is_line_start and (_LIST_MARK.match(word) or _RULE.match(word)):
            self._is_line_start = _RULE.match(word) is None
            return ""
        if word == "|":  # between the cells of a table
            return self._say(",") if self._last[-1:].isalnum() else ""
        word = _ESCAPED.sub(r"\1", word)
        if word == "*" and self._last[-1:].isdigit():
            return self._say("×")
        words = _NOTE.sub("", _LINK.sub(r"\1", word)).split()
        return "".join(self._say(_strip_marks(_MAIL.sub(r"\1", _URL.sub(_host_name, part))), " ") for part in words)

    def _outside_code(self, word: str) -> str:
        """What of the word is no part of a code block."""
        fences = word.count("```")
        if not fences:
            return "" if self._is_in_code else word
        before, _, _ = word.partition("```")
        was_in_code = self._is_in_code
        self._is_in_code = was_in_code ^ (fences % 2 == 1)
        after = word.rpartition("```")[2] if not self._is_in_code else ""
        return after if was_in_code else before + after

    def _say(self, word: str, space: str = "") -> str:
        """The word with the space before it; none before a full stop."""
        if not word:
            return ""
        space = self._space or ("" if self._last in {"", "\n", " "} else space)
        if _CLOSING.issuperset(word):
            space = ""
        self._space, self._last = "", word
        return space + word


class PlainText:
    """Removes thoughts only: what a text message may contain."""

    def __init__(self) -> None:
        self._thoughts = ThoughtFilter()

    def push(self, text: str) -> str:
        """Takes the next piece; returns what is no thought."""
        return self._thoughts.push(text)

    def flush(self) -> str:
        """Ends the text; returns the rest."""
        return self._thoughts.flush()


def _host_name(match: re.Match[str]) -> str:
    address, tail = _split_tail(match.group(1))
    host = _HOST.match(address)
    return (host.group(1) if host else "") + tail


def _split_tail(word: str) -> tuple[str, str]:
    found = _TRAILING.search(word)
    start = found.start() if found else len(word)
    return word[:start], word[start:]


def _strip_marks(word: str) -> str:
    word = re.sub(r"(?<=\d)\*(?=\d)", "×", word)
    word = re.sub(r"~~|[*`|]", "", word)
    word = re.sub(r"(?<!\w)_+|_+(?!\w)", "", word)
    word = "–" if word == "--" else word
    return re.sub(r"_+", " ", "".join(c for c in word if _is_spoken(c))).strip()


def _is_spoken(character: str) -> bool:
    """Emojis, dingbats, their modifiers and control characters are not."""
    if character in "°€$£+=→&<>^%":
        return True
    if 0x1F3FB <= ord(character) <= 0x1F3FF or character in "\u200d\u20e3\ufe0f\ufe0e":
        return False
    return unicodedata.category(character) not in {"So", "Cs", "Co", "Cn", "Cf", "Cc"}
