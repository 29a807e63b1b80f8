"""Chooses, out of lines in order, those that fit the budget, and says why each was chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final
from uuid import UUID

from mumble_ai.memory.recall.lookup import Line
from mumble_ai.memory.recall.question import Question
from mumble_ai.memory.recall.terms import telling_words

CHARACTERS_A_TOKEN: Final = 4
LINE_TOKENS: Final = 12
"""What who and when cost beside the text."""
ECHO: Final = 0.8
"""Share of its telling words that an answer of the assistant has from one line of somebody, to be its echo."""
_SHORTEST_ECHO: Final = 3
_WORDS_NAMED: Final = 4


@dataclass(frozen=True, slots=True)
class Recalled:
    """One line said before.

    Attributes:
        who: Who said it, by name.
        role: `user` or `assistant`.
        why: Why it was chosen, in a few words.
        score: The higher, the likelier it belongs here; of use within one recall only.
        private: It was said where nobody else was to hear it.
        is_outdated: What it told has been replaced since: it says how things were.
        parts: What each sign added to the score or took from it; signs that did neither are left out.
    """

    message_id: UUID
    session_id: UUID
    said_at: datetime
    who: str
    role: str
    text: str
    why: str
    score: float
    private: bool = False
    is_outdated: bool = False
    parts: Mapping[str, float] = field(default_factory=dict[str, float], hash=False, compare=False)

    @property
    def tokens(self) -> int:
        """About how many tokens of a prompt it takes."""
        return LINE_TOKENS + len(self.text) // CHARACTERS_A_TOKEN


@dataclass(frozen=True, slots=True)
class Ranked:
    """A line with its score and the signs that speak for it.

    Attributes:
        signs: Name of the sign to how strong it is here, 0 to 1.
        parts: What each of them adds to the score.
    """

    line: Line
    score: float
    signs: Mapping[str, float]
    parts: Mapping[str, float] = field(default_factory=dict[str, float])


def choose(ranked: Sequence[Ranked], question: Question, *, budget_tokens: int, most: int) -> list[Recalled]:
    """The best lines that fit.

    A line that is too long is passed over for shorter ones. What the assistant said is left out where it only repeats a
    line that is there already: nothing is recalled from its own mouth.

    Args:
        ranked: The best first.
        most: Lines at most.
    """
    asked = {word.term for word in question.words}
    chosen: list[Recalled] = []
    told: list[set[str]] = []
    left = budget_tokens
    for one in ranked:
        if len(chosen) >= most:
            break
        line = one.line
        words = {word.term for word in telling_words(line.text)}
        if line.role == "assistant" and _is_echo(words, told):
            continue
        found = Recalled(
            line.message_id,
            line.session_id,
            line.said_at,
            line.who,
            line.role,
            line.text,
            _why(one, [word for word in dict.fromkeys(_as_said(question)) if _stem_in(word, asked, words)]),
            round(one.score, 4),
            line.private,
            line.is_outdated,
            {name: round(part, 4) for name, part in one.parts.items() if abs(part) >= 0.0001},
        )
        if found.tokens <= left:
            chosen.append(found)
            left -= found.tokens
            if line.role == "user":
                told.append(words)
    return chosen


def _is_echo(words: set[str], told: Sequence[set[str]]) -> bool:
    return len(words) >= _SHORTEST_ECHO and any(len(words & one) >= ECHO * len(words) for one in told)


def _as_said(question: Question) -> list[tuple[str, str]]:
    return [(word.term, question.text[word.begin : word.end]) for word in question.words]


def _stem_in(word: tuple[str, str], asked: set[str], words: set[str]) -> bool:
    return word[0] in asked and word[0] in words


def _why(one: Ranked, shared: Sequence[tuple[str, str]]) -> str:
    reasons: list[str] = []
    if shared:
        reasons.append("says " + ", ".join(said for _, said in shared[:_WORDS_NAMED]))
    if one.signs.get("said_then"):
        reasons.append("said at that time")
    if one.signs.get("tells_time"):
        reasons.append("says when")
    if one.signs.get("tells_number"):
        reasons.append("says how many")
    if one.signs.get("answers", 0.0) > 0.5:
        reasons.append("answers a question about it")
    elif one.signs.get("keywords", 0.0) > 0.5 and not shared:
        reasons.append("beside a line that says it")
    if one.signs.get("alone", 0.0) > 0.8 or one.signs.get("meaning", 0.0) > 0.8:
        reasons.append("near in meaning")
    if one.signs.get("talk", 0.0) > 0.9:
        reasons.append("from a talk about it")
    return "; ".join(reasons) or "a little like it"
