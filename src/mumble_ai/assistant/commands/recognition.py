"""Recognises everyday commands by sentence templates, without a model and without waiting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from mumble_ai.assistant.commands.command import Command
from mumble_ai.assistant.commands.grammar import Grammar, Rule, WordSequences, grammar, languages, usual
from mumble_ai.assistant.commands.sentence import TIME_MARK, Sentence, sentence_of
from mumble_ai.assistant.commands.slots import Reading, is_only_time, read_slots
from mumble_ai.assistant.commands.template import WHEN, Template
from mumble_ai.spoken_time import find_times

LONGEST: Final = 500
"""Characters; what is longer is talk, and costs no matching."""
MOST_WORDS: Final = 80
MOST_SPLITS: Final = 6
"""Places at which a sentence may be several commands."""
_HOLDS_TIME: Final = ("text", "title", "titles", "what", "meeting")


def recognise(text: str, language: str | None, now: datetime) -> list[Command] | None:
    """What the whole of a text tells to do, in the order of the words; None where any of it is something else.

    Args:
        text: One utterance, free of the name it may begin with.
        language: The language it was probably spoken in; its sentences are tried first and the others after them.
        now: In the zone of the speaker.
    """
    if not text.strip() or len(text) > LONGEST:
        return None
    sentence = sentence_of(text)
    if not 0 < len(sentence.words) <= MOST_WORDS:
        return None
    first = usual(language)
    for code in sorted(languages(), key=lambda other: other != first):
        book = grammar(code)
        meant = sentence.without(book.anywhere)
        if meant.words and (commands := _Utterance(meant, Reading(book, now)).commands()):
            return commands
    return None


class _Form:
    """A sentence, ready to be matched."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.said = sentence.said
        self.words = frozenset(word.said for word in sentence.words)


@dataclass(slots=True)
class _Utterance:
    """One text and what is found out about it on the way."""

    whole: Sentence
    reading: Reading
    _times: list[tuple[int, int]] | None = None
    _tried: dict[tuple[int, int], Command | None] = field(default_factory=dict[tuple[int, int], Command | None])

    def commands(self) -> list[Command] | None:
        found = self._several(0, len(self.whole.words), MOST_SPLITS)
        return found or None

    def _several(self, first: int, last: int, splits: int) -> list[Command]:
        """The words as several commands if they can be, else as one."""
        for at, after in _links(self.whole, first, last, self._grammar.links)[:splits]:
            left = self._one(first, at)
            if left is None:
                continue
            right = self._several(after, last, splits - 1)
            if right and not (left.ends_open and right[0].weak):
                return [left, *right]
        alone = self._one(first, last)
        return [alone] if alone else []

    @property
    def _grammar(self) -> Grammar:
        return self.reading.grammar

    def _one(self, first: int, last: int) -> Command | None:
        key = (first, last)
        if key not in self._tried:
            parts = _without_shells(self.whole, first, last, self._grammar)
            found = (self._match(self.whole.part(*part)) for part in parts)
            self._tried[key] = next((command for command in found if command), None)
        return self._tried[key]

    def _match(self, sentence: Sentence) -> Command | None:
        plain = _Form(sentence)
        timed: _Form | None = None
        for rule in self._grammar.rules:
            for template in rule.templates:
                form = plain
                if template.has_time:
                    if timed is None and template.may_match(plain.words | {TIME_MARK}):
                        timed = _Form(sentence.masked(self._spans()))
                    if timed is None:
                        continue
                    form = timed
                if template.may_match(form.words) and (command := self._fit(rule, template, form)):
                    return command
        return None

    def _spans(self) -> list[tuple[int, int]]:
        if self._times is None:
            found = find_times(self.whole.text, self.reading.now, self._grammar.language)
            self._times = [part for time in found for part in (time.parts or (time.span,))]
        return self._times

    def _fit(self, rule: Rule, template: Template, form: _Form) -> Command | None:
        match = template.pattern.match(form.said)
        if match is None:
            return None
        sentence = form.sentence
        slots = self._slots(template, match, sentence)
        values = read_slots(slots, self.reading)
        if values is None:
            return None
        parameters = {**rule.fixed, **{rule.names.get(name, name): value for name, value in values.items()}}
        text = sentence.text[sentence.words[0].start : sentence.words[-1].end]
        return Command(
            action=rule.action,
            parameters=parameters,
            language=self._grammar.language,
            text=text,
            soft=rule.soft,
            ends_open=template.ends_open,
            weak=rule.weak,
        )

    def _slots(self, template: Template, match: re.Match[str], sentence: Sentence) -> dict[str, str]:
        """What was said for each slot; a time in the middle of free text is taken out of it where one is wanted."""
        slots: dict[str, str] = {}
        for group, name in template.slots.items():
            if match[group] is not None:
                value = sentence.original(*match.span(group))
                slots[name] = f"{slots[name]} {value}" if name in slots else value
        if template.has_time and WHEN not in slots:
            for group, name in template.slots.items():
                if name in _HOLDS_TIME and TIME_MARK in (match[group] or ""):
                    rest, time = sentence.parted(*match.span(group), self._grammar.connectors)
                    if rest:
                        slots |= {name: rest, WHEN: time}
        return slots


def _links(sentence: Sentence, first: int, last: int, links: WordSequences) -> list[tuple[int, int]]:
    """Where the sentence may be cut: the words of a link, or the end of a sentence or clause within it."""
    words = [word.said for word in sentence.words]
    cuts: list[tuple[int, int]] = []
    for at in range(first + 1, last):
        link = next((link for link in links if tuple(words[at : at + len(link)]) == link), None)
        between = sentence.text[sentence.words[at - 1].end : sentence.words[at].start]
        if link and at + len(link) < last:
            cuts.append((at, at + len(link)))
        elif any(mark in between for mark in ".!?;,"):
            cuts.append((at, at))
    return cuts


def _without_shells(sentence: Sentence, first: int, last: int, language: Grammar) -> Iterator[tuple[int, int]]:
    """The words without what means nothing: after them at once, before them one by one, since it may mean something."""
    words = [word.said for word in sentence.words]
    last = _cut_end(words, first, last, language.lead_out)
    yield first, last
    start: int | None = first
    while start is not None:
        first, start = start, _cut_start(words, start, last, language.lead_in)
        if start is not None:
            yield start, last
    less = _cut_end(words, first, last, language.trailing)
    if less < last:
        yield first, less


def _cut_start(words: list[str], first: int, last: int, shells: WordSequences) -> int | None:
    ends = (first + len(shell) for shell in shells if tuple(words[first : first + len(shell)]) == shell)
    return next((end for end in ends if end < last), None)


def _cut_end(words: list[str], first: int, last: int, shells: WordSequences) -> int:
    while True:
        starts = (last - len(shell) for shell in shells if tuple(words[last - len(shell) : last]) == shell)
        start = next((start for start in starts if start > first), None)
        if start is None:
            return last
        last = start


def answers_time(text: str, language: str, now: datetime) -> bool:
    """Whether the words are a time and nothing else: an answer to "for when?"."""
    return is_only_time(text, Reading(grammar(usual(language)), now), is_answer=True)
