"""What a question asks of what somebody told; None for a question that is not about that."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Final

from mumble_ai.memory.extraction import values
from mumble_ai.memory.extraction.clauses import is_question, sentences
from mumble_ai.memory.extraction.grammar import Grammar, Pattern, grammar_of, template
from mumble_ai.memory.extraction.statement import IS, ME, NAME, PLACE, WHEN
from mumble_ai.memory.extraction.subjects import Context, Subject, read_subject
from mumble_ai.memory.extraction.words import words_of
from mumble_ai.memory.facts.asking import bare, is_own, opening, telling_stems, timed
from mumble_ai.memory.facts.indirect import indirect
from mumble_ai.memory.facts.question import Kind, Question

_MOST_WORDS: Final = 30
_AVOIDS: Final = "avoids"


def read_question(text: str, grammar: Grammar, now: datetime, context: Context) -> Question | None:
    """Reads a question.

    Args:
        now: In the asker's zone.
        context: With the names the asker has used before.
    """
    spoken = sentences(text)
    if not spoken:
        return None
    asked, is_led = bare(spoken[-1], grammar)
    if not asked or len(asked.split()) > _MOST_WORDS or not (is_led or is_question(spoken[-1], grammar)):
        return None
    if is_led and not re.match(opening(grammar), asked, re.IGNORECASE) and read_subject(asked, grammar, context):
        asked = f"{grammar.data['questions']['what_is']} {asked}"
    ready = timed(asked, grammar, now)
    for read in (_about, _have, _value, _generic, _check, _who):
        question = read(ready, grammar, context)
        if question:
            return question
    return _free(ready, grammar, context)


def _about(base: Question, grammar: Grammar, context: Context) -> Question | None:
    data = grammar.data["questions"]
    for name in ("about", "said"):
        for match in _matches(grammar.language, name, base.text):
            phrase = match["S"]
            subject = read_subject(phrase, grammar, context) or _named_only(phrase, grammar)
            if subject is None:
                return None
            is_told = bool(re.search(rf"\b(?:{data['first_person']})\b", base.text[: match.start("S")], re.IGNORECASE))
            return replace(
                base,
                kind=Kind.ABOUT,
                subject=subject,
                attributes=(subject.attribute,) if subject.attribute else (),
                stems=telling_stems(phrase, grammar.words, data),
                is_personal=is_told or is_own(subject, grammar, context),
                what=phrase,
            )
    return None


def _have(base: Question, grammar: Grammar, context: Context) -> Question | None:
    for name, kind in (("have", Kind.HAVE), ("count", Kind.COUNT)):
        for match in _matches(grammar.language, name, base.text):
            subject = read_subject(match["S"], grammar, context)
            words = words_of(match["K"])
            if subject is None or not words or not is_own(subject, grammar, context):
                continue
            stem = grammar.words.stem(words[-1])
            is_kept = stem in grammar.words.role_keys or stem in grammar.words.groups or stem in grammar.words.vehicles
            if is_kept:
                lead = grammar.data["say"]["whether"] if kind is Kind.HAVE else ""
                what = indirect(base.text, match["S"], subject, grammar, lead=lead)
                return replace(base, kind=kind, subject=subject, value=match["K"], is_personal=True, what=what)
    return None


def _value(base: Question, grammar: Grammar, context: Context) -> Question | None:
    for pattern in grammar.ask:
        if not (match := pattern.regex.fullmatch(base.text)):
            continue
        phrase = match.groupdict().get("S") or ""
        subject = _asked_subject(phrase, pattern, grammar, context)
        if subject is None or subject.attribute:
            continue
        if pattern.attribute.key == PLACE:
            if subject.is_being and not subject.role:
                continue
            question = _of_thing(base, subject, PLACE, phrase, grammar, context)
        else:
            question = replace(
                base,
                kind=Kind.VALUE,
                subject=subject,
                attributes=(pattern.attribute.key,),
                is_so=pattern.sense != "not",
                value=(match.groupdict().get("K") or ""),
                is_personal=is_own(subject, grammar, context),
                what=indirect(base.text, phrase, subject, grammar, lead=_doubt(base.text, grammar)),
            )
        if question:
            return question
    return None


def _doubt(text: str, grammar: Grammar) -> str:
    """ "whether", for a question that begins with no question word."""
    return "" if re.match(opening(grammar), text, re.IGNORECASE) else grammar.data["say"]["whether"]


def _asked_subject(phrase: str, pattern: Pattern, grammar: Grammar, context: Context) -> Subject | None:
    kind = pattern.kinds.get("S", "")
    if not phrase:
        parked = grammar.words.key(grammar.data["values"]["parked"])
        return Subject(parked, grammar.data["values"]["parked"], owner=ME, is_thing=True)
    if kind == "mine":
        owner = phrase.removesuffix("'s").removesuffix("'")
        return Subject(ME, phrase) if grammar.words.has("mine", owner) else read_subject(owner, grammar, context)
    subject = read_subject(phrase, grammar, context)
    if kind == "me":
        return subject if subject and subject.is_me else None
    if subject and not subject.is_being and pattern.attribute.key not in {PLACE, NAME}:
        return None
    return subject


def _generic(base: Question, grammar: Grammar, context: Context) -> Question | None:
    """ "what is my …", "when is Anna's …", "who is Anna"."""
    for match in _matches(grammar.language, "what", base.text):
        phrase, asks = match["S"], match["wh"].casefold()
        if asks not in grammar.data["questions"]["wh"].split("|") and not asks.startswith("how"):
            continue
        subject = read_subject(phrase, grammar, context)
        if subject is None or subject.is_me:
            continue
        what = indirect(base.text, phrase, subject, grammar)
        is_past = base.is_past and subject.attribute != "birthday"
        if subject.attribute:
            return replace(
                base,
                kind=Kind.VALUE,
                subject=subject,
                attributes=(subject.attribute, IS),
                is_previous=base.is_previous or subject.is_earlier,
                is_past=is_past,
                is_personal=is_own(subject, grammar, context),
                what=what,
            )
        if subject.is_being and not subject.is_thing:
            if _is_role_asked(subject, asks, grammar):
                return replace(
                    base,
                    kind=Kind.VALUE,
                    subject=subject,
                    attributes=(NAME,),
                    what=what,
                    is_previous=base.is_previous or subject.is_earlier,
                    is_personal=True,
                )
            if not is_own(subject, grammar, context):
                return None
            return replace(
                base,
                kind=Kind.ABOUT,
                subject=subject,
                is_personal=True,
                what=subject.phrase,
                stems=telling_stems(phrase, grammar.words, grammar.data["questions"]),
            )
        return _of_thing(base, subject, asks, phrase, grammar, context)
    return None


def _is_role_asked(subject: Subject, asks: str, grammar: Grammar) -> bool:
    return bool(subject.role) and not subject.name and asks in grammar.data["questions"]["name_words"].split()


def _of_thing(
    base: Question, subject: Subject, asks: str, phrase: str, grammar: Grammar, context: Context
) -> Question | None:
    data = grammar.data["questions"]
    wheres, whens = data["place_words"].split(), data["time_words"].split()
    attributes = (PLACE,) if asks in {PLACE, *wheres} else (WHEN, "routine", IS) if asks in whens else (IS, PLACE, WHEN)
    calendar = {grammar.words.stem(w) for w in data["calendar"].split()}
    is_calendar = any(stem in calendar for stem in subject.key.split()) or (asks in whens and not base.is_past)
    return replace(
        base,
        kind=Kind.VALUE,
        subject=subject,
        attributes=attributes,
        is_previous=base.is_previous or subject.is_earlier,
        is_personal=not is_calendar and is_own(subject, grammar, context),
        what=indirect(base.text, phrase, subject, grammar),
        stems=base.stems | frozenset(subject.key.rpartition("'s ")[2].split()),
    )


def _check(base: Question, grammar: Grammar, context: Context) -> Question | None:
    doubt = re.match(rf"(?:{grammar.data['questions']['doubt']}) ", base.text, re.IGNORECASE)
    patterns, text = (grammar.tell, base.text[doubt.end() :]) if doubt else (grammar.check, base.text)
    for pattern in patterns:
        if not (match := pattern.regex.fullmatch(text)) or "S" not in pattern.kinds or pattern.sense == "past":
            continue
        phrase, value = match.groupdict().get("S") or "", (match.groupdict().get("V") or "").strip()
        subject = read_subject(phrase, grammar, context) if phrase else None
        if subject is None or not subject.is_being or subject.attribute:
            continue
        if not values.is_value(pattern.kinds.get("V", ""), value, grammar):
            continue
        return replace(
            base,
            kind=Kind.CHECK,
            subject=subject,
            attributes=(pattern.attribute.key,),
            value=value,
            is_so=pattern.sense != "not",
            # What somebody can eat is a question for others too.
            is_personal=is_own(subject, grammar, context) and pattern.attribute.key != _AVOIDS,
            what=indirect(text, phrase, subject, grammar, lead=grammar.data["say"]["whether"]),
        )
    return None


def _who(base: Question, grammar: Grammar, context: Context) -> Question | None:
    for pattern in grammar.who:
        match = pattern.regex.fullmatch(base.text)
        if not match or pattern.sense == "past":
            continue
        value = (match.groupdict().get("V") or "").strip()
        if value and values.is_value(pattern.kinds.get("V", ""), value, grammar):
            return replace(
                base,
                kind=Kind.WHO,
                attributes=(pattern.attribute.key,),
                value=value,
                is_so=pattern.sense != "not",
                stems=telling_stems(value, grammar.words, grammar.data["questions"]),
            )
    return None


def _free(base: Question, grammar: Grammar, context: Context) -> Question | None:
    """A question of no known form that is about the asker's own life, or the people in it."""
    data = grammar.data["questions"]
    is_own_past = bool(re.match(rf"(?:{data['own']})\b", base.text, re.IGNORECASE))
    is_mine = bool(re.search(rf"\b(?:{data['first_person']})\b", base.text, re.IGNORECASE))
    names = {grammar.words.name_key(w) for w in words_of(base.text)} & context.known_names
    is_timed = base.text.split()[0].casefold() in {*data["time_words"].split(), *data["place_words"].split()}
    is_kept = bool(base.stems & (grammar.words.objects | grammar.words.secrets))
    if not base.stems or not (is_own_past or is_mine or names or is_timed or is_kept):
        return None
    return replace(base, is_personal=is_own_past and len(base.stems) > 0)


def _named_only(phrase: str, grammar: Grammar) -> Subject | None:
    """Anything one can have talked about: "the trip to Rome"."""
    key = grammar.words.key(phrase)
    words = words_of(phrase)
    if not key or len(words) > 6 or grammar.words.has("yours", words[0]):
        return None
    return Subject(key, phrase, is_thing=True)


def _matches(language: str, name: str, text: str) -> list[re.Match[str]]:
    return [match for pattern in _compiled(language, name) if (match := pattern.fullmatch(text))]


@cache
def _compiled(language: str, name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(template(pattern) for pattern in grammar_of(language).data["questions"][name])
