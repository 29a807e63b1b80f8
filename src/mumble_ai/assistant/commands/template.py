"""Sentence templates in the notation of hassil, each compiled to one regular expression.

`(a|b)` is one of both, `[a]` may be left out, `<rule>` is a template by name, `{slot}` holds words of the speaker.
hassil (https://github.com/OHF-Voice/hassil) reads the notation. Its own matcher tries every split of the words between
open slots for each template, which takes too long for sentences that are no command; here templates that lack a word
are skipped by a set comparison, and the others are matched once each.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from hassil.expression import Alternative, Expression, Group, ListReference, RuleReference, Sequence, TextChunk
from hassil.parse_expression import parse_sentence

from mumble_ai.assistant.commands.sentence import TIME_MARK

_SPACE: Final = "(?: |(?<= ))"
"""A space, or nothing where one is already behind: words around what is left out stay apart."""
_OPEN: Final = r"\S+(?: \S+)*?"
WHEN: Final = "when"
"""The slot for times, which are found before templates are matched."""


@dataclass(frozen=True, slots=True)
class TemplateWords:
    """Words of a language.

    Attributes:
        connectors: They may stand before a time, such as "at" and "on".
        openings: Words that free text of some slots begins with, by slot: what people tell of themselves begins with
            "my" or "I", what they meet for with "meeting with".
    """

    connectors: tuple[str, ...]
    openings: Mapping[str, tuple[str, ...]]


class BadTemplate(ValueError):
    """A template can't be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Template:
    """One sentence.

    Attributes:
        source: As written.
        pattern: Matches `Sentence.said` as a whole.
        slots: Group of the pattern to the slot it fills.
        needs: Each set holds words of which the sentence must have one.
        has_time: Whether a time is a slot of its own.
        ends_open: Whether its last words are free text, which may hold anything.
    """

    source: str
    pattern: re.Pattern[str]
    slots: Mapping[str, str]
    needs: tuple[frozenset[str], ...]
    has_time: bool
    ends_open: bool

    def may_match(self, words: frozenset[str]) -> bool:
        """Whether the sentence has the words it needs; quick."""
        for need in self.needs:  # noqa: SIM110 - called for every template: a generator would take twice as long
            if words.isdisjoint(need):
                return False
        return True


def compile_template(source: str, rules: Mapping[str, str], words: TemplateWords) -> Template:
    """Compiles one template.

    Args:
        rules: Templates by name, for `<name>`.
        words: What the slots for times and claims are made of.

    Raises:
        BadTemplate: The notation is wrong, or a rule is missing.
    """
    compiler = _Compiler(rules, words)
    try:
        expression = parse_sentence(source).expression
    except Exception as error:
        raise BadTemplate(f"{source!r}: {error}") from error
    pattern = f"^ {compiler.pattern(expression)} ?$"
    return Template(
        source=source,
        pattern=re.compile(pattern),
        slots=compiler.slots,
        needs=tuple(compiler.needs(expression)),
        has_time=WHEN in compiler.slots.values(),
        ends_open=source.rstrip(" ])").endswith("}") and not source.rstrip(" ])").endswith("{when}"),
    )


class _Compiler:
    def __init__(self, rules: Mapping[str, str], words: TemplateWords) -> None:
        self.slots: dict[str, str] = {}
        self._rules = rules
        joined = f"(?:{_either(words.connectors)} )*"
        self._patterns = {
            WHEN: f"{joined}{TIME_MARK}(?: {joined}{TIME_MARK})*",
        }
        self._patterns |= {slot: f"{_either(first)} {_OPEN}" for slot, first in words.openings.items()}

    def pattern(self, expression: Expression) -> str:
        if isinstance(expression, TextChunk):
            words = re.split(r"\s+", expression.text.casefold())
            return _SPACE.join(re.escape(word) for word in words)
        if isinstance(expression, Alternative):
            return f"(?:{'|'.join(self.pattern(item) for item in expression.items)})"
        if isinstance(expression, Sequence):
            return "".join(self.pattern(item) for item in expression.items)
        if isinstance(expression, ListReference):
            return self._slot(expression.slot_name)
        if isinstance(expression, RuleReference):
            return f"(?:{self.pattern(self._rule(expression))})"
        raise BadTemplate(f"{expression} is not supported")

    def needs(self, expression: Expression) -> list[frozenset[str]]:
        """Words that can't be left out; a part of a word counts for nothing."""
        if isinstance(expression, RuleReference):
            return self.needs(self._rule(expression))
        if isinstance(expression, Alternative):
            ways = [self.needs(item) for item in expression.items]
            if expression.is_optional or not all(ways):
                return []
            return [frozenset[str]().union(*(min(way, key=len) for way in ways))]
        if isinstance(expression, ListReference):
            return [frozenset({TIME_MARK})] if expression.slot_name == WHEN else []
        if isinstance(expression, Group):
            found: list[frozenset[str]] = []
            for number, item in enumerate(expression.items):
                if isinstance(item, TextChunk):
                    found += [frozenset({word}) for word in _whole_words(expression, number)]
                elif not _is_glued(expression, number):
                    found += self.needs(item)
            return found
        return []

    def _rule(self, reference: RuleReference) -> Expression:
        try:
            return parse_sentence(self._rules[reference.rule_name]).expression
        except KeyError:
            raise BadTemplate(f"there is no rule <{reference.rule_name}>") from None

    def _slot(self, name: str) -> str:
        group = f"s{len(self.slots)}"
        self.slots[group] = name
        return f"(?P<{group}>{self._patterns.get(name, _OPEN)})"


def _either(words: tuple[str, ...]) -> str:
    return f"(?:{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})"


def _whole_words(group: Group, number: int) -> list[str]:
    """The words of a chunk that no neighbour without a space between can make longer."""
    chunk = group.items[number]
    text = chunk.text.casefold() if isinstance(chunk, TextChunk) else ""
    words = text.split()
    is_first, is_last = number == 0, number == len(group.items) - 1
    if words and not is_first and not text[0].isspace() and not _has_space(group.items[number - 1], -1):
        words = words[1:]
    if words and not is_last and not text[-1].isspace() and not _has_space(group.items[number + 1], 0):
        words = words[:-1]
    return words


def _is_glued(group: Group, number: int) -> bool:
    """Whether a part may be a piece of a longer word."""
    before, after = group.items[:number], group.items[number + 1 :]
    return bool(before and not _has_space(before[-1], -1)) or bool(after and not _has_space(after[0], 0))


def _has_space(expression: Expression, at: int) -> bool:
    return isinstance(expression, TextChunk) and expression.text[at:][:1].isspace()
