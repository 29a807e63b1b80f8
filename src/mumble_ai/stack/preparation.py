"""What must be there before the services start: programs, secrets, models, environments."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from mumble_ai.settings import Settings, is_loopback
from mumble_ai.stack.environments import ensure_chroma, ensure_piper
from mumble_ai.stack.fetch.files import Report
from mumble_ai.stack.models import ModelStore
from mumble_ai.stack.pages import PagesFailed, ensure_pages
from mumble_ai.stack.programs import install_packages, missing_packages
from mumble_ai.stack.secrets import speech_api_key, superuser_password
from mumble_ai.stack.service import ServiceSpec

Say = Callable[[str], None]

WITH_PAGES = frozenset({"web-control-panel", "landing-page"})
"""Services that people look at."""


def wanted_services(specs: Sequence[ServiceSpec], settings: Settings) -> tuple[ServiceSpec, ...]:
    """The services that `up` starts with these settings."""
    return tuple(spec for spec in specs if spec.wanted(settings))


def needed_models(specs: Sequence[ServiceSpec], settings: Settings) -> tuple[str, ...]:
    """The models these services need, each once."""
    return tuple(dict.fromkeys(model for spec in specs for model in spec.models(settings)))


def prepare(specs: Sequence[ServiceSpec], settings: Settings, say: Say, report: Report) -> None:
    """Makes sure of everything the services need. Blocks while it downloads.

    Raises:
        InstallFailed: A program or library of the machine is missing.
        ModelError: A model cannot be had.
        EnvironmentFailed: An environment of Piper or Chroma cannot be made.
    """
    settings.mumble_ai_home.mkdir(parents=True, exist_ok=True, mode=0o700)
    names = {spec.name for spec in specs}
    if missing := missing_packages(names):
        say(f"Installing {' and '.join(missing.values())} with apt")
        install_packages(missing)
    if "mumble-server" in names:
        superuser_password(settings)
    speech_api_key(settings)
    store = ModelStore(settings)
    for model_id in needed_models(specs, settings):
        if store.find(model_id) is None:
            say(f"Fetching the model {model_id} ({store.model(model_id).bytes >> 20} MB)")
            store.ensure(model_id, report)
    if "piper-tts" in names and settings.tts_engine == "piper":
        say("Making sure of Piper's own environment")
        ensure_piper(settings)
    if "chromadb" in names:
        say("Making sure of Chroma's own environment")
        ensure_chroma(settings)
    if names & WITH_PAGES:
        _build_pages(settings, say)


def _build_pages(settings: Settings, say: Say) -> None:
    """Builds the pages; the services start without them where that fails, since people may talk without a page."""
    try:
        ensure_pages(settings, say)
    except PagesFailed as problem:
        say(f"The pages could not be built: {problem}. Everything else starts; try again with: ./mumble-ai pages")


def child_environment(specs: Sequence[ServiceSpec], settings: Settings) -> dict[str, str]:
    """The environment of the service processes: ours, and what one service must know of another."""
    environment = dict(os.environ)
    environment["PYTHONUNBUFFERED"] = "1"
    if settings.log_format == "auto":
        environment["LOG_FORMAT"] = "console"
    if not is_loopback(settings.bind_host):
        environment["SPEECH_API_KEY"] = speech_api_key(settings)
    return environment
