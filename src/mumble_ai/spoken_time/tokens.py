"""Cuts a text into the tokens the grammars are written in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

MOST_CHARACTERS: Final = 2000
"""A longer text is read up to here: nobody says more in one turn."""

_TOKEN: Final = re.compile(
    r"""(?P<iso>(?<![\w.-])\d{4}(?P<dash>[-/])\d{1,2}(?P=dash)\d{1,2}(?!\d|[-/]))(?:T(?=\d\d:))?
    |(?P<clock>(?:(?<![\w:./])|(?<=\dT))\d{1,2}:\d{2}(?::\d{2})?(?!\d|[:/]\d))
    |(?P<dotted>(?<![\w.])\d{1,2}\.\s?\d{1,2}\.(?:\s?(?:19|20)\d{2}(?!\d)|(?![\w.])))
    |(?P<slashed>(?<![\w/])\d{1,2}/\d{1,2}(?:/\d{4}|/\d{2})?(?![\w/]))
    |(?P<half>(?<![^\W_])[ap]\.\s?m\b\.?)
    |(?P<ordinal>(?<![\w.])\d{1,2}(?:(?:st|nd|rd|th)\b|\.(?=\s*[^\W\d_])))
    |(?P<point>(?<![\w.])\d{1,2}\.\d{2}(?!(?![ap]m)\w|\.\d|\s?%))
    |(?P<number>\d+(?:,\d{3})*(?:[.,]\d+)?)
    |(?P<genitive>(?<=[^\W\d_])['’]s\b)
    |(?P<word>[^\W\d_]+?(?=['’]s\b)|[^\W\d_]+(?:['’][^\W\d_]+)*)
    |(?P<mark>[^\s\w])""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign; `text` in lower case, `span` its characters in the text it came from."""

    kind: str
    text: str
    span: tuple[int, int]
    is_capital: bool = False


def cut(text: str) -> list[Token]:
    """The tokens of a text; a hyphen within a word is none ("twenty-five" is two words)."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text[:MOST_CHARACTERS]):
        kind = match.lastgroup or "mark"
        if kind == "mark" and match.group() in "-‐‑" and _inside_word(text, match):
            continue
        group = match.group(kind).lower().replace("’", "'").replace("\u00ad", "")
        tokens.append(Token(kind, group, match.span(kind), match.group(kind)[0].isupper()))
    return tokens


def _inside_word(text: str, match: re.Match[str]) -> bool:
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return (before.isalpha() and after.isalnum()) or (before.isalnum() and after.isalpha())
