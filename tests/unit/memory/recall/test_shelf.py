"""Lines in memory: words and messages are found on the shelf, sorted or just come."""

from __future__ import annotations

from uuid import UUID, uuid4

import numpy as np

from mumble_ai.memory.recall.shelf import MOST_LOOSE, Lines, Shelf

TALK, OTHER = 7, 8


def lines(
    *words: list[int], first: int = 0, talk: int = TALK, ids: list[UUID] | None = None, who: str = "Anna"
) -> Lines:
    n = len(words)
    raw = b"".join(one.bytes for one in ids or [uuid4() for _ in range(n)])
    return Lines(
        places=np.arange(first, first + n, dtype=np.int32),
        talks=np.full(n, talk),
        ids=np.frombuffer(raw, np.uint8).reshape(-1, 16),
        lengths=np.array([len(one) for one in words], np.int16),
        signs=np.zeros(n, np.int16),
        said_at=np.arange(n, dtype=np.int64),
        who=np.zeros(n, np.int16),
        names=(who,),
        counts=np.array([len(one) for one in words], np.int16),
        terms=np.array([number for one in words for number in one], np.int32),
    )  # fmt: skip


def test_a_word_is_found_in_old_and_new_lines() -> None:
    shelf = Shelf.of(lines([5, -3], [], [5])).followed_by(lines([5], [9], first=3, who="Marvin"))
    assert shelf.rows_with(5).tolist() == [0, 2, 3]
    assert shelf.rows_with(9).tolist() == [4]
    assert shelf.rows_with(4).tolist() == []
    assert [shelf.lines.names[n] for n in shelf.lines.who] == ["Anna"] * 3 + ["Marvin"] * 2


def test_a_message_is_found_in_old_and_new_lines() -> None:
    ids = [uuid4() for _ in range(5)]
    shelf = Shelf.of(lines([1], [1], [1], ids=ids[:3])).followed_by(lines([1], [1], first=3, ids=ids[3:]))
    assert shelf.rows_of([ids[4], uuid4(), ids[1]]) == {ids[4]: 4, ids[1]: 1}
    assert [shelf.message_id(row) for row in range(5)] == ids


def test_many_new_lines_are_sorted_in_and_found_as_before() -> None:
    shelf = Shelf.of(lines([1]))
    for n in range(MOST_LOOSE + 1):
        shelf = shelf.followed_by(lines([2, 1] if n % 2 else [2], first=n + 1))
    assert shelf.sorted_lines == len(shelf.lines) == MOST_LOOSE + 2
    assert len(shelf.rows_with(2)) == MOST_LOOSE + 1
    assert sorted(shelf.rows_with(1).tolist()) == [0, *range(2, MOST_LOOSE + 2, 2)]


def test_postings_have_the_lines_beside() -> None:
    shelf = Shelf.of(lines([5], [], [6], []).followed_by(lines([5], [], first=4, talk=OTHER)))
    found = shelf.postings([shelf.rows_with(5), shelf.rows_with(6)])
    assert found.rows.tolist() == [0, 1, 2, 3, 4, 5]
    assert found.matches.tolist() == [
        [True, False, False, False, True, False],
        [False, False, True, False, False, False],
    ]
    assert shelf.postings([shelf.rows_with(6)]).rows.tolist() == [1, 2, 3]


def test_turns_are_counted_from_the_beginning_of_a_talk() -> None:
    shelf = Shelf.of(lines([5], [], []).followed_by(lines([5], [], first=3, talk=OTHER)))
    assert shelf.turns.tolist() == [0, 1, 2, 0, 1]
    assert len(Shelf.of(lines()).turns) == 0
