"""Settings as they are given from outside: the environment, a file, and what is wrong with them."""

from __future__ import annotations

import difflib
import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dotenv import dotenv_values
from pydantic import ValidationError

from mumble_ai.settings.schema import Settings, is_secret, setting_names

_TOLERATED_PREFIXES = ("COMPOSE_", "DOCKER_")
DEFAULT_PREFIX = "DEFAULT_"
"""Before the name of a setting in the environment: a default of whoever starts the stack, which saved values beat."""

Source = Literal["environment", "saved", "default"]
"""Where the value of a setting comes from."""


class SettingsError(Exception):
    """One or more settings are wrong; the message names each, its value and what is allowed."""


def default_dotenv() -> Path | None:
    """The `.env` that is read: of the current folder, else of the checkout this code runs from, else none."""
    checkout = Path(__file__).parents[3]
    places = [Path.cwd(), *([checkout] if (checkout / "mumble-ai").is_file() else [])]
    return next((place / ".env" for place in places if (place / ".env").is_file()), None)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from.

    Attributes:
        where: For people: the environment, or the path of a file.
    """

    source: Source
    where: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What was set outside, not checked yet.

    Attributes:
        values: Field to value of what goes before everything saved.
        defaults: Field to value of what saved values go before.
        origins: Where each of `values` was set.
        problems: Names in the file that are no settings.
    """

    values: Mapping[str, str]
    defaults: Mapping[str, str]
    origins: Mapping[str, Origin]
    problems: tuple[str, ...]


def given_settings(
    environment: Mapping[str, str] | None = None, dotenv: Path | Literal["auto"] | None = "auto"
) -> Given:
    """Reads environment and file; see `load_settings`."""
    names = setting_names()
    problems: list[str] = []
    raw: dict[str, tuple[str, str]] = {}
    dotenv = default_dotenv() if dotenv == "auto" else dotenv
    if dotenv is not None and dotenv.is_file():
        for key, value in dotenv_values(dotenv, encoding="utf-8").items():
            if key in names:
                raw[key] = (value or "", str(dotenv))
            elif not key.startswith(_TOLERATED_PREFIXES):
                close = difflib.get_close_matches(key, names, n=1)
                problems.append(
                    f"{key} (in {dotenv}) is not a setting" + (f"; did you mean {close[0]}?" if close else "")
                )
    environment = os.environ if environment is None else environment
    for key, value in environment.items():
        if key in names:
            raw[key] = (value, "the environment")
    values: dict[str, str] = {}
    defaults: dict[str, str] = {}
    origins: dict[str, Origin] = {}
    # Aliases come first so that the preferred name, read last, wins.
    for key in reversed(list(names)):
        if key in raw and raw[key][0] != "":
            values[names[key]] = raw[key][0]
            origins[names[key]] = Origin("environment", raw[key][1])
        if value := environment.get(DEFAULT_PREFIX + key):
            defaults[names[key]] = value
    return Given(values, defaults, origins, tuple(problems))


def load_settings(
    environment: Mapping[str, str] | None = None, dotenv: Path | Literal["auto"] | None = "auto"
) -> Settings:
    """Reads the settings, without saved ones.

    Args:
        environment: Variables that win over the file; default the process environment.
        dotenv: File of more variables, or None; `auto` looks for it. It need not exist.

    Raises:
        SettingsError: A value is bad, or the file names a setting that does not exist.
    """
    given = given_settings(environment, dotenv)
    try:
        settings = Settings.model_validate({**given.defaults, **given.values})
    except ValidationError as error:
        raise SettingsError("\n".join([*given.problems, *problems_of(error).values()])) from None
    if given.problems:
        raise SettingsError("\n".join(given.problems))
    return settings


def problems_of(error: ValidationError, *, hidden: Collection[str] = ()) -> dict[str, str]:
    """What is wrong with which field, for people; values of secrets, and of the `hidden` fields, are not told."""
    found: dict[str, str] = {}
    for problem in error.errors():
        field = str(problem["loc"][0])
        shown = "…" if field in hidden or is_secret(field) else repr(problem["input"])
        allowed = problem["msg"].removeprefix("Value error, ")
        found[field] = f"{field.upper()} = {shown}: {allowed[0].lower()}{allowed[1:]}"
    return found
