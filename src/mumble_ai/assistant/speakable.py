"""Turns the text of a language model into text that can be spoken, while it is being written.

Both filters take pieces of any length and give the same text wherever the piece borders lie.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_TAGS: Final = ("<think>", "</think>", "<thinking>", "</thinking>", "<thought>", "</thought>")
_LONGEST_LINK: Final = 2_000

_URL: Final = re.compile(r"(?:https?://|www\.)[^\s<>]+", re.IGNORECASE)
_HOST: Final = re.compile(r"(?:https?://)?(?:www\.)?([^/?#:\s]+)", re.IGNORECASE)
_LINK: Final = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_LIST_MARK: Final = re.compile(r"(?:[-*+•]|#{1,6}|>+|\|)$")
_RULE: Final = re.compile(r"(?:-{3,}|\*{3,}|_{3,}|={3,}|[|:\-]{3,})$")
_NUMBER: Final = re.compile(r"[-+]?\d[\d.,]*$")
_NUMBER_AND_UNIT: Final = re.compile(r"([-+]?\d[\d.,]*)(°C|°F|°|%|km/h|km|cm|mm|kg|mph|GB|MB)([.,;:!?)]*)$")
_MONEY: Final = re.compile(r"([$€£])(\d[\d,]*(?:\.\d+)?)([.,;:!?)]*)$")
_THOUSANDS: Final = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_TRAILING: Final = re.compile(r"[.,;:!?)]*$")

_UNITS: Final = {
    "°C": ("degree Celsius", "degrees Celsius"),
    "°F": ("degree Fahrenheit", "degrees Fahrenheit"),
    "°": ("degree", "degrees"),
    "%": ("percent", "percent"),
    "km/h": ("kilometre per hour", "kilometres per hour"),
    "mph": ("mile per hour", "miles per hour"),
    "km": ("kilometre", "kilometres"),
    "cm": ("centimetre", "centimetres"),
    "mm": ("millimetre", "millimetres"),
    "kg": ("kilogram", "kilograms"),
    "GB": ("gigabyte", "gigabytes"),
    "MB": ("megabyte", "megabytes"),
}
_MONEY_NAMES: Final = {"$": ("dollar", "dollars"), "€": ("euro", "euros"), "£": ("pound", "pounds")}
_WORDS: Final = {
    "&": "and",
    "+": "plus",
    "=": "equals",
    "e.g.": "for example",
    "e.g.,": "for example,",
    "i.e.": "that is",
    "i.e.,": "that is,",
    "w/": "with",
    "→": "to",
}


class ThoughtFilter:
    """Removes what a reasoning model writes between think tags; a thought that never ends is removed to the end."""

    def __init__(self) -> None:
        self._held = ""
        self._depth = 0

    def push(self, text: str) -> str:
        """Takes the next piece; returns what is no thought."""
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
    """Removes thoughts, markup, code, emojis and addresses, and spells out units, a word at a time."""

    def __init__(self) -> None:
        self._thoughts = ThoughtFilter()
        self._word = ""
        self._is_in_code = False
        self._is_line_start = True
        self._follows_number = ""

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
            spoken.append(character)
            if character == "\n":
                self._is_line_start = True
        return "".join(spoken)

    def _is_open_link(self) -> bool:
        """Whether the word is a link whose text or address is not complete yet."""
        start = self._word.find("[")
        if start < 0 or self._is_in_code or len(self._word) > _LONGEST_LINK:
            return False
        closing = self._word.find("]", start)
        if closing < 0:
            return True
        return self._word[closing + 1 : closing + 2] == "(" and ")" not in self._word[closing:]

    def _end_word(self) -> str:
        word, self._word = self._word, ""
        if not word:
            return ""
        fences = word.count("```")
        if fences:
            before, _, _ = word.partition("```")
            was_in_code = self._is_in_code
            self._is_in_code = was_in_code ^ (fences % 2 == 1)
            after = word.rpartition("```")[2] if not self._is_in_code else ""
            word = after if was_in_code else before + after
        elif self._is_in_code:
            return ""
        is_line_start, self._is_line_start = self._is_line_start, False
        if is_line_start and (_LIST_MARK.match(word) or _RULE.match(word)):
            self._is_line_start = _RULE.match(word) is None
            return ""
        return " ".join(self._speak(part) for part in _LINK.sub(r"\1", word).split(" "))

    def _speak(self, word: str) -> str:
        word = _URL.sub(_host_name, word)
        word = _strip_marks(word)
        follows, self._follows_number = self._follows_number, ""
        stem, tail = _split_tail(word)
        if follows and stem in _UNITS and stem != "°":
            return _plural(follows, _UNITS[stem]) + tail
        if word in _WORDS:
            return _WORDS[word]
        if match := _NUMBER_AND_UNIT.match(word):
            number, unit, tail = match.groups()
            return f"{_plain_number(number)} {_plural(number, _UNITS[unit])}{tail}"
        if match := _MONEY.match(word):
            sign, number, tail = match.groups()
            return f"{_plain_number(number)} {_plural(number, _MONEY_NAMES[sign])}{tail}"
        if _NUMBER.match(word):
            self._follows_number = word
            return _plain_number(word)
        return word


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
    address, tail = _split_tail(match.group())
    host = _HOST.match(address)
    return (host.group(1).replace(".", " dot ") if host else "a link") + tail


def _split_tail(word: str) -> tuple[str, str]:
    found = _TRAILING.search(word)
    start = found.start() if found else len(word)
    return word[:start], word[start:]


def _strip_marks(word: str) -> str:
    word = re.sub(r"(?<=\d)[*×](?=\d)", " times ", word)
    word = re.sub(r"~~|[*`|]", "", word)
    word = re.sub(r"(?<!\w)_+|_+(?!\w)", "", word)
    return "".join(c for c in word if _is_spoken(c)).replace("_", " ")


def _is_spoken(character: str) -> bool:
    """Emojis, dingbats, their modifiers and control characters are not."""
    if character in "°€$£+=→&<>^%":
        return True
    if 0x1F3FB <= ord(character) <= 0x1F3FF or character in "\u200d\u20e3\ufe0f\ufe0e":
        return False
    return unicodedata.category(character) not in {"So", "Cs", "Co", "Cn", "Cf", "Cc"}


def _plain_number(number: str) -> str:
    return _THOUSANDS.sub("", number)


def _plural(number: str, names: tuple[str, str]) -> str:
    return names[0] if number in {"1", "-1", "+1"} else names[1]
