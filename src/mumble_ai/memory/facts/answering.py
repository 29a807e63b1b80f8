"""Answers a question from what was told: with its source, or by saying that it was not told. Never by guessing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from mumble_ai.memory.extraction.grammar import Grammar
from mumble_ai.memory.extraction.statement import IS, NAME, NOTE, PLACE, WHEN
from mumble_ai.memory.extraction.words import Lexicon, value_key, words_of
from mumble_ai.memory.facts.answer import FactAnswer
from mumble_ai.memory.facts.asking import telling_stems
from mumble_ai.memory.facts.fact import Fact
from mumble_ai.memory.facts.question import Kind, Question
from mumble_ai.memory.facts.quoting import Quoting, quoted
from mumble_ai.memory.facts.sameness import OF, Names
from mumble_ai.memory.facts.wording import capitalised, listed, said_on, sentence_of, turned

MOST_TOLD_AT_ONCE: Final = 4


@dataclass(frozen=True, slots=True)
class Known:
    """What may answer a question.

    Attributes:
        about: Facts about its subject, the newest first.
        worded: Facts with any of its words, the newest first.
        subjects: Every key of its subject.
    """

    about: tuple[Fact, ...]
    worded: tuple[Fact, ...]
    names: Names
    subjects: frozenset[str]


async def answer(
    question: Question, known: Known, grammar: Grammar, now: datetime, quoting: Quoting
) -> FactAnswer | None:
    """The answer, or None where others may know it better."""
    writer = _Writer(question, known, grammar, now, private=quoting.private)
    found = writer.from_facts()
    if found is None and question.kind is not Kind.WHO and not question.span and not question.is_previous:
        found = writer.from_words() or await quoted(question, grammar, now, quoting)
    if found is None and question.is_personal:
        return writer.unknown()
    return found


class _Writer:
    def __init__(self, question: Question, known: Known, grammar: Grammar, now: datetime, *, private: bool) -> None:
        self._question = question
        self._known = known
        self._grammar = grammar
        self._now = now
        self._private = private
        self._say: dict[str, str] = grammar.data["say"]

    def from_facts(self) -> FactAnswer | None:
        """From facts about what is asked."""
        match self._question.kind:
            case Kind.VALUE:
                return self._value()
            case Kind.CHECK:
                return self._check()
            case Kind.WHO:
                return self._who()
            case Kind.HAVE | Kind.COUNT:
                return self._have()
            case Kind.ABOUT:
                return self._about()
            case Kind.FREE:
                return None

    def from_words(self) -> FactAnswer | None:
        """From a fact that holds every telling word of the question."""
        question, grammar = self._question, self._grammar
        asked = question.stems
        if not asked or question.kind in {Kind.CHECK, Kind.HAVE, Kind.COUNT}:
            return None
        others = {IS, PLACE, WHEN, NOTE, "routine", "has"}
        found = [
            fact
            for fact in self._known.worded
            if fact.is_current
            and fact.is_so
            and fact.attribute in others
            and asked <= fact.words
            and self._is_about(fact)
            and _fits(question, fact, grammar)
        ]
        return self._told(found[: MOST_TOLD_AT_ONCE if question.kind is not Kind.FREE else 1]) if found else None

    def _is_about(self, fact: Fact) -> bool:
        """Whether a fact that has all words of the question is about what it asks."""
        question, grammar = self._question, self._grammar
        subject = question.subject
        if question.kind is Kind.ABOUT or (fact.attribute in {NOTE, "has"} and len(question.stems) > 1):
            return True
        if question.kind is Kind.VALUE and subject and subject.is_thing and fact.attribute not in {NOTE, "has"}:
            is_place = question.attributes[:1] == (PLACE,)
            asked, told = subject.key.rpartition(OF), fact.subject.rpartition(OF)
            is_same_owner = asked[0] == told[0]
            return (
                is_same_owner
                and set(asked[2].split()) <= set(told[2].split())
                and is_place is (fact.attribute == PLACE)
            )
        first = question.text.split()[0].casefold()
        words = grammar.data["questions"]
        if question.kind is Kind.FREE and first in words["time_words"].split():
            return True
        is_kept = bool(question.stems & (grammar.words.objects | grammar.words.secrets))
        return question.kind is Kind.FREE and (
            len(question.stems) > 1 or (is_kept and first in words["holder_words"].split())
        )

    def unknown(self) -> FactAnswer:
        """That it was not told."""
        question = self._question
        if question.kind is Kind.ABOUT:
            what = turned(question.what, self._grammar)
            return FactAnswer(False, self._say["nothing_about"].format(what=what))
        if not question.what:
            return FactAnswer(False, self._say["unknown_that"])
        return FactAnswer(False, self._say["unknown"].format(what=turned(question.what, self._grammar)))

    def _value(self) -> FactAnswer | None:
        facts = self._of_attributes()
        if self._question.span or self._question.is_previous:
            return self._at_another_time(facts)
        current = [fact for fact in facts if fact.is_current and fact.is_so is self._question.is_so]
        if self._question.value:
            current = self._of_sort(current)
        if not current and self._question.is_past:
            return self._at_another_time(facts)
        if not current and self._question.is_so and NAME in self._question.attributes:
            current = [fact for fact in facts if fact.is_current]
        return self._told(current) if current else None

    def _of_attributes(self) -> list[Fact]:
        """Facts of the first of the attributes that has any."""
        for attribute in self._question.attributes:
            if found := [fact for fact in self._known.about if fact.attribute == attribute]:
                return found
        return []

    def _of_sort(self, facts: list[Fact]) -> list[Fact]:
        """ "what food do I like": values whose sort nobody told can't be told apart, so all are."""
        wanted = telling_stems(self._question.value, self._grammar.words, self._grammar.data["questions"])
        return [fact for fact in facts if wanted & fact.words] or facts

    def _at_another_time(self, facts: list[Fact]) -> FactAnswer | None:
        if not facts:
            return None
        span = self._question.span
        if span:
            held = [f for f in facts if f.is_so and f.held_between(span.start, max(span.end, span.start))]
            if held:
                return self._of_then(held, "then")
            text = sentence_of([max(facts, key=lambda f: f.learned_at)], self._grammar)
            what = turned(self._question.what, self._grammar)
            form = self._say["unknown_then" if what else "unknown_then_that"]
            return FactAnswer(False, form.format(what=what, text=text))
        ended = [fact for fact in facts if fact.valid_until is not None and fact.is_so]
        if ended:
            last = max(ended, key=lambda fact: fact.valid_until or fact.learned_at)
            was_told_as_past = last.valid_until is not None and last.valid_until <= last.learned_at
            return self._told([last]) if was_told_as_past else self._of_then([last], "before")
        current = [fact for fact in facts if fact.is_current]
        text = sentence_of(current, self._grammar)
        return FactAnswer(False, self._say["unknown_before"].format(text=text)) if text else None

    def _of_then(self, facts: list[Fact], form: str) -> FactAnswer:
        if hidden := self._hidden(facts):
            return hidden
        latest = facts[0]
        values = listed(
            list(dict.fromkeys(turned(fact.value, self._grammar) for fact in reversed(facts))), self._grammar
        )
        say = self._say[form].format(value=values, day=self._day(latest))
        return FactAnswer(True, say, latest, latest.source_message_id, latest.private)

    def _check(self) -> FactAnswer | None:
        question, words = self._question, self._grammar.words
        attribute = question.attributes[0]
        facts = [f for f in self._known.about if f.attribute == attribute]
        key = value_key(question.value, words)
        same = [f for f in facts if _same_value(f.value_key, key, self._grammar)]
        current = [f for f in same if f.is_current]
        if question.is_past and same and not current:
            return self._told(same[:1], self._say["yes"])
        if current:
            return self._told(current[:1], self._say["yes" if current[0].is_so is question.is_so else "no"])
        if same:
            if hidden := self._hidden(same):
                return hidden
            day = self._day_of(same[0].valid_until or same[0].told_at)
            return FactAnswer(True, self._say["no_longer"].format(day=day), same[0], same[0].source_message_id)
        single = [f for f in facts if f.is_current and f.is_single]
        return self._told(single[:1], self._say["no"]) if single else None

    def _who(self) -> FactAnswer | None:
        key = value_key(self._question.value, self._grammar.words)
        found = [
            fact
            for fact in self._known.worded
            if fact.attribute in self._question.attributes
            and fact.is_current
            and fact.is_so is self._question.is_so
            and _same_value(fact.value_key, key, self._grammar)
        ]
        return self._told(found[:MOST_TOLD_AT_ONCE]) if found else None

    def _have(self) -> FactAnswer | None:
        question, words = self._question, self._grammar.words
        keys = had(question, self._known.subjects, words)
        roles = {key.rpartition("'s ")[2] for key in keys}
        current = [fact for fact in self._known.about if fact.is_current]
        told = [f for f in current if f.attribute == "has" and roles & _roles(f, words)]
        named = [f for f in current if f.subject in keys and f.attribute == NAME]
        if question.kind is Kind.COUNT and not told and named:
            if hidden := self._hidden(named):
                return hidden
            people = list(dict.fromkeys(fact.value for fact in reversed(named)))
            say = self._say["count"].format(count=len(people), names=listed(people, self._grammar))
            return FactAnswer(True, say, named[0], named[0].source_message_id)
        found = told[:1] or named or [f for f in current if f.subject in keys][:1]
        if not found:
            return None
        return self._told(found, self._say["yes"] if question.kind is Kind.HAVE and found[0].is_so else "")

    def _about(self) -> FactAnswer | None:
        wanted = set(self._question.attributes)
        facts = [f for f in self._known.about if f.is_current and (not wanted or f.attribute in wanted)]
        subject = self._question.subject
        if subject and subject.name:
            named = [f for f in self._known.worded if f.is_current and f.attribute == NAME]
            facts += [f for f in named if self._grammar.words.name_key(f.value) == subject.key]
        facts = list({fact.id: fact for fact in facts}.values())
        facts.sort(key=lambda fact: (fact.attribute != NAME, -fact.importance))
        return self._told(facts[:MOST_TOLD_AT_ONCE]) if facts else None

    def _told(self, facts: Sequence[Fact], form: str = "") -> FactAnswer:
        if hidden := self._hidden(facts):
            return hidden
        latest = max(facts, key=lambda fact: fact.told_at)
        text = sentence_of(facts, self._grammar)
        text = form.format(text=text) if form else capitalised(text)
        return FactAnswer(
            True,
            self._say["told"].format(text=text, day=self._day(latest)),
            latest,
            latest.source_message_id,
            any(fact.private for fact in facts),
        )

    def _hidden(self, facts: Sequence[Fact]) -> FactAnswer | None:
        if self._private or not any(fact.private for fact in facts):
            return None
        return FactAnswer(True, self._say["private"], facts[0], facts[0].source_message_id)

    def _day(self, fact: Fact) -> str:
        return self._day_of(fact.told_at)

    def _day_of(self, moment: datetime) -> str:
        return said_on(moment, self._now, self._grammar)


def had(question: Question, owners: Collection[str], words: Lexicon) -> set[str]:
    """Keys of what "do I have a …" and "how many … do I have" ask for; none for other questions."""
    if question.kind not in {Kind.HAVE, Kind.COUNT}:
        return set()
    stem = words.stem(words_of(question.value)[-1])
    roles = {words.role_keys.get(stem, stem), *words.groups.get(stem, ())}
    is_own = question.subject is not None and question.subject.is_me
    return roles if is_own else {f"{owner}'s {role}" for owner in owners for role in roles}


def _fits(question: Question, fact: Fact, grammar: Grammar) -> bool:
    """Whether a fact found by words is of the sort that is asked for: a time for "when"."""
    first = question.text.split()[0].casefold()
    if first in grammar.data["questions"]["time_words"].split():
        return fact.attribute in {WHEN, "routine"} or any(
            word in fact.words
            for name in ("weekday", "month")
            for day in grammar.data["days"][name]
            for word in (grammar.words.stem(day), grammar.words.stem(f"{day}s"))
        )
    return True


def _same_value(known: str, asked: str, grammar: Grammar) -> bool:
    if known == asked:
        return True
    stems = {grammar.words.stem(w) for w in known.split()}
    wanted = {grammar.words.stem(w) for w in asked.split()}
    return bool(wanted) and (wanted <= stems or stems <= wanted)


def _roles(fact: Fact, words: Lexicon) -> set[str]:
    return {words.role_keys[stem] for stem in fact.words if stem in words.role_keys} | set(fact.words)
