"""Signs of a turn that tell whether it can hold an answer: what it says matters more than what it asks."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_TIME: Final = re.compile(
    r"\b(yesterday|today|tomorrow|tonight|last|next|ago|since|recently|soon|weekend|weeks?|months?|years?|morning"
    r"|night|birthday|(mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august"
    r"|september|october|november|december|\d{4}|\d{1,2}(:\d\d| ?[ap]m)"
    r"|gestern|heute|morgen|letzte[nrs]?|nächste[nrs]?|vor|seit|woche[n]?|monat[en]*|jahr[en]*"
    r"|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)\b",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(
    r"\b(\d+|two|three|four|five|six|seven|eight|nine|ten|once|twice|dozen|few|couple"
    r"|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|einmal|zweimal)\b",
    re.IGNORECASE,
)
_PHATIC: Final = re.compile(
    r"\s*(thanks|thank you|wow|that's|that sounds|sounds|congrat\w*|awesome|great|nice|cool|hey|hi|hello|bye|glad"
    r"|absolutely|totally|yeah|yep|danke|toll|super|hallo|tschüss)\b",
    re.IGNORECASE,
)
_NAME: Final = re.compile(r"(?<!^)(?<![.!?\]] )\b[A-Z][a-z]+")
MOST_NAMES: Final = 3
ASKS: Final = 1
HAS_TIME: Final = 2
HAS_NUMBER: Final = 4
IS_PHATIC: Final = 8
NAMES: Final = 4
"""Bits of `Signs.packed`, and how far the number of names is shifted in it."""


class Signs(NamedTuple):
    """Of one turn.

    Attributes:
        asks: It has a question.
        has_time: It says when.
        has_number: It says how many.
        is_phatic: It begins with thanks, praise or a greeting, which seldom hold news.
        names: How many proper names it has, 3 for more than that.
    """

    asks: bool
    has_time: bool
    has_number: bool
    is_phatic: bool
    names: int

    @property
    def packed(self) -> int:
        """All of them as one small number."""
        return (
            ASKS * self.asks
            | HAS_TIME * self.has_time
            | HAS_NUMBER * self.has_number
            | IS_PHATIC * self.is_phatic
            | self.names << NAMES
        )


def signs_of(text: str) -> Signs:
    """The signs of a turn."""
    return Signs(
        asks="?" in text,
        has_time=bool(_TIME.search(text)),
        has_number=bool(_NUMBER.search(text)),
        is_phatic=bool(_PHATIC.match(text)),
        names=min(MOST_NAMES, len(set(_NAME.findall(text)))),
    )
