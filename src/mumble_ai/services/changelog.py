"""The changelog as data: what `CHANGELOG.md` says, without its markup of headings and lists."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from pydantic import BaseModel

CHANGELOG: Final = Path(__file__).parents[3] / "CHANGELOG.md"
_RELEASE: Final = re.compile(r"^## \[?([^\]\s]+)\]?(?: [-–] (\d{4}-\d{2}-\d{2}))?\s*$")
_PART: Final = re.compile(r"^### (.+)$")
_ITEM: Final = re.compile(r"^- (.+)$")
_GOES_ON: Final = re.compile(r"^ {2,}(\S.*)$")


class ChangelogPart(BaseModel):
    """Changes of one kind, such as what was added.

    Attributes:
        items: One change each; code stands between backticks.
    """

    title: str
    items: list[str]


class Release(BaseModel):
    """The changes of one version.

    Attributes:
        date: As `2026-11-23`; None for what is not released yet.
    """

    version: str
    date: str | None
    parts: list[ChangelogPart]


def read_changelog(path: Path = CHANGELOG) -> list[Release]:
    """The releases in the order of the file; none where there is no file."""
    try:
        return parse_changelog(path.read_text("utf-8"))
    except FileNotFoundError:
        return []


def parse_changelog(text: str) -> list[Release]:
    """Reads the form of https://keepachangelog.com; other lines are left out."""
    releases: list[Release] = []
    for line in text.splitlines():
        if found := _RELEASE.match(line):
            releases.append(Release(version=found[1], date=found[2], parts=[]))
        elif not releases:
            continue
        elif found := _PART.match(line):
            releases[-1].parts.append(ChangelogPart(title=found[1].strip(), items=[]))
        elif not releases[-1].parts:
            continue
        elif found := _ITEM.match(line):
            releases[-1].parts[-1].items.append(found[1].strip())
        elif (found := _GOES_ON.match(line)) and (items := releases[-1].parts[-1].items):
            items[-1] += f" {found[1].strip()}"
    return releases
