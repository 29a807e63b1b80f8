"""Outgoing text: split to what the server takes, sent no faster than it takes. Pure."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from mumble_ai.mumble.errors import QueueFull

SERVER_RATE_PER_S: Final = 1.0
SERVER_BURST: Final = 5
MAX_QUEUED: Final = 100
"""Pieces that may wait; at one a second, more would be spoken to nobody."""

_ROUNDING: Final = 1e-9
_TOKEN: Final = re.compile(r"<[^<>]*>|&#?\w{1,32};|\s+|[^\s<&]+|[<&]")
_TAG: Final = re.compile(r"<\s*(/?)\s*([a-zA-Z][\w-]*)([^<>]*?)(/?)\s*>")
_VOID: Final = {"br", "hr", "img"}
_T = TypeVar("_T")


def length_of(text: str) -> int:
    """Length as the server counts it, in UTF-16 units."""
    return len(text) + sum(ord(c) > 0xFFFF for c in text)


def split_plain(text: str, limit: int) -> list[str]:
    """Cuts plain text into pieces of at most `limit`, at ends of lines or words where there are any; 0 is no limit."""
    pieces: list[str] = []
    rest = text.strip()
    while rest:
        if not limit or length_of(rest) <= limit:
            return [*pieces, rest]
        window = rest[: _fitting(rest, limit)]
        cut = max(window.rfind("\n"), 0) or max(window.rfind(" "), 0) or len(window)
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return pieces


def split_html(text: str, limit: int) -> list[str]:
    """Cuts HTML into pieces of at most `limit`, each with its elements closed; 0 is no limit.

    Entities and tags stay whole. Elements that are open at a cut are closed there and opened again in the next piece.
    """
    if not limit or length_of(text) <= limit:
        return [text] if text.strip() else []
    builder = _HtmlPieces(limit)
    for token in _TOKEN.findall(text):
        builder.add(token)
    return builder.finish()


class _HtmlPieces:
    """Collects tokens into pieces; knows the elements that are open."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._pieces: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._text = ""
        self._has_words = False

    def add(self, token: str) -> None:
        tag = _TAG.fullmatch(token)
        if tag is None:
            self._add_words(token)
            return
        closing, name = bool(tag[1]), tag[2].lower()
        if name in _VOID or tag[4]:
            self._add_words(token)
        elif closing:
            self._close(name, token)
        else:
            if length_of(self._text + token + self._closers()) + 2 * length_of(name) + 8 > self._limit:
                self._cut()
            self._open.append((name, token))
            self._text += token

    def finish(self) -> list[str]:
        if self._has_words:
            self._pieces.append(self._text + self._closers())
        return self._pieces

    def _add_words(self, token: str) -> None:
        if not self._fits(token) and self._has_words:
            self._cut()
        if token.isspace() and not self._has_words:
            return
        while not self._fits(token):
            room = self._limit - length_of(self._text + self._closers())
            if room < 2 or token[0] in "<&":
                # No room for the open elements, or one token longer than a whole message: the markup is given up.
                if not self._open:
                    return
                self._open.clear()
                self._text = ""
                continue
            part = token[: _fitting(token, room)]
            self._text += part
            self._has_words = True
            token = token[len(part) :]
            self._cut()
        self._text += token
        self._has_words = self._has_words or bool(token)

    def _close(self, name: str, token: str) -> None:
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at][0] == name:
                self._text += "".join(f"</{inner}>" for inner, _ in reversed(self._open[at:]))
                del self._open[at:]
                return

    def _cut(self) -> None:
        if self._has_words:
            self._pieces.append(self._text.rstrip() + self._closers())
        self._text = "".join(opener for _, opener in self._open)
        self._has_words = False

    def _fits(self, token: str) -> bool:
        return length_of(self._text + token + self._closers()) <= self._limit

    def _closers(self) -> str:
        return "".join(f"</{name}>" for name, _ in reversed(self._open))


def _fitting(text: str, limit: int) -> int:
    """How many characters of `text` fit into `limit` UTF-16 units; at least one."""
    used = 0
    for n, character in enumerate(text):
        used += 2 if ord(character) > 0xFFFF else 1
        if used > limit:
            return max(1, n)
    return len(text)


@dataclass(slots=True)
class MessageAllowance:
    """The server's rate limit as we count it, a little stricter than the server does.

    Everything the server counts must be booked: text messages, and changes of our own state.
    """

    rate_per_s: float = SERVER_RATE_PER_S * 0.9
    burst: float = SERVER_BURST - 1
    _level: float = 0.0
    _at_s: float = 0.0

    def wait_s(self, now_s: float) -> float:
        """Seconds until one more message is allowed; 0 when it is now."""
        self._drain(now_s)
        excess = self._level + 1 - self.burst
        return excess / self.rate_per_s if excess > _ROUNDING else 0.0

    def book(self, now_s: float) -> None:
        """Counts one message."""
        self._drain(now_s)
        self._level += 1

    def _drain(self, now_s: float) -> None:
        self._level = max(0.0, self._level - max(0.0, now_s - self._at_s) * self.rate_per_s)
        self._at_s = now_s


class Outbox(Generic[_T]):
    """Messages that wait for the rate limit, oldest first. When it is full nothing more is taken."""

    def __init__(self) -> None:
        self.allowance = MessageAllowance()
        self._queue: deque[_T] = deque()

    def __len__(self) -> int:
        return len(self._queue)

    def put(self, messages: list[_T]) -> None:
        """Queues messages, all or none.

        Raises:
            QueueFull: When they would wait for longer than anybody would.
        """
        if len(self._queue) + len(messages) > MAX_QUEUED:
            raise QueueFull(f"{len(self._queue)} messages wait already; send less, or shorter texts")
        self._queue.extend(messages)

    def due(self, now_s: float) -> Iterator[_T]:
        """Takes out what may be sent now."""
        while self._queue and self.allowance.wait_s(now_s) <= 0:
            self.allowance.book(now_s)
            yield self._queue.popleft()

    def wait_s(self, now_s: float) -> float | None:
        """Seconds until the next message may go; None when none waits."""
        return self.allowance.wait_s(now_s) if self._queue else None
