"""What is in effect: the environment, else what is saved, else the default, and where each comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from mumble_ai.settings import Given, Origin, Settings, SettingsError, problems_of
from mumble_ai.stack.saved.guide import entries
from mumble_ai.stack.saved.sealing import CannotUnseal, Seal


@dataclass(frozen=True, slots=True)
class InEffect:
    """The settings of now.

    Attributes:
        origins: Field to where its value comes from.
        left_out: Saved fields that can't be used, each with the reason.
    """

    settings: Settings
    origins: Mapping[str, Origin]
    left_out: Mapping[str, str]


def lay_over(given: Given, saved: Mapping[str, Any], seal: Seal) -> InEffect:
    """Puts saved values between the environment and the defaults. A saved one that is no good any more is left out.

    Args:
        saved: Field to value as it is stored.

    Raises:
        SettingsError: A value of the environment is bad.
    """
    plain, left_out = opened(saved, seal)
    while True:
        try:
            settings = Settings.model_validate({**given.defaults, **plain, **given.values})
        except ValidationError as error:
            problems = problems_of(error)
            ours = set(problems) & (set(plain) - set(given.values))
            if not ours:
                raise SettingsError("\n".join([*given.problems, *problems.values()])) from None
            left_out |= {key: problems[key] for key in ours}
            plain = {key: value for key, value in plain.items() if key not in ours}
        else:
            break
    if given.problems:
        raise SettingsError("\n".join(given.problems))
    origins = {key: _origin(key, given, plain) for key in Settings.model_fields}
    return InEffect(settings, origins, left_out)


def opened(saved: Mapping[str, Any], seal: Seal) -> tuple[dict[str, Any], dict[str, str]]:
    """The values that can be used, and why each of the others can't."""
    known = entries()
    plain: dict[str, Any] = {}
    left_out: dict[str, str] = {}
    for key, value in saved.items():
        entry = known.get(key)
        if entry is None or entry.fixed:
            left_out[key] = "it can't be saved in this version"
            continue
        try:
            plain[key] = seal.open(value) if entry.is_secret else value
        except CannotUnseal as error:
            left_out[key] = str(error)
    return plain, left_out


def _origin(key: str, given: Given, plain: Mapping[str, Any]) -> Origin:
    if key in given.origins:
        return given.origins[key]
    if key in plain:
        return Origin("saved")
    return Origin("default", "the way the stack is started" if key in given.defaults else "")
