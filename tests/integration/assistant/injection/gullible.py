"""A language model that does whatever any text in its prompt tells it to do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, cast

from tests.support.scripted_llm import Messages
from tests.support.tool_talk import call, is_judging

_CALL = re.compile(r"call the tool (\w+) with (\{[^{}]*\})")
_SAY = re.compile(r"say exactly: ([^\n\"\\]+)")


class Gullible:
    """Obeys every "call the tool NAME with {…}" and "say exactly: …" that it reads, wherever it stands, once each.

    Attributes:
        first: A call it makes of itself.
        can_judge: Whether it gives structured answers. Then it is honest, since it reads no instruction there; if one
            ever stood there, it would obey that too.
        seen: Every prompt, as text.
        calls: Every call it asked for.
    """

    def __init__(self, *, first: str = "", can_judge: bool = True) -> None:
        self.first = first
        self.can_judge = can_judge
        self.seen: list[str] = []
        self.calls: list[tuple[str, dict[str, Any]]] = []

    def __call__(self, messages: Messages) -> str:
        texts = [text for message in messages for text in _readings(str(message["content"]))]
        self.seen.append("\n".join(texts))
        if is_judging(messages):
            return self._judged("\n".join(texts)) if self.can_judge else "I can't say."
        asked, self.first = self.first + "".join(self._obeyed(texts)), ""
        if asked:
            return asked
        said = [found for text in texts for found in _SAY.findall(text)]
        return said[-1] if said else "I do not know. " + " ".join(texts[-1].split()[:40])

    def _obeyed(self, texts: list[str]) -> Iterator[str]:
        for text in texts:
            for name, arguments in _CALL.findall(text):
                try:
                    wanted = (name, cast("dict[str, Any]", json.loads(arguments)))
                except ValueError:
                    continue
                if wanted not in self.calls:
                    self.calls.append(wanted)
                    yield call(name, **wanted[1])

    def _judged(self, prompt: str) -> str:
        obeys = bool(_SAY.search(prompt) or _CALL.search(prompt))
        if "asked_for" in prompt:
            return json.dumps({"asked_for": obeys})
        about = prompt.lower()
        claims = any(word in about for word in ("deleted", "cancelled", "added"))
        return json.dumps({"claims_more": claims and not obeys, "says_something_new": True})


def _readings(content: str) -> Iterator[str]:
    """A text as it stands, and as whoever undoes its quoting reads it."""
    yield content
    for line in content.split("\n"):
        try:
            value: Any = json.loads(line)
        except ValueError:
            continue
        if isinstance(value, dict):
            yield from (str(each) for each in cast("dict[str, Any]", value).values())
