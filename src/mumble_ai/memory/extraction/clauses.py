"""Takes what somebody says apart into clauses that say that something is so; everything else is left out.

Left out: questions, conditions, wishes, plans, what others say, quotes, stories and jokes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from mumble_ai.memory.extraction.grammar import Grammar, grammar_of, languages

_TITLES: Final = r"(?<!\bDr)(?<!\bMr)(?<!\bMs)(?<!\bSt)(?<!\bMrs)(?<!\bProf)(?<!\b[A-Z])"
_QUOTED: Final = re.compile(r"[\"“”„«»].*?[\"“”«»]|(?<!\w)'[^']{4,}'(?!\w)")
_DASH: Final = re.compile(r"\s[-–—]+\s")
_MOST_CHARACTERS: Final = 2000
_MOST_SUBJECT_WORDS: Final = 4


@dataclass(frozen=True, slots=True)
class Clause:
    """Words that say that something is so.

    Attributes:
        text: Contractions written out, fillers left out.
        quote: The sentence it is from, as it was said.
        is_explicit: Whether it was asked to be remembered.
        is_whole: Whether it is all of its sentence.
    """

    text: str
    quote: str
    is_explicit: bool = False
    is_whole: bool = True


def straight(text: str) -> str:
    """One line with plain apostrophes."""
    return " ".join(text.replace("’", "'").replace("`", "'").split())[:_MOST_CHARACTERS]


def spelled_out(text: str, grammar: Grammar) -> str:
    """Contractions and variants written in one way."""
    possession = grammar.data["possession"]
    if "contracted" in possession:
        text = re.sub(possession["contracted"], possession["is"], text)
    return _spelling(grammar.language).sub(lambda m: _as_written(m[0], grammar.data["spelling"]), text)


def is_taken_back(text: str, grammar: Grammar) -> bool:
    """Whether the speaker says that none of it was meant."""
    return bool(grammar.regex("marks", "joke").search(straight(text)))


def sentences(text: str) -> list[str]:
    """The sentences of a text, each with the mark that ends it."""
    pieces = _sentence_end().split(straight(text))
    joined = [first + (mark or "") for first, mark in zip(pieces[::2], [*pieces[1::2], ""], strict=False)]
    return [sentence.strip() for sentence in joined if sentence.strip(" .!?;,")]


def clauses(text: str, grammar: Grammar, *, is_explicit: bool = False) -> list[Clause]:
    """What a text says that is so."""
    if is_taken_back(text, grammar):
        return []
    found: list[Clause] = []
    for sentence in sentences(text):
        found += _clauses_of(sentence, grammar, is_explicit=is_explicit)
    return found


def is_question(sentence: str, grammar: Grammar) -> bool:
    """Whether a sentence asks: by its mark, or by its first words."""
    first = spelled_out(without_fillers(sentence, grammar), grammar).casefold()
    asks = _opening(grammar.data["questions"]["wh"] + "|" + grammar.data["questions"]["aux"])
    return sentence.rstrip().endswith("?") or bool(asks.match(first))


def asked_to_note(text: str, grammar: Grammar) -> str | None:
    """What is to be remembered, where a sentence asks for that; None where it does not."""
    text = without_fillers(text, grammar)
    match = _opening(grammar.data["words"]["note"]).match(text)
    return text[match.end() :].strip(" ,:") if match else None


def _clauses_of(sentence: str, grammar: Grammar, *, is_explicit: bool) -> Iterator[Clause]:
    quote = sentence
    noted = asked_to_note(sentence, grammar)
    if noted is not None:
        sentence, is_explicit = noted, True
    sentence = without_fillers(sentence, grammar)
    heard = _opening(grammar.data["words"]["heard"]).match(f"{sentence} ") if noted is None else None
    if heard:
        sentence = sentence[heard.end() :].lstrip(" ,")
    if not is_explicit and not heard and is_question(quote, grammar):
        return
    asks_politely = _opening(grammar.data["questions"]["aux"]).match(without_fillers(quote, grammar))
    if quote.rstrip().endswith("?") and (noted is None or not asks_politely):
        return
    if not is_explicit and (_QUOTED.search(sentence) or _doubt(grammar.data["endings"]["doubt"]).search(sentence)):
        return
    text = spelled_out(sentence.rstrip(" .!?;,"), grammar)
    pieces = [piece for part in _DASH.split(text) for piece in _split(part, grammar)]
    for piece in pieces:
        piece = without_fillers(piece, grammar).strip(" ,")
        if piece and is_meant(piece, grammar):
            yield Clause(piece, quote, is_explicit, len(pieces) == 1)
        elif not is_meant(piece, grammar):
            return  # What follows a condition, a quote or a plan belongs to it.


def is_meant(text: str, grammar: Grammar) -> bool:
    """Whether a clause says something of the world as it is."""
    return not any(grammar.regex("marks", mark).search(text) for mark in ("unreal", "planned", "reported", "fiction"))


def _split(text: str, grammar: Grammar) -> list[str]:
    """Clauses that stand side by side; one without a subject of its own takes that of the one before it."""
    pieces: list[str] = []
    start = 0
    for match in _joint(grammar.language).finditer(text):
        if match.start() > start:
            pieces.append(text[start : match.start()])
            start = match.end()
    pieces.append(text[start:])
    for place in range(1, len(pieces)):
        if _verb_first(grammar.language).match(pieces[place]) and (subject := _subject_of(pieces[place - 1], grammar)):
            pieces[place] = f"{subject} {pieces[place]}"
    return pieces


def _subject_of(text: str, grammar: Grammar) -> str:
    match = _before_verb(grammar.language).match(text)
    return match[1] if match else text.strip(" ,") if len(text.split()) <= _MOST_SUBJECT_WORDS else ""


def without_fillers(text: str, grammar: Grammar) -> str:
    """A sentence without the words that lead into it."""
    filler = _opening(grammar.data["words"]["filler"])
    while (match := filler.match(text)) and match.end():
        text = text[match.end() :].lstrip(" ,.:-")
    return text


def _as_written(word: str, spelling: dict[str, str]) -> str:
    written = spelling[word.casefold()]
    return written[0].upper() + written[1:] if word[0].isupper() and word[1:].islower() else written


@cache
def _sentence_end() -> re.Pattern[str]:
    """Marks that end a sentence: not those of a title, an initial or a date ("5. Mai")."""
    months = "|".join(month for language in languages() for month in grammar_of(language).data["days"]["month"])
    return re.compile(rf"{_TITLES}([.!?;]+)(?=\s|$)(?!(?<=\d\.)\s(?:{months})\b)")


@cache
def _doubt(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"[, ](?:{alternatives})[ .!,]*$", re.IGNORECASE)


@cache
def _opening(alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives})(?!['\w])", re.IGNORECASE)


@cache
def _spelling(language: str) -> re.Pattern[str]:
    words = sorted(grammar_of(language).data["spelling"], key=len, reverse=True)
    return re.compile(rf"(?<![\w'-])(?:{'|'.join(map(re.escape, words))})(?![\w-]|'(?!s\b))", re.IGNORECASE)


@cache
def _joint(language: str) -> re.Pattern[str]:
    """Where a new clause begins: a joint, and behind it a subject or a verb."""
    data = grammar_of(language).data
    words = data["words"]
    joints = "|".join(words["joint"].split())
    subjects = "|".join((*words["clause_subject"].split(), *words["mine"].split(), *words["pronoun"].split()))
    verbs = finite_verbs(language)
    relative = "|".join(words["relative"].split())
    thirds = "|".join(forms[data["shapes"]["third"]] for forms in data["verbs"].values())
    # A name and its verb begin a clause too: "… and Anna lives in Bonn".
    return re.compile(
        rf",? (?:{joints})(?!\w),? (?=(?i:(?:{subjects})(?!\w)|(?:{verbs})(?!\w))|[A-ZÄÖÜ]\w+ (?i:{verbs})(?!\w))"
        rf"|, (?=(?i:(?:{subjects}|{thirds})(?!\w)))|, (?:{relative}) (?=(?i:{verbs})(?!\w))"
    )


@cache
def _verb_first(language: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{finite_verbs(language)})(?!\w)", re.IGNORECASE)


@cache
def _before_verb(language: str) -> re.Pattern[str]:
    return re.compile(rf"(.+?) (?:{finite_verbs(language)})(?!\w)", re.IGNORECASE)


def is_finite_verb(word: str, grammar: Grammar) -> bool:
    """Whether a word is a verb of the language file in the present or the past."""
    return bool(re.fullmatch(finite_verbs(grammar.language), word, re.IGNORECASE))


@cache
def finite_verbs(language: str) -> str:
    """The verbs of the language file in the present and the past, as an alternation."""
    data = grammar_of(language).data
    simple = [form for forms in data["verbs"].values() for form in forms[: data["shapes"]["finite"]]]
    be = [form for sense in ("now", "past") for form in data["be"][sense].split("|")]
    return "|".join(sorted({*simple, *be, *data["words"]["finite"].split()}, key=len, reverse=True))
