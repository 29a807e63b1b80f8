"""What people need to know of each setting: its name in words, its section, its limits, and what a change of it does.

The words live in `guide.toml`; kinds and limits are those of `mumble_ai.settings`. A setting that the file does not
name is shown in the last section and takes effect when the services start again.
"""

from __future__ import annotations

import functools
import tomllib
import types
import typing
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

from pydantic.fields import FieldInfo

from mumble_ai.settings import Settings, environment_names, is_secret

GUIDE_FILE: Final = Path(__file__).with_name("guide.toml")
OTHERS: Final = "machine"
"""The section of what the file does not name."""

Kind = Literal["text", "number", "whole number", "choice", "switch"]


@dataclass(frozen=True, slots=True)
class SettingEntry:
    """One setting as people see it.

    Attributes:
        key: The field of `Settings`.
        names: Its names in the environment, the preferred one first.
        choices: What can be chosen; empty where anything fits.
        least: Smallest number, or None; `is_above` where that one is excluded.
        is_long: Whether it takes more than a line.
        at_once: Services that take a change up while they run.
        restart: Services that start again for it.
        fixed: Why it can't be saved; empty where it can.
    """

    key: str
    names: tuple[str, ...]
    label: str
    help: str
    section: str
    kind: Kind
    choices: tuple[str, ...]
    least: float | None
    most: float | None
    is_above: bool
    unit: str
    default: Any
    is_secret: bool
    is_long: bool
    at_once: tuple[str, ...]
    restart: tuple[str, ...]
    fixed: str

    def mentions(self, words: str) -> bool:
        """Whether each of the words is somewhere in its names, label or help."""
        text = " ".join((*self.names, self.key.replace("_", " "), self.label, self.help)).casefold()
        return all(word in text for word in words.casefold().split())


@dataclass(frozen=True, slots=True)
class Section:
    """Settings that belong together."""

    id: str
    title: str
    about: str
    settings: tuple[SettingEntry, ...]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change means for some services.

    Attributes:
        at_once: Fields they take up while they run.
        restart: Fields for which they have to start again.
    """

    at_once: frozenset[str]
    restart: frozenset[str]


@functools.cache
def sections() -> tuple[Section, ...]:
    """Every section with every setting, in the order in which people see them."""
    told = tomllib.loads(GUIDE_FILE.read_text("utf-8"))["section"]
    named = {key for section in told for key in section["settings"]}
    found: list[Section] = []
    for section in told:
        words: Mapping[str, Mapping[str, Any]] = section["settings"]
        entries = [_entry(key, section, words[key]) for key in words if key in Settings.model_fields]
        if section["id"] == OTHERS:
            entries += [_entry(key, section, {}) for key in Settings.model_fields if key not in named]
        if entries:
            found.append(Section(section["id"], section["title"], section["about"], tuple(entries)))
    return tuple(found)


@functools.cache
def entries() -> Mapping[str, SettingEntry]:
    """Every setting by its field."""
    return {entry.key: entry for section in sections() for entry in section.settings}


def effect_on(services: Collection[str], changed: Iterable[str]) -> Effect:
    """What a change of these fields means for these services."""
    known = entries()
    at_once = {key for key in changed if not set(services).isdisjoint(known[key].at_once)}
    restart = {key for key in changed if not set(services).isdisjoint(known[key].restart)}
    return Effect(frozenset(at_once), frozenset(restart))


def concerns(section: str, changed: Iterable[str]) -> bool:
    """Whether one of these fields is in a section."""
    return any(entries()[key].section == section for key in changed)


def _entry(key: str, section: Mapping[str, Any], words: Mapping[str, Any]) -> SettingEntry:
    info = Settings.model_fields[key]
    fixed = words.get("fixed", "")
    unnamed = ("mumble-bot", "web-control-panel", "jobs") if not words else ()
    return SettingEntry(
        key=key,
        names=environment_names(key, info),
        label=words.get("label", key.replace("_", " ").capitalize()),
        help=info.description or "",
        section=section["id"],
        kind=_kind(info),
        choices=_choices(info),
        least=_bound(info, "ge", "gt"),
        most=_bound(info, "le", "lt"),
        is_above=_bound(info, "gt") is not None,
        unit=words.get("unit", ""),
        default=None if info.default_factory is not None else info.default,
        is_secret=is_secret(key),
        is_long=words.get("long", False),
        at_once=() if fixed else tuple(words.get("at_once", section.get("at_once", ()))),
        restart=() if fixed else tuple(words.get("restart", section.get("restart", ()))) or unnamed,
        fixed=fixed,
    )


def _choices(info: FieldInfo) -> tuple[str, ...]:
    return typing.get_args(info.annotation) if typing.get_origin(info.annotation) is Literal else ()


def _kind(info: FieldInfo) -> Kind:
    if _choices(info):
        return "choice"
    if isinstance(info.annotation, types.UnionType):
        return "text"
    kinds: dict[Any, Kind] = {int: "whole number", float: "number", bool: "switch"}
    return kinds.get(info.annotation, "text")


def _bound(info: FieldInfo, *names: str) -> float | None:
    for part in info.metadata:
        for name in names:
            value = getattr(part, name, None)
            if value is not None:
                return value
    return None
