"""Corrections: "no, it's Max, not Rex"."""

from __future__ import annotations

import re
from functools import cache

from mumble_ai.memory.extraction import values
from mumble_ai.memory.extraction.clauses import spelled_out
from mumble_ai.memory.extraction.grammar import Grammar
from mumble_ai.memory.extraction.statement import Correction


def correction(sentence: str, grammar: Grammar) -> Correction | None:
    """What a sentence corrects; None for one that does not."""
    text = spelled_out(sentence.strip(" .!;,"), grammar)
    if sentence.rstrip().endswith("?"):
        return None
    for pattern in grammar.data["corrections"]["patterns"]:
        if match := _corrections(pattern).fullmatch(text):
            value, wrong = match["V"].strip(" ,"), (match.groupdict().get("W") or "").strip(" ,")
            if _is_name_for(value, grammar) and (not wrong or _is_name_for(wrong, grammar)):
                return Correction(value, wrong, sentence, grammar.language)
    return None


def _is_name_for(value: str, grammar: Grammar) -> bool:
    """Whether this can be what something is called, or how much it is: a few words without a verb."""
    words = value.casefold().split()
    wrong = grammar.words.sets["me"] | grammar.words.sets["pronoun"] | grammar.words.sets["finite"]
    joints = grammar.words.sets["joint"]
    return len(words) <= 4 and not {*words} & (wrong | joints) and values.is_value("", value, grammar)


@cache
def _corrections(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
