"""A small grammar engine: patterns over tokens, every reading of a symbol at a place found once.

A pattern is made of words, `<symbols>`, `[optional parts]` and `(one | of these)`; after `=>` stands the action that
makes the meaning out of the symbols in the order they were found, with constants before them. Readings are memoised
(packrat parsing, Ford 2002), so the time is bounded by the length of the text and the size of the grammar.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

Action = Callable[..., Any]
Reading = tuple[int, Any]
"""Where a symbol ends and what it means."""
Lexicon = Callable[[int], Mapping[str, Sequence[Reading]]]

MOST_NESTED: Final = 24
_PIECE: Final = re.compile(r"<[^>]+>|[\[\]()|]|[^\s\[\]()|<>]+")


@dataclass(frozen=True, slots=True)
class Word:
    text: str


@dataclass(frozen=True, slots=True)
class Symbol:
    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    ways: tuple[tuple[Node, ...], ...]


Node = Word | Symbol | Choice


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to say a symbol; `first` holds the words and symbols it can begin with."""

    nodes: tuple[Node, ...]
    action: Action
    constants: tuple[int | str, ...]
    first: frozenset[str]


class Grammar:
    """The patterns of every symbol of a language.

    Raises:
        ValueError: a pattern or its action can't be read.
    """

    def __init__(self, symbols: Mapping[str, Sequence[str]], actions: Mapping[str, Action]) -> None:
        read = {name: [_read(line, actions) for line in lines] for name, lines in symbols.items()}
        begins = _beginnings({name: [nodes for nodes, _, _ in ways] for name, ways in read.items()})
        self.symbols: dict[str, tuple[Pattern, ...]] = {
            name: tuple(
                Pattern(nodes, action, constants, _expand(_first(nodes), begins)) for nodes, action, constants in ways
            )
            for name, ways in read.items()
        }


class Chart:
    """What a grammar finds in one text."""

    def __init__(
        self, grammar: Grammar, words: Sequence[str], lexicon: Sequence[Mapping[str, Sequence[Reading]]], speech: object
    ) -> None:
        self._symbols = grammar.symbols
        self._words = words
        self._lexicon = lexicon
        self._keys = [{word, *(f"<{name}>" for name in known)} for word, known in zip(words, lexicon, strict=True)]
        self._speech = speech
        self._memo: dict[tuple[str, int], tuple[Reading, ...]] = {}
        self._depth = 0

    def find(self, symbol: str, place: int) -> tuple[Reading, ...]:
        """Every reading of a symbol that begins at a place, one for each end: the first pattern that fits."""
        if place >= len(self._words):
            return ()
        patterns = self._symbols.get(symbol)
        if patterns is None:
            return tuple(self._lexicon[place].get(symbol, ()))
        known = self._memo.get((symbol, place))
        if known is not None:
            return known
        self._memo[symbol, place] = ()
        if self._depth >= MOST_NESTED:
            return ()
        self._depth += 1
        ends: dict[int, Any] = {}
        keys = self._keys[place]
        for pattern in patterns:
            if pattern.first.isdisjoint(keys):
                continue
            for end, captured in self._walk(pattern.nodes, 0, place):
                if end not in ends:
                    meaning = pattern.action(self._speech, *pattern.constants, *captured)
                    if meaning is not None:
                        ends[end] = meaning
        self._depth -= 1
        found = self._memo[symbol, place] = tuple(ends.items())
        return found

    def _walk(self, nodes: tuple[Node, ...], index: int, place: int) -> Iterator[tuple[int, tuple[Any, ...]]]:
        if index == len(nodes):
            yield place, ()
            return
        node = nodes[index]
        if isinstance(node, Word):
            if place < len(self._words) and self._words[place] == node.text:
                yield from self._walk(nodes, index + 1, place + 1)
        elif isinstance(node, Symbol):
            for end, meaning in self.find(node.name, place):
                for last, captured in self._walk(nodes, index + 1, end):
                    yield last, captured if meaning is True else (meaning, *captured)
        else:
            for way in node.ways:
                for end, some in self._walk(way, 0, place):
                    for last, captured in self._walk(nodes, index + 1, end):
                        yield last, (*some, *captured)


def _read(line: str, actions: Mapping[str, Action]) -> tuple[tuple[Node, ...], Action, tuple[int | str, ...]]:
    pattern, arrow, call = line.partition("=>")
    name, *constants = call.split() if arrow else ["same"]
    if name not in actions:
        raise ValueError(f"no action {name!r} for the pattern {line!r}")
    pieces = _PIECE.findall(pattern)
    nodes, rest = _sequence(pieces, 0)
    if rest != len(pieces) or not nodes:
        raise ValueError(f"the brackets of the pattern {line!r} don't match")
    return nodes, actions[name], tuple(_constant(c) for c in constants)


def _constant(word: str) -> int | str:
    """A number, a word, or "_" for none."""
    return int(word) if re.fullmatch(r"-?\d+", word) else "" if word == "_" else word


def _sequence(pieces: Sequence[str], at: int) -> tuple[tuple[Node, ...], int]:
    nodes: list[Node] = []
    while at < len(pieces) and pieces[at] not in ("]", ")", "|"):
        piece = pieces[at]
        if piece in ("[", "("):
            ways: list[tuple[Node, ...]] = []
            while pieces[at] not in ("]", ")"):
                way, at = _sequence(pieces, at + 1)
                ways.append(way)
                if at >= len(pieces):
                    raise ValueError("a bracket is not closed")
            nodes.append(Choice((*ways, ()) if piece == "[" else tuple(ways)))
        else:
            nodes.append(Symbol(piece[1:-1]) if piece.startswith("<") else Word(piece))
        at += 1
    return tuple(nodes), at


def _first(nodes: Sequence[Node]) -> frozenset[str]:
    first: set[str] = set()
    for node in nodes:
        if isinstance(node, Word):
            return frozenset(first | {node.text})
        if isinstance(node, Symbol):
            return frozenset(first | {f"<{node.name}>"})
        first.update(*(_first(way) for way in node.ways))
        if all(node.ways):
            return frozenset(first)
    return frozenset(first)


def _beginnings(symbols: Mapping[str, Sequence[Sequence[Node]]]) -> dict[str, frozenset[str]]:
    return {f"<{name}>": frozenset[str]().union(*(_first(way) for way in ways)) for name, ways in symbols.items()}


def _expand(first: frozenset[str], begins: Mapping[str, frozenset[str]]) -> frozenset[str]:
    known: set[str] = set()
    open_keys = set(first)
    while open_keys:
        key = open_keys.pop()
        if key not in known:
            known.add(key)
            open_keys |= begins.get(key, frozenset())
    return frozenset(known)
