"""The models page in a real browser, with an Ollama server a test decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.pages.support import Watch
from tests.support.scripted_ollama import ScriptedOllama


@pytest.fixture
def ollama() -> Iterator[ScriptedOllama]:
    with ScriptedOllama() as server:
        yield server


def test_a_server_is_connected_a_model_fetched_chosen_and_undone(
    page: Page,
    ollama: ScriptedOllama,
    shot: Callable[[Page, str], None],
    check_axe: Callable[[Page], None],
) -> None:
    page.goto("/models")
    page.get_by_label("Provider").select_option("ollama")
    page.get_by_label("Address").fill(ollama.url)
    page.get_by_role("button", name="Test the connection").click()
    expect(page.get_by_text("Connected: 2 models")).to_be_visible()
    page.get_by_role("button", name="Test", exact=True).click()
    expect(page.get_by_text("“Hello there.”")).to_be_visible()
    page.get_by_role("button", name="Test and save").click()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    expect(page.get_by_text("Loaded, 3.0 GB")).to_be_visible()
    ollama.go_on.clear()
    page.get_by_label("Model to fetch").fill("qwen2.5:3b")
    page.get_by_role("button", name="Fetch", exact=True).first.click()
    expect(page.get_by_text("2.0 MB of 4.0 MB")).to_be_visible()
    shot(page, "models")
    page.goto("/settings")
    expect(page.get_by_role("heading", name="Settings", level=1)).to_be_visible()
    page.goto("/models")
    expect(page.get_by_text("2.0 MB of 4.0 MB")).to_be_visible()
    ollama.go_on.set()
    expect(page.get_by_text("Fetched", exact=True)).to_be_visible()
    page.get_by_role("button", name="Delete qwen2.5:3b").click()
    page.get_by_role("button", name="Delete the model").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert "qwen2.5:3b" not in ollama.models
    check_axe(page)


def test_a_model_that_does_not_answer_is_not_saved(page: Page, ollama: ScriptedOllama, watch: Watch) -> None:
    watch.expect("422")
    page.goto("/models")
    page.get_by_label("Provider").select_option("ollama")
    page.get_by_label("Address").fill(ollama.url)
    page.get_by_label("Model", exact=True).fill("absent")
    page.get_by_role("button", name="Test and save").click()
    expect(page.get_by_text("Nothing was saved")).to_be_visible()
    expect(page.get_by_text("not found")).to_be_visible()
