"""The landing page: strangers see how to connect and how each service is, and nothing private."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from mumble_ai.services.landing import application
from mumble_ai.services.public_status import PublicStatus
from mumble_ai.settings import Settings
from mumble_ai.stack.board import HealthBoard
from mumble_ai.web.serve import serve
from tests.pages import support
from tests.pages.servers import PanelServer, ServerThread
from tests.pages.support import Width
from tests.support.control_panel import KEY, panel_settings
from tests.support.net import free_port

Shot = Callable[[Page, str], None]
Check = Callable[[Page], None]


class LandingServer(ServerThread):
    """A landing page that browsers can open."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.settings = settings

    def __enter__(self) -> LandingServer:
        super().__enter__()
        ready: Future[int] = Future()
        self.url = f"http://127.0.0.1:{self.start(self._serve(ready), ready)}"
        return self

    async def _serve(self, ready: Future[int]) -> None:
        app = application(self.settings, PublicStatus(HealthBoard(self.settings)), key=KEY)
        await self.until_over(serve(app, "127.0.0.1", 0, api_key=KEY, started=ready.set_result))


@pytest.fixture(scope="module")
def landing(panel_server: PanelServer) -> Iterator[LandingServer]:
    """Its control panel, database and Redis run; the voice services do not."""
    panel = panel_server.settings
    nowhere = {f"{name}_PORT": str(free_port()) for name in ("MUMBLE", "WHISPER", "PIPER", "LLM", "HEALTH", "JOBS")}
    named = {
        "REDIS_URL": panel.redis_url,
        "CONTROL_PANEL_PORT": str(urlsplit(panel_server.url).port),
        "PUBLIC_PHONE": "+49 30 1234",
        "PUBLIC_MAIL": "ai@example.org",
    }
    with LandingServer(panel_settings(panel.database_url, panel.mumble_ai_home, nowhere | named)) as server:
        yield server


@pytest.fixture
def stranger(browser: Browser, landing: LandingServer, width: Width) -> Iterator[Page]:
    """The page as somebody opens it who has no account."""
    context = support.new_context(browser, landing.url, width)
    page, watch = support.watched_page(context)
    page.goto("/")
    yield page
    context.close()
    assert not watch.unexpected(), "\n".join(watch.unexpected())


@support.BOTH_WIDTHS
def test_strangers_see_how_everything_is_and_how_to_connect(
    stranger: Page, landing: LandingServer, panel_server: PanelServer, width: Width, shot: Shot, check_axe: Check
) -> None:
    expect(stranger.get_by_role("heading", level=1)).to_contain_text("Mumble server")
    mumble = stranger.get_by_role("link", name="Open in Mumble")
    expect(mumble).to_have_attribute("href", f"mumble://127.0.0.1:{landing.settings.mumble_port}/?version=1.2.0")
    expect(stranger.get_by_role("link", name="Open the control panel")).to_have_attribute(
        "href", panel_server.url + "/"
    )
    expect(stranger.get_by_role("link", name="+49 30 1234")).to_have_attribute("href", "tel:+49301234")
    if width == "desktop":
        expect(stranger.get_by_role("img", name="By voice, with Mumble")).to_be_visible()
    line = stranger.get_by_role("listitem").filter(has_text="Control panel").first
    expect(line).to_contain_text("Healthy")
    expect(line).to_contain_text(" ms")
    expect(stranger.get_by_role("listitem").filter(has_text="Speech to text").first).to_contain_text(
        "It does not answer."
    )
    expect(stranger.get_by_text("Not released yet")).to_be_visible()
    shot(stranger, "landing-page")
    check_axe(stranger)
    support.take_shot(stranger, "landing-page-whole", whole=True)


def test_nothing_inside_is_told(landing: LandingServer, stranger: Page) -> None:
    said = stranger.request.get("/api/v1/status").text() + stranger.request.get("/api/v1/house").text()
    settings = landing.settings
    assert all(
        secret not in said for secret in ("postgresql", "redis://", "errno", "Connect", str(settings.redis_port))
    )
    assert stranger.request.get("/metrics").status == 401


def test_the_colours_are_kept(stranger: Page) -> None:
    stranger.get_by_role("radio", name="Dark").click()
    expect(stranger.locator("html")).to_have_attribute("data-theme", "dark")
    stranger.reload()
    expect(stranger.get_by_role("radio", name="Dark")).to_be_checked()
