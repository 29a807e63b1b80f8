"""The pages that the containers serve, in a real browser on the machine that runs them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from mumble_ai.stack.registry import services
from tests.containers import engine as docker_engine
from tests.containers.stack import LANDING, MUMBLE_PORT, PANEL, ContainerStack
from tests.pages import support
from tests.pages.support import PAGES, Watch
from tests.support.scripted_llm import ScriptedLlm, last_said

pytestmark = [
    pytest.mark.timeout(900),
    pytest.mark.skipif(bool(docker_engine.why_not()), reason=docker_engine.why_not() or "it runs"),
]

QUESTION = "Why is the sky blue?"
ANSWER = "Because air scatters blue light more than red light."
COMING = ".animate-pulse"
"""A grey place for something that comes; readers of screens are not told of each."""

WAIT_MS = 30_000
"""A dozen containers share the processor with the browser."""


@pytest.fixture(scope="module")
def browser(stack: ContainerStack) -> Iterator[Browser]:
    """A running Chromium in the containers' network, where 127.0.0.1 is the machine that publishes their ports."""
    expect.set_options(timeout=WAIT_MS)
    with stack.engine.entered():
        playwright = sync_playwright().start()
        try:
            chromium = playwright.chromium.launch(executable_path=support.chromium(), args=list(support.FLAGS))
        except BaseException:
            playwright.stop()
            raise
    yield chromium
    chromium.close()
    playwright.stop()


@pytest.fixture(scope="module")
def signed_in(browser: Browser, owner_password: str) -> Iterator[tuple[Page, Watch]]:
    """The owner's page, signed in by the password that the log told."""
    context = support.new_context(browser, PANEL, "desktop")
    context.set_default_timeout(WAIT_MS)
    page, watch = support.watched_page(context)
    watch.expect("401")
    # How healthy the parts are is looked at below; a busy machine answers late now and then.
    watch.expect(f"{PANEL}/health")
    page.goto("/")
    page.get_by_label("Name").fill("owner")
    page.get_by_label("Password", exact=True).fill(owner_password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Account of Owner").locator("visible=true")).to_be_visible()
    yield page, watch
    context.close()


@pytest.fixture
def page(signed_in: tuple[Page, Watch]) -> Iterator[Page]:
    """The owner's page; what its console complains of fails the test."""
    page, watch = signed_in
    watch.complaints.clear()
    yield page
    assert not watch.unexpected(), "\n".join(watch.unexpected())


@pytest.mark.parametrize("path", [path for path, _ in PAGES])
def test_every_page_of_the_panel_opens(page: Page, path: str) -> None:
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(COMING)).to_have_count(0)
    expect(page.get_by_role("alert")).to_have_count(0)
    support.take_shot(page, f"containers-{path.strip('/') or 'dashboard'}")


def test_the_panel_sees_that_every_part_is_well(page: Page, stack: ContainerStack) -> None:
    def unwell() -> list[str]:
        parts = page.request.get("/api/v1/health").json()["parts"]
        assert {part["name"] for part in parts} == set(services())
        assert all(part["is_ours"] for part in parts), parts
        return [f"{part['name']}: {part['detail']}" for part in parts if part["state"] != "healthy"]

    stack.wait_until(lambda: not unwell(), "every part is healthy")
    page.goto("/")
    expect(page.get_by_text("All is well", exact=True)).to_be_visible()


def test_the_logs_page_says_how_to_see_the_log_of_each_container(page: Page) -> None:
    page.goto("/logs")
    for name in services():
        expect(page.get_by_text(f"docker compose logs -f {name}")).to_be_visible()
    expect(page.get_by_text("docker compose logs -f up")).to_have_count(0)


def test_a_question_is_answered_on_the_page(page: Page, llm: ScriptedLlm) -> None:
    llm.reset()
    llm.answer = lambda messages: ANSWER
    page.goto("/talk")
    page.get_by_label("Your message").fill(QUESTION)
    page.keyboard.press("Enter")
    expect(page.get_by_role("log")).to_contain_text(QUESTION)
    expect(page.get_by_role("log")).to_contain_text(ANSWER)
    assert [last_said(request["messages"]) for request in llm.requests] == [QUESTION]
    support.take_shot(page, "containers-talk-answered")


def test_strangers_see_every_service_and_links_that_lead_there(browser: Browser) -> None:
    context = support.new_context(browser, LANDING, "desktop")
    context.set_default_timeout(WAIT_MS)
    page, watch = support.watched_page(context)
    page.goto("/")
    for spec in services().values():
        line = page.get_by_role("listitem").filter(has=page.get_by_text(spec.title, exact=True))
        expect(line).to_contain_text("Healthy", timeout=2 * WAIT_MS)
    mumble = page.get_by_role("link", name="Open in Mumble")
    expect(mumble).to_have_attribute("href", f"mumble://127.0.0.1:{MUMBLE_PORT}/?version=1.2.0")
    expect(page.get_by_text("Ask the owner")).to_be_visible()
    support.take_shot(page, "containers-landing", whole=True)
    assert not watch.unexpected(), "\n".join(watch.unexpected())
    page.get_by_role("link", name="Open the control panel").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert page.url.startswith(f"{PANEL}/")
    context.close()
