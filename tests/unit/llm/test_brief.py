"""A model that goes on for ever is kept to a few sentences."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mumble_ai.llm.brief import Brief
from mumble_ai.llm.contract import Message, Sampling, Tool

RAMBLING = 'Paris is the capital. It has 2.1 million people; "Amélie lives here." Dr. Who came by once. ' * 50


class Rambler:
    """Says `text` in pieces of `size` characters."""

    name = "rambler"

    def __init__(self, text: str, size: int) -> None:
        self._pieces = [text[i : i + size] for i in range(0, len(text), size)]
        self.given = 0
        self.closed = False

    async def stream(
        self, messages: Sequence[Message], sampling: Sampling, tools: Sequence[Tool] = ()
    ) -> AsyncGenerator[str, None]:
        try:
            for piece in self._pieces:
                self.given += 1
                yield piece
        finally:
            self.closed = True

    async def check(self) -> None: ...

    async def close(self) -> None: ...


async def answer_of(model: Rambler, most_sentences: int) -> str:
    brief = Brief(model, most_sentences=most_sentences)
    return "".join([piece async for piece in brief.stream([], Sampling())])


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        (1, "Paris is the capital."),
        (2, 'Paris is the capital. It has 2.1 million people; "Amélie lives here."'),
        (3, 'Paris is the capital. It has 2.1 million people; "Amélie lives here." Dr. Who came by once.'),
    ],
)
async def test_the_answer_ends_between_two_sentences(most: int, expected: str) -> None:
    assert await answer_of(Rambler(RAMBLING, 7), most) == expected


async def test_the_model_stops_working_when_the_answer_is_long_enough() -> None:
    model = Rambler(RAMBLING, 5)
    await answer_of(model, 1)
    assert model.closed
    assert model.given < 10


@given(st.text(alphabet='ab .!?"\n', max_size=200), st.integers(1, 50), st.integers(1, 4))
async def test_the_answer_does_not_depend_on_how_the_text_arrives(text: str, size: int, most: int) -> None:
    whole = await answer_of(Rambler(text, max(1, len(text))), most)
    assert (await answer_of(Rambler(text, size), most)).rstrip() == whole.rstrip()


async def test_a_short_answer_is_left_alone() -> None:
    assert await answer_of(Rambler("Yes. I think so", 3), 3) == "Yes. I think so"
