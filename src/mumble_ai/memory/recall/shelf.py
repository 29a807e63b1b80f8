"""What recall knows of every line of one person, as arrays in memory: about 130 bytes a line, no text among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from mumble_ai.memory.recall.keywords import Postings

Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]

MOST_LOOSE: Final = 512
"""Lines that came since the words were sorted; beyond that they are sorted again."""
_ID_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines in the order of their places, each array of one row a line.

    Attributes:
        places: Running numbers, ascending.
        talks: The talk of each, as the last eight bytes of its id, which are random in a version 7 UUID.
        ids: `(n, 16)` uint8, the messages.
        lengths: Telling words.
        signs: See `signs.Signs.packed`.
        said_at: Microseconds since 2000, UTC.
        who: Index into `names`.
        names: Of those who speak.
        counts: How many of `terms` each line has.
        terms: The words of all lines, one line after the other, as numbers.
    """

    places: Int32
    talks: Int64
    ids: NDArray[np.uint8]
    lengths: NDArray[np.int16]
    signs: NDArray[np.int16]
    said_at: Int64
    who: NDArray[np.int16]
    names: tuple[str, ...]
    counts: NDArray[np.int16]
    terms: Int32

    def __len__(self) -> int:
        return len(self.places)

    def followed_by(self, new: Lines) -> Lines:
        """These lines and new ones behind them."""
        names = tuple(dict.fromkeys((*self.names, *new.names)))
        who = np.array([names.index(name) for name in new.names], np.int16)[new.who]
        return Lines(
            np.concatenate([self.places, new.places]),
            np.concatenate([self.talks, new.talks]),
            np.concatenate([self.ids, new.ids]),
            np.concatenate([self.lengths, new.lengths]),
            np.concatenate([self.signs, new.signs]),
            np.concatenate([self.said_at, new.said_at]),
            np.concatenate([self.who, who]),
            names,
            np.concatenate([self.counts, new.counts]),
            np.concatenate([self.terms, new.terms]),
        )


@dataclass(frozen=True, slots=True)
class Shelf:
    """The lines of one person, with their words and messages sorted to be looked up.

    Attributes:
        lines: All of them.
        turns: How many turns of its talk come before each line.
        sorted_lines: So many of the first lines are in the sorted arrays; the few behind them are looked through.
        words: The words of those, sorted.
        word_rows: Where each of `words` is said.
        keys: The last eight bytes of the messages of those, sorted.
        key_rows: Where each of `keys` is.
    """

    lines: Lines
    turns: Int32
    sorted_lines: int
    words: Int32
    word_rows: Int32
    keys: Int64
    key_rows: Int32

    @staticmethod
    def of(lines: Lines) -> Shelf:
        """Everything sorted; a tenth of a second for 100,000 lines."""
        rows = np.repeat(np.arange(len(lines), dtype=np.int32), lines.counts)
        order = np.argsort(lines.terms, kind="stable")
        keys = _keys(lines.ids)
        by_key = np.argsort(keys, kind="stable")
        return Shelf(
            lines,
            _turns(lines.talks),
            len(lines),
            lines.terms[order],
            rows[order],
            keys[by_key],
            by_key.astype(np.int32),
        )

    def followed_by(self, new: Lines) -> Shelf:
        """With new lines behind those that are there."""
        lines = self.lines.followed_by(new)
        if len(lines) - self.sorted_lines > MOST_LOOSE:
            return Shelf.of(lines)
        turns = _turns(lines.talks)
        return Shelf(lines, turns, self.sorted_lines, self.words, self.word_rows, self.keys, self.key_rows)

    def rows_with(self, number: int) -> Int32:
        """The lines that have a word, ascending."""
        begin, end = np.searchsorted(self.words, (number, number + 1)) if len(self.words) else (0, 0)
        found = self.word_rows[begin:end]
        loose = self.lines.counts[self.sorted_lines :]
        if not len(loose):
            return found
        rows = np.repeat(np.arange(self.sorted_lines, len(self.lines), dtype=np.int32), loose)
        return np.concatenate([found, rows[self.lines.terms[len(self.words) :] == number]])

    def rows_of(self, message_ids: Sequence[UUID]) -> dict[UUID, int]:
        """Where messages are; one that is not here has no row."""
        keys = _keys(np.frombuffer(b"".join(one.bytes for one in message_ids), np.uint8).reshape(-1, _ID_BYTES))
        at = np.searchsorted(self.keys, keys)
        found: dict[UUID, int] = {}
        loose = _keys(self.lines.ids[self.sorted_lines :])
        for message_id, key, n in zip(message_ids, keys, at, strict=True):
            if n < len(self.keys) and self.keys[n] == key:
                found[message_id] = int(self.key_rows[n])
            elif len(same := np.flatnonzero(loose == key)):
                found[message_id] = self.sorted_lines + int(same[0])
        return found

    def postings(self, with_word: Sequence[Int32]) -> Postings:
        """The lines that have any of some words, and those beside them.

        Args:
            with_word: The lines of each word; see `rows_with`.
        """
        hits = np.concatenate([*with_word, np.zeros(0, np.int32)])
        rows = np.unique(np.concatenate([hits - 1, hits, hits + 1]))
        rows = rows[(rows >= 0) & (rows < len(self.lines))]
        matches = np.zeros((len(with_word), len(rows)), np.bool_)
        for n, one in enumerate(with_word if len(rows) else ()):
            at = np.searchsorted(rows, one)
            matches[n, at[rows[np.minimum(at, len(rows) - 1)] == one]] = True
        return Postings(
            rows,
            self.lines.places[rows].astype(np.int64),
            self.lines.talks[rows],
            self.lines.lengths[rows].astype(np.float64),
            matches,
        )

    def message_id(self, row: int) -> UUID:
        """The message of a line."""
        return UUID(bytes=self.key(row))

    def key(self, row: int) -> bytes:
        """The 16 bytes of the message of a line."""
        return self.lines.ids[row].tobytes()


def _keys(ids: NDArray[np.uint8]) -> Int64:
    return np.ascontiguousarray(ids[:, 8:]).view(">i8").ravel().astype(np.int64)


def _turns(talks: Int64) -> Int32:
    rows = np.arange(len(talks), dtype=np.int32)
    begins = np.concatenate([[True], talks[1:] != talks[:-1]])[: len(talks)]
    return rows - np.maximum.accumulate(np.where(begins, rows, 0)).astype(np.int32)
