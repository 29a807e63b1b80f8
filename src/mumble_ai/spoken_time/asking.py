"""Tells whether a text leaves open when something is to be done, and what to ask then."""

from __future__ import annotations

import re
from datetime import datetime

from mumble_ai.spoken_time.contract import Asking, Doubt, Grain
from mumble_ai.spoken_time.finding import find_times
from mumble_ai.spoken_time.sayings import Sayings, sayings
from mumble_ai.spoken_time.tokens import cut

_TOO_LONG = frozenset({Grain.WEEK, Grain.MONTH, Grain.QUARTER, Grain.SEASON, Grain.YEAR})


def ask(
    text: str, now: datetime, language: str = "en", *, needs_clock: bool = False, is_answer: bool = False
) -> Asking | None:
    """What has to be asked before something is done at the time of a text; None where it can be done.

    Args:
        text: What was said.
        now: The present, aware, in the person's zone.
        language: Its ISO 639-1 code.
        needs_clock: A whole day is not enough.
        is_answer: As for `find_times`.
    """
    words = sayings(language)
    plain = " ".join(token.text for token in cut(text))
    if re.search(words.no_such_day, text.lower()):
        return Asking(Doubt.NO_SUCH_DAY, words.question_no_day)
    found = find_times(text, now, language, is_answer=is_answer)
    if not found:
        return _without_a_time(plain, words)
    first = found[0]
    if first.rrule:
        return None
    if first.is_vague or first.grain in _TOO_LONG:
        question = words.question_moment if first.grain in (Grain.DAY, Grain.PART) else words.question_day
        return Asking(Doubt.VAGUE, question)
    if needs_clock and first.is_all_day:
        return Asking(Doubt.VAGUE, words.question_moment)
    return None


def _without_a_time(plain: str, words: Sayings) -> Asking:
    is_vague = any(f" {word} " in f" {plain} " for word in words.vague)
    return Asking(Doubt.VAGUE if is_vague else Doubt.NO_DATE, words.question_date)
