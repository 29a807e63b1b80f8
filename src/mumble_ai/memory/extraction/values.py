"""Which words can be the value of an attribute."""

from __future__ import annotations

import re
from typing import Final

from mumble_ai.memory.extraction.grammar import Grammar
from mumble_ai.memory.extraction.words import plain, words_of

_DIGIT: Final = re.compile(r"\d")
_MOST_WORDS: Final = 12


def is_value(kind: str, text: str, grammar: Grammar) -> bool:
    """Whether a text can be a value of this kind.

    Args:
        kind: As in the language file; empty for any.
    """
    words = words_of(text)
    lexicon = grammar.words
    if not words or len(words) > _MOST_WORDS or any(lexicon.has("yours", w) for w in words):
        return False
    if len(words) == 1 and lexicon.has("empty", words[0]):
        return False
    if lexicon.has("empty", words[0]) and len(words) < 4 and not lexicon.is_name(text):
        return False
    check = _CHECKS.get(kind)
    return check is None or check(text, words, grammar)


def looks_like_name(text: str, grammar: Grammar) -> bool:
    """Whether "my dog is …" gives its name."""
    words = words_of(text)
    return grammar.words.is_name(text) and not any(w.casefold() in grammar.words.sets["not_names"] for w in words)


def has_number(text: str, grammar: Grammar) -> bool:
    """Whether there is a number, in digits or in words."""
    numbers = grammar.words.sets["numbers"]
    return bool(_DIGIT.search(text)) or any(part in numbers for w in words_of(text) for part in plain(w).split("-"))


def _capital(words: list[str]) -> bool:
    return any(w[0].isupper() for w in words)


def _called(text: str, words: list[str], grammar: Grammar) -> bool:
    return (
        len(words) <= 5 and words[0].casefold() not in grammar.words.sets["not_names"] | grammar.words.sets["article"]
    )


def _place(text: str, words: list[str], grammar: Grammar) -> bool:
    if plain(words[0]) in grammar.words.sets["not_places"] or grammar.words.has("indefinite", words[0]):
        return False
    return words[0][0].isupper() or (len(words) > 1 and _capital(words[1:]))


def _organisation(text: str, words: list[str], grammar: Grammar) -> bool:
    return _capital(words) or (len(words) > 1 and grammar.words.has("article", words[0]))


def _date(text: str, words: list[str], grammar: Grammar) -> bool:
    months = {plain(m) for m in grammar.data["days"]["month"]}
    return any(plain(w) in months for w in words) or bool(re.search(r"\d{1,2}[./-]\d{1,2}", text))


def _year(text: str, words: list[str], grammar: Grammar) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", text.strip())) or _date(text, words, grammar)


def _number(text: str, words: list[str], grammar: Grammar) -> bool:
    return len(words) <= 6 and has_number(" ".join(words[:3]), grammar)


def _bare_number(text: str, words: list[str], grammar: Grammar) -> bool:
    numbers = grammar.words.sets["numbers"]
    return len(words) <= 3 and all(_DIGIT.search(w) or all(p in numbers for p in plain(w).split("-")) for w in words)


def _occupation(text: str, words: list[str], grammar: Grammar) -> bool:
    values = grammar.words.sets
    head = plain(words[-1])
    if len(words) > 4 or head in values["not_occupations"] or plain(words[0]) in values["not_occupations"]:
        return False
    return head in values["occupations"] or (len(head) > 4 and head.endswith(tuple(values["occupation_endings"])))


def _among(name: str, text: str, words: list[str], grammar: Grammar) -> bool:
    return any(plain(w) in grammar.words.sets[name] for w in words)


def _trait(text: str, words: list[str], grammar: Grammar) -> bool:
    return len(words) <= 3 and plain(" ".join(words)).replace(" ", "-") in grammar.words.sets["traits"]


def _condition(text: str, words: list[str], grammar: Grammar) -> bool:
    return bool(re.match(rf"(?:a )?(?:{grammar.data['values']['conditions']})\b", plain(text)))


def _thing(text: str, words: list[str], grammar: Grammar) -> bool:
    """Something to like: not a clause, not a way things are."""
    return (
        len(words) <= 8
        and not (grammar.words.has("preposition", words[-1]) or grammar.words.has("not_thing", words[-1]))
        and not grammar.words.has("empty", words[0])
        and not any(w.casefold() in grammar.words.sets["not_liked"] for w in words)
    )


def _activity(text: str, words: list[str], grammar: Grammar) -> bool:
    return len(words) <= 5 and _among("activities", text, words, grammar)


def _language(text: str, words: list[str], grammar: Grammar) -> bool:
    return len(words) <= 8 and plain(words[0]) in grammar.words.sets["languages"]


def _subject(text: str, words: list[str], grammar: Grammar) -> bool:
    return len(words) <= 4 and not grammar.words.has("preposition", words[0]) and _thing(text, words, grammar)


def _school(text: str, words: list[str], grammar: Grammar) -> bool:
    return _capital(words) and _among("schools", text, words, grammar)


def _car(text: str, words: list[str], grammar: Grammar) -> bool:
    return len(words) <= 4 and _among("cars", text, words, grammar)


def _name(text: str, words: list[str], grammar: Grammar) -> bool:
    return len(words) <= 4 and _capital(words)


def _where(text: str, words: list[str], grammar: Grammar) -> bool:
    days = {plain(day) for name in ("weekday", "month") for day in grammar.data["days"][name]}
    begins = re.match(rf"(?:{grammar.data['words']['where']})\b", text, re.IGNORECASE)
    return len(words) > 1 and begins is not None and not any(plain(w) in days for w in words)


def _having(text: str, words: list[str], grammar: Grammar) -> bool:
    """A number or an article, and people, animals or vehicles."""
    lexicon = grammar.words
    if not (lexicon.has("article", words[0]) or has_number(words[0], grammar)) or len(words) > 7:
        return False
    stems = [lexicon.stem(w) for w in words[1:4]]
    return any(s in lexicon.role_keys or s in lexicon.groups or s in lexicon.vehicles for s in stems)


_CHECKS: Final = {
    "called": _called,
    "place": _place,
    "org": _organisation,
    "date": _date,
    "year": _year,
    "number": _number,
    "age": _bare_number,
    "measure": _number,
    "occupation": _occupation,
    "trait": _trait,
    "condition": _condition,
    "thing": _thing,
    "activity": _activity,
    "language": _language,
    "subject": _subject,
    "school": _school,
    "carmake": _car,
    "name": _name,
    "where": _where,
    "having": _having,
}
