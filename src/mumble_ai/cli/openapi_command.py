"""`openapi`: the description of a service's API, from the code alone; nothing has to run."""

from __future__ import annotations

import asyncio
import importlib
import json
import tempfile

import typer

from mumble_ai.cli.terminal import MISUSED, complain
from mumble_ai.settings import load_settings
from mumble_ai.stack.registry import services

DESCRIBING = "openapi"
"""Name of the coroutine by which a service's module describes its API."""


def openapi(name: str) -> None:
    """Prints the description as JSON."""
    spec = services().get(name)
    module = importlib.import_module(spec.module) if spec else None
    if module is None or not hasattr(module, DESCRIBING):
        complain(f"{name!r} describes no API. web-control-panel does; the speech services at /openapi.json")
        raise typer.Exit(MISUSED)
    with tempfile.TemporaryDirectory() as home:
        settings = load_settings({"MUMBLE_AI_HOME": home}, None)
        print(json.dumps(asyncio.run(module.openapi(settings)), indent=2, ensure_ascii=False))
