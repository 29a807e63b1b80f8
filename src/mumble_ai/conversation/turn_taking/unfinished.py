"""Whether the words so far end in the middle of something: a number read out, a spelling, a list, or a phrase.

Grammar decides, with closed classes of words (`closed_words.py`): what may stand last and what may not. Nothing here
knows what people say to an assistant. What is not sure counts as finished, because the sound of the pause is judged
besides. The text is as recognisers write it, with or without punctuation; a full stop at the end tells nothing, because
they put one after whatever they hear.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from mumble_ai.conversation.turn_taking.closed_words import LANGUAGES, ClosedWords, closed_words

MOST_WORDS: Final = 40
"""Only the last words matter; the rest is not looked at."""
LEAST_ITEMS: Final = 3
"""Parts between commas that make a list."""
LONGEST_ITEM: Final = 3
"""Words of an item; a longer part is a clause."""
LEAST_SIGNS: Final = 3
"""Letters and digits in a row that make a spelling; two are an abbreviation."""
LONGEST_CLAUSE: Final = 16
"""Words of a subordinate clause; what is longer has its main clause, though nobody put a comma before it."""
LONGEST_NUMBER: Final = 4
"""Digits of a numeral that is still read as one number, a year for example."""

_TOKEN: Final = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)?|,")
_LETTER: Final = re.compile(r"[^\W\d_]$")
_NUMERAL: Final = re.compile(r"\d+$")
_CLOSING: Final = " \t\n.!?\"'”’)"


def is_unfinished(text: str, language: str | None = None) -> bool:
    """Whether `text` ends in the middle of something.

    Args:
        language: ISO 639-1 code, or None to tell it by its words. English and German are known; in another language
            only numerals and spellings are.
    """
    return why_unfinished(text, language) is not None


def why_unfinished(text: str, language: str | None = None) -> str | None:
    """What `text` ends in the middle of, in words, or None."""
    tail = " ".join(text.split()[-MOST_WORDS:])
    if tail.rstrip().endswith(("...", "…")):
        return "the recogniser heard that more comes"
    sentence = re.split(r"(?<=[^\W\d_]{2})[.!?…]+\s+", tail.rstrip(_CLOSING))[-1].lower()
    tokens = _TOKEN.findall(sentence)
    words = [word for word in tokens if word != ","]
    if not words:
        return None
    known = closed_words(words, language)
    if _is_greeting(text.lower()):
        return "nothing but a greeting"
    if _ends_in_signs(words, known):
        return "a number or a spelling"
    if _ends_in_list(sentence, known):
        return "a list"
    if words[0] in known.subordinating and "," not in tokens and len(words) <= LONGEST_CLAUSE:
        return f"nothing but the clause after {words[0]!r}"
    return _ends_in_phrase(words, known)


def _is_greeting(text: str) -> bool:
    """Whether somebody says good evening, after which mostly more comes; a single word may be a call."""
    words = [word for word in _TOKEN.findall(text) if word != ","]
    return len(words) > 1 and any(table.greetings.issuperset(words) for table in LANGUAGES.values())


def _ends_in_signs(words: Sequence[str], known: ClosedWords) -> bool:
    """Whether digits or letters are being read out one by one."""
    if words[-1] in known.repeats:
        return True
    if any(_is_explained_letter(words, link) for link in known.as_in):
        return True
    signs = _signs_at_end(words, known)
    if not signs:
        return False
    before = words[: len(words) - len(signs)]
    if any(word.endswith(known.spelled) for word in before):
        return True
    letters = sum(bool(_LETTER.match(sign)) for sign in signs)
    if letters:
        return len(signs) >= LEAST_SIGNS
    return _are_read_out(signs, known)


def _is_explained_letter(words: Sequence[str], link: tuple[str, ...]) -> bool:
    size = len(link) + 2
    return len(words) >= size and tuple(words[1 - size : -1]) == link and bool(_LETTER.match(words[-size]))


def _signs_at_end(words: Sequence[str], known: ClosedWords) -> list[str]:
    count = 0
    for word in reversed(words):
        is_number = word in known.digits or word in known.numbers or word in known.scales or word in known.repeats
        if not (is_number or _NUMERAL.match(word) or _LETTER.match(word)):
            break
        count += 1
    return list(words[len(words) - count :])


def _are_read_out(signs: Sequence[str], known: ClosedWords) -> bool:
    """Whether numbers in a row are digits of something rather than one number, a time of day or a year."""
    if any(sign in known.scales for sign in signs):
        return False
    groups = _groups(signs, known)
    numerals = [group for group in groups if group.isdecimal()]
    if any(len(n) > LONGEST_NUMBER or (len(n) > 1 and n.startswith("0")) for n in numerals):
        return True
    if len(numerals) > 1 and sum(map(len, numerals)) > LONGEST_NUMBER:
        return True
    singles = [len(group) == 1 if group.isdecimal() else group in known.digits for group in groups]
    return len(groups) >= LEAST_SIGNS or any(a and b for a, b in pairwise(singles))


def _groups(signs: Sequence[str], known: ClosedWords) -> list[str]:
    """Joins the words of one number below 100: twenty one."""
    groups: list[str] = []
    tens_before = False
    for sign in signs:
        if tens_before and sign in known.digits:
            groups[-1] += f" {sign}"
            tens_before = False
            continue
        groups.append(sign)
        tens_before = known.tens_take_digits and sign.endswith("ty")
    return groups


def _ends_in_list(sentence: str, known: ClosedWords) -> bool:
    """Whether items follow each other with commas, and nothing says that the last one was the last."""
    parts = [part.split() for part in re.split(r",\s+", sentence)]
    if not known.joining or len(parts) < LEAST_ITEMS or not all(parts) or max(map(len, parts[1:])) > LONGEST_ITEM:
        return False
    closed = known.joining | known.pronouns | known.asides
    begins_aside = len(parts[0]) == 1 and parts[0][0] in known.asides
    return not begins_aside and not any(word in closed for item in parts[1:] for word in item)


def _ends_in_phrase(words: Sequence[str], known: ClosedWords) -> str | None:
    """Whether the last word needs another one after it."""
    last, before = words[-1], words[:-1]
    if last in known.hesitations:
        return "a hesitation"
    if last in known.leading and before:
        return f"nothing after {last!r}"
    asks = any(word in known.asking for word in before)
    if last in known.stranded and not asks and before:
        return f"nothing after {last!r}"
    if last in known.linking and before and not asks and before[-1] not in known.pronouns:
        return f"nothing after {last!r}"
    return None
