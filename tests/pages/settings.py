"""The settings under which the pages are built for tests."""

from __future__ import annotations

import os

from mumble_ai.settings import Settings, load_settings


def own_settings() -> Settings:
    """Settings of the machine's own: where built pages and their tools are kept."""
    named = {key: os.environ[key] for key in ("MUMBLE_AI_HOME",) if key in os.environ}
    return load_settings(named, dotenv=None)
