"""A language's words and patterns, read from its file in `languages/` once."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from unicode_rbnf import FormatPurpose, RbnfEngine

from mumble_ai.spoken_time import reading_clocks, reading_days, reading_periods, reading_pieces, reading_rules
from mumble_ai.spoken_time.grammar import Action, Grammar, Reading
from mumble_ai.spoken_time.meaning import Customs
from mumble_ai.spoken_time.tokens import Token, cut

FALLBACK: Final = "en"
_SHORT: Final = 3
MOST_IN_WORDS: Final = 199
YEARS_IN_WORDS: Final = range(1950, 2080)
_ACTIONS: Final[dict[str, Action]] = {
    name: value
    for module in (reading_days, reading_periods, reading_clocks, reading_rules, reading_pieces)
    for name, value in vars(module).items()
    if callable(value) and getattr(value, "__module__", "") == module.__name__
}


@dataclass(frozen=True, slots=True)
class Hints:
    """Words around a time that tell what it is, or that it is none; each between blanks."""

    past: tuple[str, ...]
    future: tuple[str, ...]
    """Words that speak of what is to come, whatever else is said."""
    between: frozenset[str]
    alike: frozenset[str]
    """Between two days that share the time of day said with the second."""
    apart: frozenset[str]
    timer: tuple[str, ...]
    asks_clock: tuple[str, ...]
    plays: tuple[str, ...]
    not_a_time: tuple[str, ...]
    not_after: tuple[str, ...]
    not_before: tuple[str, ...]
    numbered: tuple[str, ...]
    follows_day: frozenset[str]
    prepositions: frozenset[str]
    before_day_number: frozenset[str]
    frequencies: frozenset[str]
    places: frozenset[str]
    """Words that end an address."""
    not_an_hour: frozenset[str]
    """Articles that are also numbers."""
    counted: str
    """How a noun in the plural ends, "" where that tells nothing."""
    not_counted: frozenset[str]
    """Words that only look like one."""

    def is_counted(self, word: str) -> bool:
        """Whether a word looks like a noun that the number before it counts: "at 5 places"."""
        is_plural = bool(self.counted) and len(word) > _SHORT and word.endswith(self.counted)
        return is_plural and word not in self.not_counted


@dataclass(frozen=True, slots=True)
class Window:
    """Hours of a part of the day, or of what is done then: those a time can have, those it takes by itself."""

    words: tuple[str, ...]
    from_h: int
    to_h: int
    begins_h: int = 0
    ends_h: int = 0


@dataclass(frozen=True, slots=True)
class Language:
    """Everything a text is read with."""

    code: str
    customs: Customs
    grammar: Grammar
    hints: Hints
    senses: tuple[Window, ...]
    parts: Mapping[str, Window]
    lexemes: Mapping[str, Sequence[tuple[tuple[str, ...], str, Any]]]
    """By first word: all its words, the symbol and what it means."""

    def sense_of(self, padded: str) -> Window | None:
        """The hours of what is to be done, from words between blanks."""
        return next((s for s in self.senses if any(word in padded for word in s.words)), None)

    def lexicon(self, tokens: Sequence[Token]) -> list[dict[str, list[Reading]]]:
        """What stands at every token: symbol to its readings."""
        words = [token.text for token in tokens]
        found: list[dict[str, list[Reading]]] = []
        for place, token in enumerate(tokens):
            here: dict[str, list[Reading]] = defaultdict(list)
            for phrase, symbol, meaning in self.lexemes.get(token.text, ()):
                if tuple(words[place : place + len(phrase)]) == phrase:
                    here[symbol].append((place + len(phrase), meaning))
            for symbol, meaning in _written(token, self.customs):
                here[symbol].append((place + 1, meaning))
            if self.customs.dot_is_ordinal and token.kind == "number" and words[place + 1 : place + 2] == ["."]:
                here["ord"].extend((place + 2, number) for _, number in here.get("n", []))
            found.append(here)
        return found


@cache
def languages() -> tuple[str, ...]:
    """Codes of the languages there are."""
    files = (resources.files(__name__.rpartition(".")[0]) / "languages").iterdir()
    return tuple(sorted(f.name.removesuffix(".toml") for f in files if f.name.endswith(".toml")))


def language(code: str) -> Language:
    """The language of a code such as "de" or "de-AT"; one that is not there is read as English."""
    return _load(_known(code))


def data_of(code: str) -> tuple[str, dict[str, Any]]:
    """The code of a language that there is a file for, and what the file says."""
    known = _known(code)
    return known, _data(known)


def _known(code: str) -> str:
    short = code.replace("_", "-").split("-")[0].lower()
    return short if short in languages() else FALLBACK


@cache
def numbers_of(code: str) -> RbnfEngine:
    """Numbers in words, by Unicode's rules."""
    return RbnfEngine.for_language(code)


@cache
def _data(code: str) -> dict[str, Any]:
    text = (resources.files(__name__.rpartition(".")[0]) / "languages" / f"{code}.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _load(code: str) -> Language:
    data = _data(code)
    return Language(
        code,
        Customs(**data["customs"]),
        Grammar(data["grammar"], _ACTIONS),
        _hints(data["context"]),
        tuple(_window(w) for w in data["sense"].values()),
        {name: _window(w) for name, w in data["parts"].items()},
        _lexemes(code, data["words"], data["numbers"]),
    )


def _hints(data: Mapping[str, Any]) -> Hints:
    def spaced(name: str) -> tuple[str, ...]:
        return tuple(f" {' '.join(t.text for t in cut(w))} " for w in data[name])

    def words(name: str) -> frozenset[str]:
        return frozenset(data[name])

    return Hints(
        past=spaced("past"),
        future=spaced("future"),
        between=words("between"),
        alike=words("alike"),
        apart=words("apart"),
        timer=spaced("timer"),
        asks_clock=spaced("asks_clock"),
        plays=spaced("plays"),
        not_a_time=spaced("not_a_time"),
        not_after=spaced("not_after"),
        not_before=spaced("not_before"),
        numbered=spaced("numbered"),
        follows_day=words("follows_day"),
        prepositions=words("prepositions"),
        before_day_number=words("before_day_number"),
        frequencies=words("frequencies"),
        places=words("places"),
        not_an_hour=words("not_an_hour"),
        counted=data["counted"],
        not_counted=words("not_counted"),
    )


def _window(data: Mapping[str, Any]) -> Window:
    words = tuple(f" {' '.join(token.text for token in cut(w))} " for w in data.get("words", ()))
    return Window(words, data["from"], data["to"], data.get("begins", 0), data.get("ends", 0))


def _lexemes(
    code: str, words: Mapping[str, Mapping[str, Any]], numbers: Mapping[str, Any]
) -> dict[str, list[tuple[tuple[str, ...], str, Any]]]:
    found: dict[str, dict[tuple[tuple[str, ...], str], Any]] = defaultdict(dict)

    def add(phrase: str, symbol: str, meaning: Any) -> None:
        key = tuple(token.text for token in cut(phrase))
        found[key[0]].setdefault((key, symbol), meaning)

    for symbol, meanings in words.items():
        for phrase, meaning in meanings.items():
            add(phrase, symbol, meaning)
    for phrase, number in _number_words(code, numbers):
        add(phrase, "n", number)
        add(phrase, "spelled", number)
    for phrase, number in _ordinal_words(code, numbers["ordinal_endings"]):
        add(phrase, "ord", number)
    engine = numbers_of(code)
    for year in YEARS_IN_WORDS:
        add(engine.format_number(year, FormatPurpose.YEAR).text, "year", year)
        add(engine.format_number(year).text, "year", year)
    return {
        first: sorted(((p, s, m) for (p, s), m in some.items()), key=lambda e: -len(e[0]))
        for first, some in found.items()
    }


def _number_words(code: str, numbers: Mapping[str, Any]) -> Iterable[tuple[str, int]]:
    engine = numbers_of(code)
    for number in range(MOST_IN_WORDS + 1):
        yield from ((text, number) for text in engine.format_number(number).text_by_ruleset.values())
    yield from numbers["more"].items()


def _ordinal_words(code: str, endings: Sequence[str]) -> Iterable[tuple[str, int]]:
    engine = numbers_of(code)
    for number in range(1, 32):
        word = engine.format_number(number, FormatPurpose.ORDINAL).text
        yield from ((word + ending, number) for ending in endings)


def _number_of(text: str) -> float | int:
    plain = (
        text.replace(",", ".") if text.count(",") == 1 and len(text.partition(",")[2]) != 3 else text.replace(",", "")
    )
    return float(plain) if "." in plain else int(plain)


def _written(token: Token, customs: Customs) -> Iterable[tuple[str, Any]]:
    """The symbols of a token that is written in figures."""
    text = token.text
    match token.kind:
        case "number" if len(text) <= 9:
            number = _number_of(text)
            if isinstance(number, float):
                yield "decimal", number
                return
            if len(text) <= 3:
                yield "n", number
            if len(text) == 4:
                yield "four", number
                if 1900 <= number < 2200:
                    yield "year", number
        case "ordinal":
            number = int("".join(c for c in text if c.isdigit()))
            if not text.endswith(".") or customs.dot_is_ordinal:
                yield "ord", number
            if text.endswith("."):
                yield "n", number
        case "clock" | "point":
            yield ("hm" if token.kind == "clock" else "point"), text
            if token.kind == "point":
                yield "decimal", float(text)
        case "slashed":
            yield ("slashed_year" if text.count("/") == 2 else "slashed"), text
        case "iso" | "dotted":
            yield token.kind, text
        case "half":
            yield "ampm", f"{text[0]}m"
        case _:
            return
