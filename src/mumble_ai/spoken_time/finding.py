"""Finds the times and lengths of time that a text tells."""

from __future__ import annotations

from datetime import datetime, timedelta

from mumble_ai.spoken_time.contract import SpokenTime
from mumble_ai.spoken_time.grammar import Chart
from mumble_ai.spoken_time.joining import lengths, read
from mumble_ai.spoken_time.language import Language
from mumble_ai.spoken_time.language import language as language_of
from mumble_ai.spoken_time.meaning import Speech
from mumble_ai.spoken_time.settling import Settler
from mumble_ai.spoken_time.surroundings import Text
from mumble_ai.spoken_time.tokens import Token, cut


def find_times(text: str, now: datetime, language: str = "en", *, is_answer: bool = False) -> list[SpokenTime]:
    """The times a text tells, in the order they were said; none where it tells none.

    Args:
        text: What was said or written.
        now: The present, aware, in the person's zone.
        language: Its ISO 639-1 code; one that there is no file for is read as English.
        is_answer: The text answers a question about when, so that "five" is a time.

    Raises:
        ValueError: `now` has no zone.
    """
    if now.tzinfo is None:
        raise ValueError("the present must have a time zone: datetime.now(person.zone)")
    known = language_of(language)
    tokens = cut(text)
    if not tokens:
        return []
    words = Text(tokens, known.hints, nouns_are_capital=known.customs.nouns_are_capital)
    zone_name = str(getattr(now.tzinfo, "key", ""))
    speech = Speech(now.replace(microsecond=0), known.customs, words.is_past, zone_name)
    chart = _chart(known, tokens, speech)
    groups = read(words, chart, speech, is_answer=is_answer)
    found: list[SpokenTime] = []
    for index, group in enumerate(groups):
        begin = groups[index - 1].after if index else 0
        end = groups[index + 1].first if index + 1 < len(groups) else len(tokens)
        spans = tuple((tokens[first].span[0], tokens[after - 1].span[1]) for first, after in group.places)
        settler = Settler(speech, known, known.sense_of(words.padded_part(begin, end)) or known.sense_of(words.padded))
        if time := settler.settle(group.piece, spans):
            found.append(time)
    return found


def prepare(language: str = "en") -> None:
    """Reads the file of a language, which takes a tenth of a second, so that the first text waits for nothing."""
    language_of(language)


def find_duration(text: str, language: str = "en") -> timedelta | None:
    """The first length of time in a text; a month counts 30 days, a year 365."""
    found = find_durations(text, language)
    return found[0][0] if found else None


def find_durations(text: str, language: str = "en") -> list[tuple[timedelta, tuple[int, int]]]:
    """Every length of time in a text with its characters."""
    known = language_of(language)
    tokens = cut(text)
    chart = _chart(known, tokens, None)
    return [
        (amount.length, (tokens[first].span[0], tokens[after - 1].span[1]))
        for amount, first, after in lengths(chart, len(tokens))
    ]


def _chart(known: Language, tokens: list[Token], speech: Speech | None) -> Chart:
    return Chart(known.grammar, [token.text for token in tokens], known.lexicon(tokens), speech)
