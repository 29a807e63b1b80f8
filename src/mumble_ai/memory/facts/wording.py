"""Says facts back: the first person turned to the second, lists joined, days named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from functools import cache

from mumble_ai.memory.extraction.grammar import Grammar, grammar_of
from mumble_ai.memory.facts.fact import Fact


def turned(text: str, grammar: Grammar) -> str:
    """ "I live in Bonn" as it is said to the person: "you live in Bonn"."""
    for pattern, other in _patterns(grammar.language):
        text = pattern.sub(other, text)
    table: dict[str, str] = grammar.data["turn"]
    return _words(grammar.language).sub(lambda m: table[m[0].casefold()], text)


def capitalised(text: str) -> str:
    """A sentence's beginning."""
    return text[:1].upper() + text[1:]


def listed(values: Sequence[str], grammar: Grammar) -> str:
    """ "a, b and c" """
    if len(values) < 2:
        return "".join(values)
    return f"{', '.join(values[:-1])} {grammar.data['say']['and']} {values[-1]}"


def sentence_of(facts: Sequence[Fact], grammar: Grammar) -> str:
    """What several facts say, in one sentence: values of one kind are listed."""
    said: dict[tuple[str, str, bool], list[Fact]] = {}
    for fact in facts:
        said.setdefault((fact.subject, fact.attribute, fact.is_so), []).append(fact)
    pieces: list[str] = []
    for told in said.values():
        group = sorted(told, key=lambda fact: (fact.learned_at, fact.id))
        first = group[0]
        if len(group) > 1 and first.text.endswith(first.value) and all(f.text.endswith(f.value) for f in group):
            values = list(dict.fromkeys(fact.value for fact in group))
            pieces.append(first.text.removesuffix(first.value) + listed(values, grammar))
        else:
            pieces += [fact.text for fact in group]
    pieces = list(dict.fromkeys(turned(piece, grammar) for piece in pieces))
    return pieces[0] if len(pieces) == 1 else listed(pieces, grammar) if len(pieces) == 2 else "; ".join(pieces)


def said_on(moment: datetime, now: datetime, grammar: Grammar) -> str:
    """ "today", "on Tuesday", "on 3 May": the day of a moment, in the zone of `now`."""
    local = moment.astimezone(now.tzinfo)
    days = (now.date() - local.date()).days
    form = "today" if days <= 0 else "yesterday" if days == 1 else "week" if days < 7 else "year"
    if days > 330:
        form = "date"
    names = grammar.data["days"]
    return grammar.data["say"]["days"][form].format(
        weekday=names["weekday"][local.weekday()], day=local.day, month=names["month"][local.month - 1], year=local.year
    )


@cache
def _words(language: str) -> re.Pattern[str]:
    phrases = sorted(grammar_of(language).data["turn"], key=len, reverse=True)
    return re.compile(rf"(?<![\w'-])(?:{'|'.join(map(re.escape, phrases))})(?![\w-])", re.IGNORECASE)


@cache
def _patterns(language: str) -> list[tuple[re.Pattern[str], str]]:
    rules = grammar_of(language).data.get("turn_patterns", {})
    return [(re.compile(pattern, re.IGNORECASE), other) for pattern, other in rules.items()]
