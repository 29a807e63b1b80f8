"""A spoken question made ready to be read: without what leads into it, and what time it asks about."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from mumble_ai.memory.extraction import subjects
from mumble_ai.memory.extraction.clauses import spelled_out, without_fillers
from mumble_ai.memory.extraction.grammar import Grammar
from mumble_ai.memory.extraction.statement import ME
from mumble_ai.memory.extraction.subjects import Context, Subject
from mumble_ai.memory.extraction.words import Lexicon, plain, words_of
from mumble_ai.memory.facts.question import Kind, Question, Span
from mumble_ai.spoken_time import find_times


def bare(sentence: str, grammar: Grammar) -> tuple[str, bool]:
    """A question without what leads into it and trails behind; and whether something did lead into it."""
    data = grammar.data["questions"]
    text = spelled_out(without_fillers(sentence.strip(" .!?;,"), grammar), grammar)
    is_led = False
    while match := re.match(rf"(?:{data['lead']})(?!['\w]),? ?", text, re.IGNORECASE):
        is_led = is_led or " " in match[0].strip()
        text = text[match.end() :]
    while match := re.search(rf",? (?:{data['tail']})$", text, re.IGNORECASE):
        text = text[: match.start()]
    kept = [w for w in text.split() if plain(w).strip(",") not in grammar.words.sets["adverb"] - {"also"}]
    return " ".join(kept).strip(" ,"), is_led


def timed(text: str, grammar: Grammar, now: datetime) -> Question:
    """A question with the time it asks about taken out of its words."""
    data = grammar.data["questions"]
    is_past = bool(re.search(rf"\b(?:{data['past']})\b", text, re.IGNORECASE))
    question = Question(Kind.FREE, text, is_past=is_past)
    if match := re.search(rf",? (?:{data['previous']})$", text, re.IGNORECASE):
        question = replace(question, text=text[: match.start()], is_previous=True)
    elif used := re.search(rf"\b(?:{data['used_to']}) ", text, re.IGNORECASE):
        question = replace(question, text=text[: used.start()] + text[used.end() :], is_previous=True)
    elif is_past:
        for time in find_times(text, now, grammar.language):
            start, end = time.span
            lead = re.search(
                rf"(?:^|\s)(?:{grammar.data['times']['when']}|{grammar.data['times']['on']}) $", text[:start]
            )
            rest = text[: lead.start() if lead else start].strip(" ,")
            if end == len(text) and len(rest.split()) > 2 and time.start < now and not time.rrule:
                question = replace(question, text=rest, span=Span(time.start, time.end or time.start))
    return replace(question, stems=telling_stems(question.text, grammar.words, data))


def opening(grammar: Grammar) -> str:
    """How a question begins, as a regular expression."""
    return rf"(?:{grammar.data['questions']['wh']}|{grammar.data['questions']['doubt']})\b"


def telling_stems(text: str, words: Lexicon, questions: dict[str, str]) -> frozenset[str]:
    """The stems of a text that say what it is about."""
    stop = words.sets["not_telling"]
    asking = {*questions["wh"].split("|"), *questions["stop"].split()}
    told = [w for w in words_of(text) if plain(w) not in asking and plain(w) not in stop and len(w) > 1]
    return frozenset(words.stem(w.removesuffix("'s")) for w in told)


def is_own(subject: Subject, grammar: Grammar, context: Context) -> bool:
    """Whether nobody but the asker can tell about it."""
    words = grammar.words
    if subject.key == ME or subject.owner == ME or (subject.role and not subject.owner):
        return True
    owner = subject.key.partition("'s ")[0]
    for name in (owner, subject.owner, words.name_key(subject.name) if subject.name else ""):
        if name and (name in context.known_names or name in words.first_names or name in words.role_keys.values()):
            return True
    if subject.is_thing and not subject.owner:
        return subjects.is_kept(subject, grammar, "objects") or subjects.is_kept(subject, grammar, "secrets")
    return False
