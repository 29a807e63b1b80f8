"""A clause while it is being read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from mumble_ai.memory.extraction.clauses import Clause
from mumble_ai.memory.extraction.grammar import Grammar
from mumble_ai.memory.extraction.subjects import Context, Subject
from mumble_ai.memory.extraction.validity import Validity


@dataclass(frozen=True, slots=True)
class Reading:
    """One clause being read."""

    clause: Clause
    validity: Validity
    grammar: Grammar
    context: Context
    now: datetime

    @property
    def text(self) -> str:
        return self.validity.text


def without_adverbs(text: str, grammar: Grammar) -> str:
    """A clause without words such as "really" and "now", which change nothing of what it tells."""
    words = text.split()
    kept = [w for w in words if w.casefold().strip(",") not in grammar.words.sets["adverb"]]
    return " ".join(kept) or text


def without_endings(text: str, grammar: Grammar) -> str:
    """A clause without what may follow any."""
    ending = _ending(grammar.data["endings"]["none"])
    while match := ending.search(text):
        text = text[: match.start()]
    return text.strip(" ,")


def said_of(subject: Subject, phrase: str, text: str, reading: Reading) -> str:
    """A sentence with the name or noun in place of the pronoun it begins with."""
    if not phrase or not text.startswith(phrase):
        return text
    first, _, rest = phrase.partition(" ")
    lexicon = reading.grammar.words
    if not rest and (lexicon.has("pronoun", first) or lexicon.has("thing_pronoun", first)):
        return subject.phrase + text[len(phrase) :]
    if rest and lexicon.has("theirs", first) and reading.context.person:
        owner = reading.grammar.data["possession"]["genitive"].format(owner=reading.context.person.phrase)
        return owner + text[len(first) :]
    return text


@cache
def _ending(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf",? (?:{alternatives})$", re.IGNORECASE)
