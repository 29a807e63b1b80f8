"""The pages' types are made from descriptions of the services' APIs that are kept beside their sources."""

from __future__ import annotations

import json
from typing import Final

import pytest
from typer.testing import CliRunner

from mumble_ai.cli.commands import app
from mumble_ai.stack.pages import SOURCES

KEPT: Final = {"web-control-panel": "control-panel.json", "landing-page": "landing-page.json"}


@pytest.mark.parametrize("service", KEPT)
def test_the_kept_description_is_that_of_the_code(service: str) -> None:
    described = CliRunner().invoke(app, ["openapi", service])
    assert described.exit_code == 0, described.output
    kept = (SOURCES / "openapi" / KEPT[service]).read_text("utf-8")
    assert json.loads(described.stdout) == json.loads(kept), "the API has changed: `cd frontend && npm run types`"
