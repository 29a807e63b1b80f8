"""Splitting of long text, and the pace of sending."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.mumble import html
from mumble_ai.mumble.errors import QueueFull
from mumble_ai.mumble.text import MAX_QUEUED, MessageAllowance, Outbox, length_of, split_html, split_plain

words = st.text(alphabet=st.sampled_from("ab \n<&>😀é"), max_size=300)


@given(words, st.integers(10, 60))
def test_plain_pieces_fit_and_lose_nothing_but_blanks(text: str, limit: int) -> None:
    pieces = split_plain(text, limit)
    assert all(0 < length_of(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@given(words, st.integers(12, 60))
def test_html_pieces_fit_and_lose_nothing_but_blanks(text: str, limit: int) -> None:
    pieces = split_html(html.escape(text.strip()), limit)
    assert all(0 < length_of(piece) <= limit for piece in pieces)
    assert "".join("".join(map(html.to_plain, pieces)).split()) == "".join(text.split())


fragments = st.recursive(
    st.text(alphabet="abc &<", min_size=1, max_size=30).map(html.escape),
    lambda inner: st.tuples(st.sampled_from(["b", "i", "ul", "p", "code"]), st.lists(inner, max_size=3)).map(
        lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"
    ),
    max_leaves=10,
)


@given(st.lists(fragments, max_size=4).map("".join), st.integers(60, 120))
def test_each_html_piece_is_whole(text: str, limit: int) -> None:
    text = html.clean(text)
    pieces = split_html(text, limit)
    for piece in pieces:
        assert length_of(piece) <= limit
        opened = re.findall(r"<([a-z]+)>", piece)
        assert sorted(opened) == sorted(re.findall(r"</([a-z]+)>", piece))
    if text.strip():
        assert "".join("".join(map(html.to_plain, pieces)).split()) == "".join(html.to_plain(text).split())


def test_pieces_end_at_words() -> None:
    assert split_plain("one two three four", 10) == ["one two", "three four"]
    assert split_html("<b>one two three four</b>", 18) == ["<b>one two</b>", "<b>three four</b>"]


def test_no_limit_means_one_piece() -> None:
    assert split_plain("x" * 100_000, 0) == ["x" * 100_000]
    assert split_html("x" * 100_000, 0) == ["x" * 100_000]
    assert split_html("  ", 5) == []


def test_a_burst_goes_at_once_and_the_rest_below_the_servers_rate() -> None:
    outbox: Outbox[int] = Outbox()
    outbox.put(list(range(8)))
    sent: list[float] = []
    now_s = 100.0
    while (wait_s := outbox.wait_s(now_s)) is not None:
        now_s += wait_s
        sent += [now_s for _ in outbox.due(now_s)]
    assert len(sent) == 8
    assert sent[3] == 100.0
    for start in range(8):  # the server's own leaky bucket: burst 5, one a second
        within = [t for t in sent if sent[start] <= t]
        assert all(n + 1 <= 5 + (t - sent[start]) for n, t in enumerate(within))


def test_a_full_queue_takes_nothing_of_the_message() -> None:
    outbox: Outbox[int] = Outbox()
    outbox.put([0] * (MAX_QUEUED - 1))
    with pytest.raises(QueueFull):
        outbox.put([1, 2])
    assert len(outbox) == MAX_QUEUED - 1


def test_the_allowance_comes_back_with_time() -> None:
    allowance = MessageAllowance()
    for _ in range(4):
        assert allowance.wait_s(0.0) == 0
        allowance.book(0.0)
    assert allowance.wait_s(0.0) > 1
    assert allowance.wait_s(60.0) == 0
