"""The services with pages, for the bar that leads from one to another."""

from typing import Final

from pydantic import BaseModel
from starlette.requests import HTTPConnection

from mumble_ai.settings import Settings
from mumble_ai.stack.registry import services

WITH_PAGES: Final = ("web-control-panel", "landing-page")


class ServiceLink(BaseModel):
    """A service with pages, for the navigation."""

    name: str
    title: str
    url: str


def service_links(settings: Settings, connection: HTTPConnection) -> list[ServiceLink]:
    """Those that belong to this stack, on the host by which the browser reaches this one: the sign-in is good there."""
    host = connection.url.hostname or "127.0.0.1"
    host = f"[{host}]" if ":" in host else host
    scheme = connection.url.scheme
    return [
        ServiceLink(name=spec.name, title=spec.title, url=f"{scheme}://{host}:{spec.port(settings)}/")
        for spec in services().values()
        if spec.name in WITH_PAGES and spec.wanted(settings)
    ]
