"""Tools for models whose server can't give them any: told in the prompt, called in the text.

A call is written as `<tool_call>{"name": …, "arguments": {…}}</tool_call>`, and its result comes back as
`<tool_response>…</tool_response>`. It is the format of the Hermes models, which Qwen and others were trained on too
(NousResearch/Hermes-Function-Calling), so that many models know it.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from typing import Any, Final, cast

from mumble_ai.llm.contract import Message, Piece, Tool, ToolCall

_OPEN: Final = "<tool_call>"
_CLOSE: Final = "</tool_call>"
_LONGEST_CALL: Final = 8_000
_RULES: Final = (
    "You can use the tools below. To use one, write nothing but this, and wait for its result:\n"
    '<tool_call>{"name": "the_tool", "arguments": {"name_of_argument": "value"}}</tool_call>\n'
    "You may write several calls one after the other. The results come between <tool_response> and </tool_response>. "
    "Write no call when no tool is needed."
)


def told_in_text(messages: Sequence[Message], tools: Sequence[Tool]) -> list[Message]:
    """The prompt for a model that is given no tools by its server."""
    described = "\n".join(
        json.dumps({"name": t.name, "description": t.description, "parameters": t.parameters}, ensure_ascii=False)
        for t in tools
    )
    told: list[Message] = []
    for message in messages:
        content = _without_marks(message.content)
        if message.role == "system" and not told:
            told.append(Message("system", f"{content}\n\n{_RULES}\n<tools>\n{described}\n</tools>"))
        elif message.role == "tool":
            _join(told, f"<tool_response>{content}</tool_response>")
        elif message.role == "user":
            _join(told, content)
        else:
            told.append(Message(message.role, content + "".join(_written(call) for call in message.calls)))
    return told


class ToolCallReader:
    """Finds calls in a text while it is written; `push` each piece and pass on what it returns."""

    def __init__(self) -> None:
        self._held = ""

    def push(self, text: str) -> list[Piece]:
        """The text and the calls that are complete."""
        self._held += text
        found: list[Piece] = []
        while True:
            start = self._held.find(_OPEN)
            if start < 0:
                kept = len(self._held) - _open_tail(self._held)
                _add_text(found, self._held[:kept])
                self._held = self._held[kept:]
                return found
            end = self._held.find(_CLOSE, start)
            if end < 0 and len(self._held) - start <= _LONGEST_CALL:
                _add_text(found, self._held[:start])
                self._held = self._held[start:]
                return found
            _add_text(found, self._held[:start])
            body_end = end if end >= 0 else len(self._held)
            found.append(self._call(self._held[start + len(_OPEN) : body_end]))
            self._held = self._held[body_end + len(_CLOSE) :] if end >= 0 else ""

    def flush(self) -> list[Piece]:
        """Ends the text: a call that was not closed counts."""
        held, self._held = self._held, ""
        if held.startswith(_OPEN):
            return [self._call(held.removeprefix(_OPEN))]
        return [held] if held else []

    @staticmethod
    def _call(body: str) -> ToolCall:
        call_id = new_call_id()
        try:
            call: dict[str, Any] = json.loads(body)
            name: Any = call["name"]
            arguments: Any = call.get("arguments") or {}
        except (ValueError, LookupError, TypeError, AttributeError):
            return ToolCall(call_id, "", {}, "the call is not the JSON object that was asked for")
        return tool_call(call_id, name, arguments)


def new_call_id() -> str:
    """An id for a call to which the server gave none."""
    return f"call_{secrets.token_hex(6)}"


def tool_call(call_id: str, name: object, arguments: object) -> ToolCall:
    """A call from what a server or a model says; `arguments` is an object or its JSON text."""
    if isinstance(arguments, str):
        try:
            arguments = cast("object", json.loads(arguments or "{}"))
        except ValueError:
            return ToolCall(call_id, str(name), {}, "the arguments are not JSON")
    if not isinstance(arguments, dict):
        return ToolCall(call_id, str(name), {}, "the arguments are not a JSON object")
    return ToolCall(call_id, str(name), cast("dict[str, Any]", arguments))


def function_of(tool: Tool) -> dict[str, Any]:
    """A tool as both protocols write it."""
    function = {"name": tool.name, "description": tool.description, "parameters": dict(tool.parameters)}
    return {"type": "function", "function": function}


def _without_marks(content: str) -> str:
    """Nobody but the model writes calls, and nobody but a tool writes results."""
    return content.replace("<tool_", "< tool_").replace("</tool_", "</ tool_")


def _written(call: ToolCall) -> str:
    return f"{_OPEN}{json.dumps({'name': call.name, 'arguments': dict(call.arguments)}, ensure_ascii=False)}{_CLOSE}"


def _join(told: list[Message], content: str) -> None:
    """Adds to the user's side; many chat templates refuse two messages of one role in a row."""
    if told and told[-1].role == "user":
        told[-1] = Message("user", f"{told[-1].content}\n{content}")
    else:
        told.append(Message("user", content))


def _add_text(found: list[Piece], text: str) -> None:
    if text:
        found.append(text)


def _open_tail(text: str) -> int:
    """How many characters at the end may be the beginning of a call."""
    longest = min(len(text), len(_OPEN) - 1)
    return next((n for n in range(longest, 0, -1) if _OPEN.startswith(text[-n:])), 0)
