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
    spelled_out,
)
from mumble_ai.memory.extraction.grammar import Attribute, Grammar, Pattern, Sense, grammar_of
from mumble_ai.memory.extraction.statement import (
    IS,
    ME,
    NAME,
    NOTE,
    PLACE,
    WHEN,
    Correction,
    EntityKind,
    Named,
    Statement,
    Told,
)
from mumble_ai.memory.extraction.subjects import Context, Subject, read_subject
from mumble_ai.memory.extraction.validity import Validity, fixed, read_validity
from mumble_ai.spoken_time import Grain, find_times

NAME_OF_RULES: Final = "rules"
_MOST_WORDS: Final = 40
_CAPITAL: Final = frozenset({"place", "org"})
_WHOLE: Final = frozenset({PLACE, WHEN, "routine", "has", "prefers"})
"""Attributes whose values are never lists."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """One clause being read."""

    clause: Clause
    validity: Validity
    grammar: Grammar
    context: Context
    now: datetime

    @property
    def text(self) -> str:
        return self.validity.text


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
            if asked_to_note(sentence, grammar) is None and (correction := _correction(sentence, grammar)):
                found.append(correction)
                continue
            for clause in clauses(sentence, grammar, is_explicit=is_explicit):
                context.first_word = sentence.split()[0]
                if len(clause.text.split()) <= _MOST_WORDS:
                    found += self._read(clause, now, grammar, context)
        return _without_doubles(found)

    def _read(self, clause: Clause, now: datetime, grammar: Grammar, context: Context) -> list[Statement]:
        validity = read_validity(clause.text, now, grammar)
        bare = replace(validity, text=_without_adverbs(_without_endings(validity.text, grammar), grammar))
        reading = _Reading(clause, bare, grammar, context, now)
        if bare.repeats and (found := list(_routine(reading))):
            return found
        for read in (_by_patterns, _by_copula):
            if found := list(read(reading)):
                return found
        if validity.text != clause.text:
            dated = replace(reading, validity=Validity(_without_adverbs(clause.text, grammar)))
            if found := [*_by_patterns(dated)] or [*_by_copula(dated)]:
                return found
        return (_with_verb_moved(reading) or list(_note(reading))) if clause.is_explicit else []


def _with_verb_moved(reading: _Reading) -> list[Statement]:
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


def _by_patterns(reading: _Reading) -> Iterator[Statement]:
    text = _without_endings(reading.text, reading.grammar)
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
        text = _said_of(subject, match.groupdict().get("S") or "", text, reading)
        reading.context.heard(subject)
        yield from _name_told(subject, reading)
        yield from _stated(subject, pattern.attribute, value, pattern.sense, text, reading, kind)
        return


def _subject_of(match: re.Match[str], pattern: Pattern, reading: _Reading) -> Subject | None:
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


def _by_copula(reading: _Reading) -> Iterator[Statement]:
    """ "My … is …", "Anna's … are …"."""
    text = _without_endings(reading.text, reading.grammar)
    for sense in ("now", "past", "not"):
        for match in _copulas(reading.grammar.language, sense).finditer(text):
            subject = read_subject(text[: match.start()], reading.grammar, reading.context)
            said = text[: match.start()]
            if subject is None or subject.is_me or reading.grammar.words.has("thing_pronoun", said):
                continue
            shown = _said_of(subject, text[: match.start()], text, reading)
            found = list(_copula(subject, text[match.end() :].strip(" ,"), sense, shown, reading))
            if found:
                reading.context.heard(subject)
                yield from _name_told(subject, reading)
                yield from found
                return


def _name_told(subject: Subject, reading: _Reading) -> Iterator[Statement]:
    """ "my sister Anna …" tells a name too."""
    if not subject.role or not subject.name or subject.attribute:
        return
    whose = subject.phrase.removesuffix(subject.name).strip(" ,")
    if not whose or subject.phrase == whose:
        return
    text = reading.grammar.data["say"]["called"].format(whose=whose, name=subject.name)
    bare = read_subject(whose, reading.grammar, reading.context)
    if bare and bare.role and not bare.name:
        yield from _stated(bare, reading.grammar.attributes[NAME], subject.name, "now", text, reading)


def _copula(subject: Subject, value: str, sense: Sense, text: str, reading: _Reading) -> Iterator[Statement]:
    grammar = reading.grammar
    attributes = grammar.attributes
    if subject.attribute:
        kind = {"birthday": "date", "anniversary": "date"}.get(subject.attribute, "")
        is_dated = kind and reading.validity.valid_from is not None
        if values.is_value("" if is_dated else kind, value, grammar):
            yield from _stated(subject, attributes[subject.attribute], value, sense, text, reading)
    elif subject.role and not subject.name and not subject.is_thing:
        if values.looks_like_name(value, grammar):
            yield from _stated(subject, attributes[NAME], value, sense, text, reading)
    elif subject.name and sense != "not" and (role := _role_of(value, reading)):
        yield from _stated(role, attributes[NAME], subject.name, sense, text, reading)
    elif subject.is_thing and sense == "now" and _is_dated(value, reading) and subject.owner:
        yield from _stated(subject, attributes[WHEN], value, sense, text, reading)
    elif subject.is_thing and values.is_value("", value, grammar) and _is_worth(subject, value, reading):
        yield from _stated(subject, attributes[IS], value, sense, text, reading)


def _role_of(value: str, reading: _Reading) -> Subject | None:
    """ "Anna is my sister": the role, where that is what follows."""
    role = read_subject(value, reading.grammar, reading.context)
    return role if role and role.role and not role.name else None


def _is_dated(value: str, reading: _Reading) -> bool:
    """Whether a value is a day, and nothing else."""
    times = find_times(value, reading.now, reading.grammar.language)
    return (
        any(t.grain in {Grain.DAY, Grain.MINUTE} and t.start.date() != reading.now.date() for t in times)
        and len(value.split()) <= 8
    )


def _is_worth(subject: Subject, value: str, reading: _Reading) -> bool:
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


def _routine(reading: _Reading) -> Iterator[Statement]:
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
    yield from _stated(subject, attribute, text[match.start() :].strip(), "now", text, reading)


def _note(reading: _Reading) -> Iterator[Statement]:
    text = fixed(reading.clause.text, reading.now, reading.grammar)
    if len(text.split()) > 1:
        yield Statement(ME, NOTE, text, text, reading.clause.quote, reading.grammar.language, "other", 6)


def _stated(
    subject: Subject, attribute: Attribute, value: str, sense: Sense, text: str, reading: _Reading, kind: str = ""
) -> Iterator[Statement]:
    grammar = reading.grammar
    is_past = sense == "past" and not attribute.is_timeless and not subject.is_earlier
    is_over = is_past or subject.is_earlier or _is_past(reading.validity.valid_until, reading.now)
    is_single = attribute.is_single
    if attribute.key == NAME:
        base = subject.key.rpartition(" ")[2]
        is_single = base not in grammar.words.several
    # A list is several values, but one place or title may hold an "and".
    text = _restated(text, attribute) if sense == "now" else text
    is_whole = attribute.key in _WHOLE or (is_single and attribute.key != NAME)
    told = [value] if is_whole else [one for one in _listed(value, grammar) if values.is_value(kind, one, grammar)]
    is_single = is_single and len(told) == 1
    for one in told:
        shown = fixed(text if len(told) == 1 else text.replace(value, one), reading.now, grammar)
        yield Statement(
            subject.key,
            attribute.key,
            fixed(one, reading.now, grammar),
            shown,
            reading.clause.quote,
            grammar.language,
            attribute.category,
            min(10, attribute.importance + 2 * reading.clause.is_explicit),
            _tags(subject, attribute),
            is_single and sense != "not",
            sense != "not",
            is_over,
            reading.validity.valid_from,
            reading.validity.valid_until,
            tuple(_named(subject, attribute, one, grammar)),
        )


def _restated(text: str, attribute: Attribute) -> str:
    for happened, since in attribute.restated:
        if match := re.fullmatch(happened, text, re.IGNORECASE):
            return match.expand(since)
    return text


def _named(subject: Subject, attribute: Attribute, value: str, grammar: Grammar) -> Iterator[Named]:
    if subject.named:
        kind: EntityKind = "OTHER" if subject.role in grammar.words.animals else "PERSON"
        yield replace(subject.named, kind=kind)
    if attribute.key == NAME and subject.role:
        kind = "OTHER" if subject.role in grammar.words.animals else "PERSON"
        yield Named(value, kind, subject.role, "" if subject.owner == ME else subject.owner)
    elif attribute.place and value[0].isupper():
        yield Named(value, "PLACE" if attribute.place == "PLACE" else "ORGANIZATION")
    elif attribute.key in {"birthday", "anniversary"}:
        yield Named(value, "DATE")


def _tags(subject: Subject, attribute: Attribute) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag for tag in (attribute.key, subject.role, subject.name.casefold()) if tag))


def _listed(value: str, grammar: Grammar) -> list[str]:
    joints = "|".join(grammar.data["words"]["list_joint"].split())
    pieces = [piece.strip() for piece in re.split(rf",? (?:{joints}) |, ", value)]
    return [piece for piece in pieces if piece] or [value]


def _is_past(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment <= now


def _without_adverbs(text: str, grammar: Grammar) -> str:
    words = text.split()
    kept = [w for w in words if w.casefold().strip(",") not in grammar.words.sets["adverb"]]
    return " ".join(kept) or text


def _without_endings(text: str, grammar: Grammar) -> str:
    """A clause without what may follow any."""
    ending = _ending(grammar.data["endings"]["none"])
    while match := ending.search(text):
        text = text[: match.start()]
    return text.strip(" ,")


def _said_of(subject: Subject, phrase: str, text: str, reading: _Reading) -> str:
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


def _correction(sentence: str, grammar: Grammar) -> Correction | None:
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


def _without_doubles(found: list[Told]) -> list[Told]:
    kept: dict[object, Told] = {}
    for one in found:
        key = (one.subject, one.attribute, one.value.casefold()) if isinstance(one, Statement) else one
        kept.setdefault(key, one)
    return list(kept.values())


@cache
def _ending(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf",? (?:{alternatives})$", re.IGNORECASE)


@cache
def _corrections(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def _copulas(language: str, sense: str) -> re.Pattern[str]:
    return re.compile(rf" (?:{grammar_of(language).data['be'][sense]}) (?!not )", re.IGNORECASE)


@cache
def _finite(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?<= )(?:{finite_verbs(language)})(?= )", re.IGNORECASE)
