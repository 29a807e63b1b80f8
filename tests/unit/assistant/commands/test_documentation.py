"""The table of what can be said is made from the sentences that the tests use."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.commands import FOLDER, LANGUAGES, markdown, said

PAGE = Path(__file__).parents[4] / "docs" / "commands-by-voice.md"


def test_the_table_is_up_to_date() -> None:
    page = PAGE.read_text("utf-8")
    [table] = re.findall(r"--markdown -->\n(.*?)\n<!-- end -->", page, re.DOTALL)
    assert table.strip() == markdown().strip(), f"run: ./mumble-ai bench commands --markdown, and put it into {PAGE}"


def test_the_table_has_every_action_that_the_sentences_have() -> None:
    titles = (FOLDER / "titles.toml").read_text("utf-8")
    sections = {one.section for language in LANGUAGES for one in said(language)} - {"general"}
    assert sections == set(re.findall(r"^(\w+) = ", titles, re.MULTILINE))
