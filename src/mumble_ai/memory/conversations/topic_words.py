"""The telling words of an exchange, how alike two sets of them are, and a label made of them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping
from importlib import resources
from typing import Final

Terms = Mapping[str, float]
"""Words and how much each stands for what was said."""

_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_STEM_LETTERS: Final = 6
"""Words that begin alike this far count as one: inflections are at the end in the languages people speak here."""
_KEPT: Final = 0.85
"""How much of a topic's terms is left after another exchange."""
_MOST_TERMS: Final = 40
_LABEL_WORDS: Final = 3
_ANSWER_WEIGHT: Final = 0.4

_FUNCTION_WORDS: Final = frozenset(
    word
    for file in (resources.files("mumble_ai.memory.conversations") / "function_words").iterdir()
    for word in file.read_text("utf-8").split()
)
"""Words that say nothing of what is talked about, a file a language; in other languages their weight falls as they turn
up in every topic."""


def telling_words(text: str) -> dict[str, float]:
    """The words of a text that say what it is about, with the weight of their number."""
    counted = Counter(w for w in _WORD.findall(text.lower()) if w not in _FUNCTION_WORDS)
    return {word: 1.0 + math.log(count) for word, count in counted.items()}


def of_exchange(asked: str, heard: str) -> dict[str, float]:
    """The telling words of a question and, with less weight, of its answer."""
    terms = {word: weight * _ANSWER_WEIGHT for word, weight in telling_words(heard).items()}
    for word, weight in telling_words(asked).items():
        terms[word] = terms.get(word, 0.0) + weight
    return terms


def added(topic: Terms, exchange: Terms) -> dict[str, float]:
    """A topic's terms after one more exchange: the older ones count less, the weakest go."""
    total = {word: weight * _KEPT for word, weight in topic.items()}
    for word, weight in exchange.items():
        total[word] = total.get(word, 0.0) + weight
    strongest = sorted(total, key=lambda word: total[word], reverse=True)[:_MOST_TERMS]
    return {word: round(total[word], 4) for word in strongest}


def likeness(one: Terms, other: Terms, background: Collection[Terms]) -> float:
    """The cosine of two sets of terms, 0 to 1; words that every topic has weigh less.

    Args:
        background: The terms of the topics known.
    """
    stems = [_stems(terms) for terms in background]
    first, second = _stems(one), _stems(other)
    rare = {s: 1.0 + math.log((len(stems) + 1) / (sum(s in known for known in stems) + 1)) for s in {*first, *second}}
    length = _length(first, rare) * _length(second, rare)
    return sum(first[s] * second[s] * rare[s] ** 2 for s in first.keys() & second.keys()) / length if length else 0.0


def label(topic: Terms) -> str:
    """A few words for what a topic is about, the strongest first."""
    return " ".join(sorted(topic, key=lambda word: (-topic[word], -min(len(word), 8)))[:_LABEL_WORDS])


def _stems(terms: Terms) -> dict[str, float]:
    stems: dict[str, float] = {}
    for word, weight in terms.items():
        stems[word[:_STEM_LETTERS]] = stems.get(word[:_STEM_LETTERS], 0.0) + weight
    return stems


def _length(terms: Mapping[str, float], rare: Mapping[str, float]) -> float:
    return math.sqrt(sum((weight * rare[stem]) ** 2 for stem, weight in terms.items()))
