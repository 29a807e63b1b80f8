"""Cleaning of the HTML that comes in text messages."""

from __future__ import annotations

import html as entities
from html.parser import HTMLParser
from typing import Final

import nh3

_TAGS: Final = {
    "a", "b", "blockquote", "br", "code", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "li", "ol", "p", "pre",
    "s", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "u", "ul",
}  # fmt: skip
_BLOCKS: Final = {
    "blockquote",
    "br",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "table",
    "tr",
    "ul",
}
_SCHEMES: Final = {"http", "https", "mailto", "mumble"}
MAX_INPUT_CHARS: Final = 256 * 1024
"""More than any server sends with its limits at their defaults; the rest of a longer message is cut off."""


def clean(text: str) -> str:
    """Leaves only harmless markup: no images, scripts, styles, event handlers or odd link schemes."""
    return nh3.clean(text[:MAX_INPUT_CHARS], tags=_TAGS, attributes={"a": {"href"}}, url_schemes=_SCHEMES)


def to_plain(text: str) -> str:
    """The words of a message: markup gone, entities resolved, blocks on lines of their own."""
    reader = _PlainText()
    reader.feed(clean(text))
    reader.close()
    lines = ["".join(line).strip() for line in reader.lines]
    return "\n".join(line for n, line in enumerate(lines) if line or (0 < n < len(lines) - 1 and lines[n - 1])).strip()


def escape(text: str) -> str:
    """Plain text as HTML that shows the same."""
    return entities.escape(text, quote=False).replace("\n", "<br/>")


class _PlainText(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[list[str]] = [[]]

    def handle_data(self, data: str) -> None:
        first, *more = data.replace("\r\n", "\n").split("\n")
        self.lines[-1].append(first)
        self.lines += [[line] for line in more]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break(tag, always=tag == "br")

    def handle_endtag(self, tag: str) -> None:
        self._break(tag, always=False)

    def _break(self, tag: str, *, always: bool) -> None:
        if always or (tag in _BLOCKS and any(self.lines[-1])):
            self.lines.append([])
