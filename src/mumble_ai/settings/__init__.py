"""Every setting of the stack, typed, a file a section.

A setting comes from the environment or from `.env` (the environment wins) under the upper-case name of its field, or
under one of its aliases. An empty value means the default. Below the environment come values that were saved, and
below these `DEFAULT_…` in the environment, by which a container brings defaults of its own. `docs/settings.md` is
generated from these files.
"""

from mumble_ai.settings.addresses import is_loopback, reachable_host
from mumble_ai.settings.conversation import by_channel
from mumble_ai.settings.kinds import EMBEDDED
from mumble_ai.settings.loading import (
    DEFAULT_PREFIX,
    Given,
    Origin,
    SettingsError,
    Source,
    default_dotenv,
    given_settings,
    load_settings,
    problems_of,
)
from mumble_ai.settings.schema import Settings, environment_names, is_secret, setting_names

__all__ = [
    "DEFAULT_PREFIX",
    "EMBEDDED",
    "Given",
    "Origin",
    "Settings",
    "SettingsError",
    "Source",
    "by_channel",
    "default_dotenv",
    "environment_names",
    "given_settings",
    "is_loopback",
    "is_secret",
    "load_settings",
    "problems_of",
    "reachable_host",
    "setting_names",
]
