"""The settings as people read them: in effect, and as the table of docs/settings.md."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from typing import Any

from pydantic.fields import FieldInfo

from mumble_ai.settings import Settings, environment_names, is_secret
from mumble_ai.stack.saved.overlay import InEffect

HEAD = """# Settings

A setting is an environment variable, or a line in a file `.env` in the folder you start from (or in the checkout); the
environment wins. An empty value means the default. The owner can also [save settings](settings-page.md) in the control
panel: what is saved goes before the default, and the environment before what is saved. A name in `.env` that is no
setting, or a value that is not allowed, stops the start and says what is wrong. `./mumble-ai settings` shows what is in
effect and where each value comes from.

This page is generated: `./mumble-ai settings --markdown > docs/settings.md`.

| setting | default | allowed | what it does |
|---|---|---|---|
"""


def effective(in_effect: InEffect) -> Iterator[tuple[str, str, str]]:
    """Name, value and origin of each setting in effect; a secret only says whether it is set."""
    for field, info in Settings.model_fields.items():
        value = getattr(in_effect.settings, field)
        name, origin = environment_names(field, info)[0], in_effect.origins[field]
        shown = ("…" if value else "") if is_secret(field) else str("" if value is None else value)
        yield name, shown, origin.where or origin.source


def as_markdown() -> str:
    """The whole page docs/settings.md."""
    return HEAD + "".join(_row(field, info) for field, info in Settings.model_fields.items())


def _row(field: str, info: FieldInfo) -> str:
    name, *aliases = environment_names(field, info)
    also = f" (also {', '.join(f'`{alias}`' for alias in aliases)})" if aliases else ""
    return f"| `{name}`{also} | {_default(field, info)} | {_allowed(info)} | {info.description} |\n"


def _default(field: str, info: FieldInfo) -> str:
    if field == "mumble_ai_home":
        return "`~/.local/share/mumble-ai`"
    return f"`{info.default}`" if info.default not in ("", None) else "empty"


def _allowed(info: FieldInfo) -> str:
    kind = info.annotation
    if typing.get_origin(kind) is typing.Literal:
        return " \\| ".join(f"`{choice}`" for choice in typing.get_args(kind))
    low, high = _bound(info, "ge", "gt"), _bound(info, "le", "lt")
    if low is not None and high is not None:
        return f"{low} to {high}"
    kinds: dict[Any, str] = {int: "whole number", float: "number", str: "text", bool: "`true` \\| `false`"}
    if isinstance(kind, types.UnionType):
        return "folder"
    return kinds.get(kind, "folder")


def _bound(info: FieldInfo, *names: str) -> float | None:
    for part in info.metadata:
        for name in names:
            value = getattr(part, name, None)
            if value is not None:
                return value
    return None
