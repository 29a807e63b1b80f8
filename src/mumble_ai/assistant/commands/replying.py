"""Whether words answer what a person was asked before: a missing detail, or a yes or no."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.pending import OpenQuestion
from mumble_ai.assistant.actions.when import duration_of, time_of, words_and_time
from mumble_ai.assistant.commands.grammar import Grammar, grammar, languages, usual
from mumble_ai.assistant.commands.recognition import answers_time
from mumble_ai.assistant.commands.sentence import sentence_of
from mumble_ai.assistant.commands.slots import Reading, read_slots

TIMES: Final = frozenset({"when", "to"})
DURATIONS: Final = frozenset({"duration", "by"})
LONGEST_WORDS: Final = 14


class Word(StrEnum):
    """A word that settles a question."""

    YES = "yes"
    NO = "no"


def yes_or_no(text: str, language: str) -> Word | None:
    """Whether a text is a yes or a no and nothing else, in this language or another."""
    words = tuple(word.said for word in sentence_of(text).words)
    first = usual(language)
    for code in sorted(languages(), key=lambda other: other != first):
        book = grammar(code)
        for said in _trimmed(words, book):
            if said in book.yes:
                return Word.YES
            if said in book.no:
                return Word.NO
    return None


def completed(question: OpenQuestion, text: str, context: ActionContext) -> Mapping[str, Any] | None:
    """The parameters with what the text adds; None where it is no answer to that question."""
    known = question.parameters.get(question.asks, "")
    value: Any
    if question.asks in TIMES:
        value = _time(str(known), text, context)
    elif question.asks in DURATIONS:
        value = text if duration_of(context, text) is not None else None
    elif question.asks == "what" and known:
        value = _which(str(known), text, context)
    else:
        value = _words(question.asks, text, context)
    return None if value is None else {**question.parameters, question.asks: value}


def _time(known: str, text: str, context: ActionContext) -> str | None:
    """A time, added to what was said of it before: "at three", and "on Friday" to the question on which day."""
    connectors = grammar(usual(context.language)).connectors
    while not answers_time(text, context.language, context.now):
        first, _, text = text.partition(" ")
        if not text or first.casefold() not in connectors:
            return None
    both = f"{text} {known}".strip()
    return both if known and time_of(context, both) is not None else text


def _which(known: str, text: str, context: ActionContext) -> str | None:
    """Which of several: their name with the time that was answered, or another name."""
    words, time = words_and_time(context, text)
    if time is not None:
        rest = len(sentence_of(words).words)
        return f"{known} {text[slice(*time.span)]}" if rest <= 3 else text
    return _words("what", text, context)


def _words(slot: str, text: str, context: ActionContext) -> Any:
    book = grammar(usual(context.language))
    words = [word.said for word in sentence_of(text).words]
    is_question = text.rstrip().endswith("?") or (words and words[0] in book.questions)
    if not words or is_question or len(words) > LONGEST_WORDS:
        return None
    values = read_slots({slot: text.strip().rstrip(".!,")}, Reading(book, context.now))
    return values[slot] if values else None


def _trimmed(words: tuple[str, ...], book: Grammar) -> list[str]:
    """The words, and the words without politeness around them."""
    bare = [word for word in words if (word,) not in book.lead_out]
    begin = 0
    while begin < len(bare) - 1 and (bare[begin],) in book.lead_in:
        begin += 1
    return [" ".join(words), " ".join(bare), " ".join(bare[begin:])]
