"""Words for what a voice misreads: dates, clock times, units, money, fractions, telephone numbers, abbreviations.

What the voices read well themselves, such as plain numbers, stays as it is. Only English and German have rules; text of
any other language is left alone.
"""

from __future__ import annotations

from typing import Final

from mumble_ai.speech.reading import english, german
from mumble_ai.speech.reading.rules import Reader

_READERS: Final = {"en": Reader(english.RULES), "de": Reader(german.RULES)}


def read_aloud(text: str, language: str) -> str:
    """`text` as it is said by a voice of `language`, a code such as `en` or `de-AT`."""
    reader = _READERS.get(language.lower().replace("_", "-").partition("-")[0])
    return reader.read(text) if reader else text
