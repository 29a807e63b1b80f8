"""How built pages are answered with."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from mumble_ai.services.pages import FOR_EVER, Pages
from mumble_ai.settings import load_settings
from mumble_ai.stack import pages as built
from mumble_ai.web.app import create_app


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Pages as a build leaves them, and a file beside them that is nobody's business."""
    pages = tmp_path / "pages"
    (pages / "assets").mkdir(parents=True)
    (pages / ".vite").mkdir()
    (pages / "control-panel.html").write_text("<title>Panel</title>")
    (pages / "assets/panel-1a2b.js").write_text("1")
    (pages / ".vite/manifest.json").write_text("{}")
    (tmp_path / "secret.js").write_text("hunter2")
    return pages


@pytest.fixture
async def client(folder: Path, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app("test")
    app.add_api_route("/api/things", lambda: "things", methods=["POST"])
    Pages(load_settings({"MUMBLE_AI_HOME": str(tmp_path)}, None), "control-panel", folder).add_to(app)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://panel.test") as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/people", "/people/0b6f/facts"])
async def test_every_address_of_a_page_answers_with_it_under_the_strict_policy(
    client: httpx.AsyncClient, path: str
) -> None:
    answer = await client.get(path)
    assert (answer.status_code, answer.text) == (200, "<title>Panel</title>")
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_files_with_a_hash_in_their_name_are_kept_for_ever(client: httpx.AsyncClient) -> None:
    answer = await client.get("/assets/panel-1a2b.js")
    assert answer.headers["cache-control"] == FOR_EVER
    assert answer.headers["content-type"] == "text/javascript; charset=utf-8"


@pytest.mark.parametrize(
    "path", ["/assets/gone.js", "/assets/../../secret.js", "/%2e%2e/secret.js", "/.vite/manifest.json", "/api/nothing"]
)
async def test_nothing_else_is_given_away(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert answer.status_code == 404
    assert "hunter2" not in answer.text


async def test_an_endpoint_asked_in_a_wrong_way_says_so(client: httpx.AsyncClient) -> None:
    assert (await client.get("/api/things")).status_code == 405
    assert (await client.post("/people")).status_code == 404


async def test_pages_that_are_not_built_say_how_to_build_them(tmp_path: Path) -> None:
    app = create_app("test")
    Pages(load_settings({"MUMBLE_AI_HOME": str(tmp_path)}, None), "control-panel").add_to(app)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://panel.test") as client:
        answer = await client.get("/")
    assert answer.status_code == 503
    assert "./mumble-ai pages" in answer.text


def test_what_is_built_is_named_by_its_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sources = tmp_path / "frontend"
    (sources / "src").mkdir(parents=True)
    (sources / "src/page.tsx").write_text("1")
    monkeypatch.setattr(built, "SOURCES", sources)
    first = built.sources_digest()
    (sources / "src/page.test.tsx").write_text("a test changes no page")
    (sources / "node_modules").mkdir()
    (sources / "node_modules/left.js").write_text("2")
    assert built.sources_digest() == first
    (sources / "src/page.tsx").write_text("2")
    assert built.sources_digest() != first


def test_a_start_goes_on_where_pages_can_t_be_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(built, "SOURCES", tmp_path / "nowhere")
    with pytest.raises(built.PagesFailed, match="run from a checkout"):
        built.ensure_pages(load_settings({"MUMBLE_AI_HOME": str(tmp_path)}, None), lambda text: None)
