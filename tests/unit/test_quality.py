"""The page that says what must not happen names tests that exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROWS = re.findall(r"^\| (.+?) \| (.+?) \|$", (ROOT / "docs" / "quality.md").read_text("utf-8"), re.MULTILINE)[1:]


def test_the_page_has_a_table() -> None:
    assert len(ROWS) >= 20


@pytest.mark.parametrize(("complaint", "tests"), ROWS, ids=[complaint for complaint, _ in ROWS])
def test_every_complaint_has_tests_that_exist(complaint: str, tests: str) -> None:
    named = re.findall(r"`([^`]+)::(\w+)`", tests)
    assert named, complaint
    for path, name in named:
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        functions = {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
        assert name in functions, f"{path} has no {name}"
