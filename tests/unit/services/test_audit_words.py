"""Every action of the audit log has words on its page."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

import mumble_ai
from mumble_ai.stack.pages import SOURCES

NOTED: Final = re.compile(r'(?:audit\.note|\bnote|_note|audit)\(\s*(?:[\w.]+(?:\([^()]*\))?,\s*)?"([a-z_]+\.[a-z_]+)"')


def test_every_action_has_words() -> None:
    sources = Path(mumble_ai.__file__).parent.rglob("*.py")
    noted = {action for source in sources for action in NOTED.findall(source.read_text("utf-8"))}
    words = json.loads((SOURCES / "src/i18n/en/audit.json").read_text("utf-8"))["actions"]
    assert len(noted) > 20
    assert {action.replace(".", "_") for action in noted} - set(words) == set()
