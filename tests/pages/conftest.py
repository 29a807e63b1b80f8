"""Fixtures of browser tests: a real panel on a real PostgreSQL and Redis, the built pages, a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from mumble_ai.settings import Settings
from tests.pages import support
from tests.pages.servers import PanelServer
from tests.pages.speaking import KEY as SPEECH_KEY
from tests.pages.speaking import SpeechServices
from tests.pages.support import Watch, Width
from tests.support.chroma_server import ChromaServer
from tests.support.control_panel import panel_settings
from tests.support.net import free_port
from tests.support.postgres import PostgresServer
from tests.support.redis_server import RedisServer
from tests.support.scripted_llm import ScriptedLlm
from tests.support.talking import talking_with

SERVICES: Final = ("MUMBLE", "WHISPER", "PIPER", "LLM", "HEALTH", "JOBS", "CONTROL_PANEL", "LANDING_PAGE")
expect.set_options(timeout=support.WAIT_MS)


@pytest.fixture(scope="session")
def pages_folder() -> Path:
    """The pages, built."""
    return support.built_pages()


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core's script."""
    return support.axe_script()


@pytest.fixture(scope="session")
def browser(migrated_template: str) -> Iterator[Browser]:
    """A running Chromium. It starts after what runs an event loop in this thread, which Playwright keeps to itself."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=support.chromium(), args=list(support.FLAGS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def panel_settings_of(
    postgres_server: PostgresServer,
    migrated_template: str,
    redis_server: RedisServer,
    chroma_server: ChromaServer,
    pages_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[Mapping[str, str]], Settings]:
    """Settings of a panel with a database and a home of its own, where the built pages are."""

    def settings_of(more: Mapping[str, str]) -> Settings:
        name = postgres_server.create(template=migrated_template)
        home = tmp_path_factory.mktemp("home")
        support.place_pages(pages_folder, home)
        # Another stack on this machine is none of this house.
        elsewhere = {f"{service}_PORT": str(free_port()) for service in SERVICES}
        given = {"REDIS_URL": redis_server.url, "CHROMADB_URL": chroma_server.url} | elsewhere | dict(more)
        return panel_settings(postgres_server.cluster.url(name), home, given)

    return settings_of


@pytest.fixture(scope="session")
def house_panel(panel_settings_of: Callable[[Mapping[str, str]], Settings]) -> Iterator[PanelServer]:
    """The panel that most tests share, with one owner, `ada`; no other service runs."""
    with PanelServer(panel_settings_of({})) as server:
        yield server


@pytest.fixture(scope="session")
def speech() -> Iterator[SpeechServices]:
    """Speech to text and text to speech."""
    with SpeechServices() as services:
        yield services


@pytest.fixture(scope="session")
def model() -> Iterator[ScriptedLlm]:
    """A language model that a test decides."""
    with ScriptedLlm() as llm:
        yield llm


@pytest.fixture(scope="session")
def speaking_panel(
    panel_settings_of: Callable[[Mapping[str, str]], Settings], speech: SpeechServices, model: ScriptedLlm
) -> Iterator[PanelServer]:
    """A panel that hears, thinks and speaks."""
    services = {"WHISPER_URL": speech.stt_url, "PIPER_URL": speech.tts_url, "SPEECH_API_KEY": SPEECH_KEY}
    with PanelServer(panel_settings_of(services | talking_with(model.base_url))) as server:
        yield server


@pytest.fixture(scope="module")
def panel_server(house_panel: PanelServer) -> PanelServer:
    """The panel that `page` opens; a module may name another."""
    return house_panel


@pytest.fixture
def width(request: pytest.FixtureRequest) -> Width:
    """A desktop, unless the test is marked `support.BOTH_WIDTHS` or `support.ON_A_PHONE`."""
    return getattr(request, "param", "desktop")


@pytest.fixture(scope="session")
def profiles(browser: Browser) -> Iterator[Callable[[PanelServer, Width], BrowserContext]]:
    """Browser profiles where the owner is signed in; each is kept for all tests of a server and a width."""
    kept: dict[tuple[str, Width], BrowserContext] = {}

    def profile(server: PanelServer, width: Width) -> BrowserContext:
        if (server.url, width) not in kept:
            context = kept[server.url, width] = support.new_context(browser, server.url, width)
            support.sign_in(context, server)
        return kept[server.url, width]

    yield profile
    for context in kept.values():
        context.close()


@pytest.fixture
def signed_in(
    profiles: Callable[[PanelServer, Width], BrowserContext], panel_server: PanelServer, width: Width
) -> Iterator[tuple[Page, Watch]]:
    """A page where the owner is signed in, and its console."""
    context = profiles(panel_server, width)
    page, watch = support.watched_page(context)
    yield page, watch
    for each in context.pages:
        each.close()
    assert not watch.unexpected(), "\n".join(watch.unexpected())


@pytest.fixture
def page(signed_in: tuple[Page, Watch]) -> Page:
    """A page where the owner is signed in; nothing is open yet: `page.goto("/")`."""
    return signed_in[0]


@pytest.fixture
def watch(signed_in: tuple[Page, Watch]) -> Watch:
    """The console of `page`: `watch.expect("503")` where a complaint is part of the test."""
    return signed_in[1]


@pytest.fixture
def opened(browser: Browser, panel_server: PanelServer, width: Width) -> Iterator[support.Open]:
    """Opens pages in profiles of their own: `opened()` of a stranger, `opened("ida")` of somebody who is signed in."""
    contexts: list[BrowserContext] = []
    watches: list[Watch] = []

    def open_page(name: str | None = None) -> tuple[Page, Watch]:
        context = support.new_context(browser, panel_server.url, width)
        contexts.append(context)
        if name is not None:
            support.sign_in(context, panel_server, name)
        page, watch = support.watched_page(context)
        watches.append(watch)
        return page, watch

    yield open_page
    for context in contexts:
        context.close()
    unexpected = [line for watch in watches for line in watch.unexpected()]
    assert not unexpected, "\n".join(unexpected)


@pytest.fixture
def shot() -> Callable[[Page, str], None]:
    """Asserts that the page fits into the window; saves it in light and dark colours where pictures are wanted."""

    def take(page: Page, name: str) -> None:
        support.assert_fits(page)
        support.take_shot(page, name)

    return take


@pytest.fixture
def check_axe(axe: str) -> Callable[[Page], None]:
    """Fails where axe finds something serious on the page."""
    return lambda page: support.assert_accessible(page, axe)
