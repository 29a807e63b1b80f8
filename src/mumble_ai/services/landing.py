"""The landing page: what this is, how each service is, how to connect, what is new. All of it is for everybody."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, FastAPI, Request
from pydantic import BaseModel

from mumble_ai.services.changelog import Release, read_changelog
from mumble_ai.services.health import Health, NotReady
from mumble_ai.services.pages import Pages
from mumble_ai.services.public_status import PublicStatus, StackStatus
from mumble_ai.settings import Settings, is_loopback
from mumble_ai.stack.board import HealthBoard
from mumble_ai.stack.pages import find_pages
from mumble_ai.stack.registry import services
from mumble_ai.stack.secrets import speech_api_key
from mumble_ai.web.app import create_app
from mumble_ai.web.serve import serve

PAGE_SERVICES = ("web-control-panel",)
"""Other services that people look at, by the name they have in the registry."""
_EVERY_HOST = frozenset(("", "0.0.0.0", "::"))  # noqa: S104 - compared, not listened on
"""Where a service that listens here is reached: under whatever name its machine has."""


class MumbleAddress(BaseModel):
    """How to reach the Mumble server.

    Attributes:
        host: Empty for the host under which the page itself was opened.
        needs_password: Whether the server asks for one; the owner tells it.
        is_for_this_machine_only: Whether other machines can't reach it.
    """

    host: str
    port: int
    needs_password: bool
    is_for_this_machine_only: bool


class PageLink(BaseModel):
    """Another service with pages.

    Attributes:
        url: Empty where it is at `port` of the host under which the page itself was opened.
    """

    name: str
    title: str
    url: str
    port: int


class House(BaseModel):
    """What people need to know to get in touch.

    Attributes:
        assistant: Name of the assistant in Mumble.
        phone: Empty where it has no number.
        mail: Empty where it has no address.
    """

    assistant: str
    mumble: MumbleAddress
    phone: str
    mail: str
    links: list[PageLink]


def application(settings: Settings, status: PublicStatus, *, key: str) -> FastAPI:
    """The service; `key` opens its figures for Prometheus."""
    health = Health(("pages",))
    health.provide({"pages": lambda: _pages_are_there(settings)})

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        status.now()
        yield
        await status.close()

    app = create_app(
        "Mumble-AI landing page",
        open_routers=[health.router(), routes(settings, status)],
        api_key=key,
        lifespan=lifespan,
    )
    Pages(settings, "landing-page").add_to(app)
    return app


def routes(settings: Settings, status: PublicStatus) -> APIRouter:
    """The endpoints of the page."""
    router = APIRouter(prefix="/api/v1", tags=["landing"])

    @router.get("/house")
    async def house(request: Request) -> House:
        """How to reach the assistant."""
        return house_of(settings, opened_at=request.url.hostname or "")

    @router.get("/status")
    async def stack_status() -> StackStatus:
        """How each service is: the last answers, at once."""
        return status.now()

    @router.get("/changelog")
    async def changelog() -> list[Release]:
        """What changed, the newest first."""
        return await asyncio.to_thread(read_changelog)

    _ = house, stack_status, changelog
    return router


def house_of(settings: Settings, *, opened_at: str = "") -> House:
    """What the settings say of how to get in touch.

    Args:
        opened_at: The host under which the page was opened; what only its own machine reaches is left out elsewhere.
    """
    is_ours = settings.mumble_server == "auto" and is_loopback(settings.mumble_host)
    mumble = MumbleAddress(
        host=settings.public_host or _mumble_host(settings, is_ours=is_ours),
        port=settings.public_mumble_port or settings.mumble_port,
        needs_password=bool(settings.mumble_server_password or settings.mumble_password),
        is_for_this_machine_only=is_ours and is_loopback(settings.mumble_bind_host),
    )
    return House(
        assistant=settings.mumble_username,
        mumble=mumble,
        phone=settings.public_phone,
        mail=settings.public_mail,
        links=_links(settings, opened_at),
    )


def _mumble_host(settings: Settings, *, is_ours: bool) -> str:
    """The one host under which the Mumble server is reached; empty where it is that of the page."""
    if is_ours or settings.service_hosts:
        is_any = settings.mumble_bind_host in _EVERY_HOST or is_loopback(settings.mumble_bind_host)
        return "" if is_any else settings.mumble_bind_host
    return "" if is_loopback(settings.mumble_host) else settings.mumble_host


def _links(settings: Settings, opened_at: str) -> list[PageLink]:
    known = services()
    urls = {"web-control-panel": settings.control_panel_url.rstrip("/")}
    links: list[PageLink] = []
    for spec in (known[name] for name in PAGE_SERVICES if name in known and known[name].wanted(settings)):
        url = urls.get(spec.name, "")
        host = urlsplit(url).hostname or ""
        if is_loopback(host) and opened_at and not is_loopback(opened_at):
            continue
        url = "" if host in _EVERY_HOST else url
        links.append(PageLink(name=spec.name, title=spec.title, url=url, port=spec.port(settings)))
    return links


async def _pages_are_there(settings: Settings) -> str:
    if await asyncio.to_thread(find_pages, settings) is None:
        raise NotReady("the pages are not built: run ./mumble-ai pages")
    return "the pages are built"


async def run(settings: Settings) -> None:
    """Serves until cancelled."""
    key = speech_api_key(settings)
    status = PublicStatus(HealthBoard(settings))
    app = application(settings, status, key=key)
    await serve(app, settings.bind_host, settings.landing_page_port, api_key=key)


async def openapi(settings: Settings) -> dict[str, Any]:
    """The description of the API."""
    return application(settings, PublicStatus(HealthBoard(settings)), key="none").openapi()
