"""What docs/voice.md promises is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mumble_ai.conversation.speaking.volume import VolumePolicy
from mumble_ai.conversation.turn_taking.controls import Control, recognise
from mumble_ai.speech.pronunciations import Lexicon, parse
from mumble_ai.speech.reading import read_aloud

PAGE = (Path(__file__).parents[3] / "docs" / "voice.md").read_text("utf-8")


def rows(header: str) -> list[tuple[str, str]]:
    """The rows of the table that begins with `header`."""
    table = PAGE.split(f"| {header} |\n", 1)[1].split("\n\n", 1)[0]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[1:]]
    return [(first, second) for first, second in cells]


@pytest.mark.parametrize(("order", "said"), rows("order | said, for example"))
def test_every_order_of_the_page_is_understood(order: str, said: str) -> None:
    examples = re.findall(r'"([^"]+)"', said)
    assert examples
    assert {recognise(example) for example in examples} == {Control(order)}


@pytest.mark.parametrize(("written", "said"), rows("written | said"))
def test_every_reading_of_the_page_is_true(written: str, said: str) -> None:
    assert read_aloud(written, "en") == said


def test_the_dictionary_of_the_page_works() -> None:
    block = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    assert block
    entries, problems = parse(block.group(1))
    assert problems == []
    assert Lexicon(entries).apply("Mumble, nginx, US and us", "en") == "mum bull, engine ex, you ess and us"


def test_the_steps_of_the_volume_are_told() -> None:
    policy = VolumePolicy()
    assert f"steps of {policy.step_db:g} dB, from {policy.quietest_db:g} to +{policy.loudest_db:g} dB" in PAGE
