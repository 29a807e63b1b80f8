"""Finds what somebody says is so, without a language model: few things, and those right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from typing import Final

from mumble_ai.memory.extraction import subjects, values
from mumble_ai.memory.extraction.clauses import (
    Clause,
    asked_to_note,
    clauses,
    finite_verbs,
    is_finite_verb,
    is_taken_back,
    sentences,
)
from mumble_ai.memory.extraction.correcting import correction
from mumble_ai.memory.extraction.grammar import Grammar, Pattern, Sense, grammar_of
from mumble_ai.memory.extraction.reading import Reading, said_of, without_adverbs, without_endings
from mumble_ai.memory.extraction.statement import (
    IS,
    ME,
    NAME,
    NOTE,
    PLACE,
    WHEN,
    Statement,
    Told,
)
from mumble_ai.memory.extraction.stating import stated
from mumble_ai.memory.extraction.subjects import Context, Subject, read_subject
from mumble_ai.memory.extraction.validity import Validity, fixed, read_validity
from mumble_ai.spoken_time import Grain, find_times

NAME_OF_RULES: Final = "rules"
_MOST_WORDS: Final = 40
_CAPITAL: Final = frozenset({"place", "org"})


@dataclass(frozen=True, slots=True)
class RuleExtractor:
    """Reads messages by the patterns of a language.

    Attributes:
        known_names: Keys of names that the speaker has used before.
    """

    known_names: frozenset[str] = field(default_factory=frozenset[str])

    def extract(self, text: str, *, now: datetime, language: str = "en", is_explicit: bool = False) -> list[Told]:
        """What a message says is so.

        Args:
            now: When it was said, in the speaker's zone.
            is_explicit: Whether the speaker asked that it be remembered; then what fits no pattern is a note.
        """
        grammar = grammar_of(language)
        if is_taken_back(text, grammar):
            return []
        found: list[Told] = []
        context = Context(known_names=self.known_names)
        for sentence in sentences(text):
            if asked_to_note(sentence, grammar) is None and (found_wrong := correction(sentence, grammar)):
                found.append(found_wrong)
                continue
            for clause in clauses(sentence, grammar, is_explicit=is_explicit):
                context.first_word = sentence.split()[0]
                if len(clause.text.split()) <= _MOST_WORDS:
                    found += self._read(clause, now, grammar, context)
        return _without_doubles(found)

    def _read(self, clause: Clause, now: datetime, grammar: Grammar, context: Context) -> list[Statement]:
        validity = read_validity(clause.text, now, grammar)
        bare = replace(validity, text=without_adverbs(without_endings(validity.text, grammar), grammar))
        reading = Reading(clause, bare, grammar, context, now)
        if bare.repeats and (found := list(_routine(reading))):
            return found
        for read in (_by_patterns, _by_copula):
            if found := list(read(reading)):
                return found
        if validity.text != clause.text:
            dated = replace(reading, validity=Validity(without_adverbs(clause.text, grammar)))
            if found := [*_by_patterns(dated)] or [*_by_copula(dated)]:
                return found
        return (_with_verb_moved(reading) or list(_note(reading))) if clause.is_explicit else []


def _with_verb_moved(reading: Reading) -> list[Statement]:
    """ "(dass) ich in Bonn wohne": where a language puts the verb last, it is read where a main clause has it."""
    words = reading.text.split()
    is_verb_last = reading.grammar.data["words"].get("verb_last") and is_finite_verb(words[-1], reading.grammar)
    if not is_verb_last:
        return []
    for place in range(1, len(words) - 1):
        text = " ".join([*words[:place], words[-1], *words[place:-1]])
        moved = replace(reading, validity=replace(reading.validity, text=text))
        if found := [*_by_patterns(moved)] or [*_by_copula(moved)]:
            return found
    return []


def _by_patterns(reading: Reading) -> Iterator[Statement]:
    text = without_endings(reading.text, reading.grammar)
    for pattern in reading.grammar.tell:
        if not (match := pattern.regex.fullmatch(text)):
            continue
        subject = _subject_of(match, pattern, reading)
        if subject is None or subject.attribute:
            continue
        value = (match.groupdict().get("V") or "").strip(" ,")
        kind = pattern.kinds.get("V", "")
        # Where nothing has a capital, a name has none either.
        shown = value.title() if kind in _CAPITAL and text.islower() else value
        if not values.is_value(kind, shown, reading.grammar):
            continue
        text = said_of(subject, match.groupdict().get("S") or "", text, reading)
        reading.context.heard(subject)
        yield from _name_told(subject, reading)
        yield from stated(subject, pattern.attribute, value, pattern.sense, text, reading, kind)
        return


def _subject_of(match: re.Match[str], pattern: Pattern, reading: Reading) -> Subject | None:
    phrase = match.groupdict().get("S")
    kind = pattern.kinds.get("S", "")
    grammar = reading.grammar
    if phrase is None:
        if pattern.attribute.key == PLACE:
            return Subject(grammar.words.key(grammar.data["values"]["parked"]), "", is_thing=True)
        return Subject(ME, "")
    if kind == "mine":
        owner = phrase.removesuffix("'s").removesuffix("'")
        return (
            Subject(ME, phrase) if grammar.words.has("mine", owner) else read_subject(owner, grammar, reading.context)
        )
    if kind == "having":
        subject = read_subject(f"{grammar.data['words']['mine'].split()[0]} {phrase}", grammar, reading.context)
        return subject if subject and subject.role and not subject.name else None
    subject = read_subject(phrase, grammar, reading.context)
    if subject is None or kind == "me":
        return subject if subject and (kind != "me" or subject.is_me) else None
    if kind == "object":
        # Of what merely is somewhere, only objects are worth it; what was put there may be anything of one's own.
        is_known = subjects.is_kept(subject, grammar, "objects") or (bool(subject.owner) and match.start("S") > 0)
        return subject if not subject.is_being and (is_known or reading.clause.is_explicit) else None
    if kind == "vehicle":
        return subject if not subject.is_being else None
    if kind == "being" and subject.is_me and not reading.clause.is_whole:
        return None
    return subject if subject.is_being else None


def _by_copula(reading: Reading) -> Iterator[Statement]:
    """ "My … is …", "Anna's … are …"."""
    text = without_endings(reading.text, reading.grammar)
    for sense in ("now", "past", "not"):
        for match in _copulas(reading.grammar.language, sense).finditer(text):
            subject = read_subject(text[: match.start()], reading.grammar, reading.context)
            said = text[: match.start()]
            if subject is None or subject.is_me or reading.grammar.words.has("thing_pronoun", said):
                continue
            shown = said_of(subject, text[: match.start()], text, reading)
            found = list(_copula(subject, text[match.end() :].strip(" ,"), sense, shown, reading))
            if found:
                reading.context.heard(subject)
                yield from _name_told(subject, reading)
                yield from found
                return


def _name_told(subject: Subject, reading: Reading) -> Iterator[Statement]:
    """ "my sister Anna …" tells a name too."""
    if not subject.role or not subject.name or subject.attribute:
        return
    whose = subject.phrase.removesuffix(subject.name).strip(" ,")
    if not whose or subject.phrase == whose:
        return
    text = reading.grammar.data["say"]["called"].format(whose=whose, name=subject.name)
    bare = read_subject(whose, reading.grammar, reading.context)
    if bare and bare.role and not bare.name:
        yield from stated(bare, reading.grammar.attributes[NAME], subject.name, "now", text, reading)


def _copula(subject: Subject, value: str, sense: Sense, text: str, reading: Reading) -> Iterator[Statement]:
    grammar = reading.grammar
    attributes = grammar.attributes
    if subject.attribute:
        kind = {"birthday": "date", "anniversary": "date"}.get(subject.attribute, "")
        is_dated = kind and reading.validity.valid_from is not None
        if values.is_value("" if is_dated else kind, value, grammar):
            yield from stated(subject, attributes[subject.attribute], value, sense, text, reading)
    elif subject.role and not subject.name and not subject.is_thing:
        if values.looks_like_name(value, grammar):
            yield from stated(subject, attributes[NAME], value, sense, text, reading)
    elif subject.name and sense != "not" and (role := _role_of(value, reading)):
        yield from stated(role, attributes[NAME], subject.name, sense, text, reading)
    elif subject.is_thing and sense == "now" and _is_dated(value, reading) and subject.owner:
        yield from stated(subject, attributes[WHEN], value, sense, text, reading)
    elif subject.is_thing and values.is_value("", value, grammar) and _is_worth(subject, value, reading):
        yield from stated(subject, attributes[IS], value, sense, text, reading)


def _role_of(value: str, reading: Reading) -> Subject | None:
    """ "Anna is my sister": the role, where that is what follows."""
    role = read_subject(value, reading.grammar, reading.context)
    return role if role and role.role and not role.name else None


def _is_dated(value: str, reading: Reading) -> bool:
    """Whether a value is a day, and nothing else."""
    times = find_times(value, reading.now, reading.grammar.language)
    return (
        any(t.grain in {Grain.DAY, Grain.MINUTE} and t.start.date() != reading.now.date() for t in times)
        and len(value.split()) <= 8
    )


def _is_worth(subject: Subject, value: str, reading: Reading) -> bool:
    """Whether what a thing is shall be kept, and not how it happens to be."""
    grammar = reading.grammar
    if reading.clause.is_explicit or subjects.is_favourite(subject, grammar):
        return True
    first = value.split()[0].casefold()
    if first in grammar.words.sets["not_names"] or first in grammar.words.sets["not_is"]:
        return False
    if subjects.is_kept(subject, grammar, "secrets"):
        return True
    is_telling = values.has_number(value, grammar) or values.looks_like_name(value, grammar)
    return is_telling and subjects.is_kept(subject, grammar, "kept") and len(value.split()) <= 6


def _routine(reading: Reading) -> Iterator[Statement]:
    """ "I have yoga every Tuesday", "the bins are collected on Mondays"."""
    text = reading.clause.text
    match = _finite(reading.grammar.language).search(text)
    if not match or _copulas(reading.grammar.language, "past").search(f" {match[0]} "):
        return
    subject = read_subject(text[: match.start()].strip(), reading.grammar, reading.context)
    said = text[match.start() :].casefold().split()
    if subject is None or any(reading.grammar.words.has("thing_pronoun", word.strip(",.")) for word in said):
        return
    reading.context.heard(subject)
    attribute = reading.grammar.attributes["routine"]
    yield from stated(subject, attribute, text[match.start() :].strip(), "now", text, reading)


def _note(reading: Reading) -> Iterator[Statement]:
    text = fixed(reading.clause.text, reading.now, reading.grammar)
    if len(text.split()) > 1:
        yield Statement(ME, NOTE, text, text, reading.clause.quote, reading.grammar.language, "other", 6)


def _without_doubles(found: list[Told]) -> list[Told]:
    kept: dict[object, Told] = {}
    for one in found:
        key = (one.subject, one.attribute, one.value.casefold()) if isinstance(one, Statement) else one
        kept.setdefault(key, one)
    return list(kept.values())


@cache
def _copulas(language: str, sense: str) -> re.Pattern[str]:
    return re.compile(rf" (?:{grammar_of(language).data['be'][sense]}) (?!not )", re.IGNORECASE)


@cache
def _finite(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<= )(?:{finite_verbs(language)})(?= )", re.IGNORECASE)
