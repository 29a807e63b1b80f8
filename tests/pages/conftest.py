"""Fixtures of browser tests: a real panel on a real PostgreSQL and Redis, the built pages, a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from mumble_ai.stack import pages as built
from tests.pages import support
from tests.pages.support import PanelServer, Watch, Width
from tests.support.control_panel import panel_settings
from tests.support.postgres import PostgresServer
from tests.support.redis_server import RedisServer


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


@pytest.fixture(scope="module")
def panel_server(
    postgres_server: PostgresServer,
    migrated_template: str,
    redis_server: RedisServer,
    pages_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[PanelServer]:
    """A panel with a database of this module's own and one owner, `ada`."""
    name = postgres_server.create(template=migrated_template)
    home = tmp_path_factory.mktemp("home")
    settings = panel_settings(postgres_server.cluster.url(name), home, {"REDIS_URL": redis_server.url})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(built, "IN_IMAGE", pages_folder)
        with PanelServer(settings) as server:
            yield server
    postgres_server.drop(name)


@pytest.fixture(params=["desktop", "phone"])
def width(request: pytest.FixtureRequest) -> Width:
    """Each test runs on a desktop and on a phone."""
    return request.param


@pytest.fixture
def signed_in(browser: Browser, panel_server: PanelServer, width: Width) -> Iterator[tuple[Page, Watch]]:
    """A page where the owner is signed in, and its console."""
    context = support.new_context(browser, panel_server.url, width)
    support.sign_in(context, panel_server)
    page, watch = support.watched_page(context)
    yield page, watch
    context.close()
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
def shot() -> Callable[[Page, str], None]:
    """Saves the page in light and dark colours: `shot(page, "calendar-month")`; it must fit into the window."""

    def take(page: Page, name: str) -> None:
        support.assert_fits(page)
        support.take_shot(page, name)

    return take


@pytest.fixture
def check_axe(axe: str) -> Callable[[Page], None]:
    """Fails where axe finds something serious on the page."""
    return lambda page: support.assert_accessible(page, axe)
