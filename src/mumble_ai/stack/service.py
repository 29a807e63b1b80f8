"""What a service is: a name, a port, what it needs, and how it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from mumble_ai.settings import Settings


@dataclass(frozen=True, slots=True)
class ServiceSpec:
    """One line of the registry.

    Attributes:
        name: As in `mumble-ai serve NAME` and in compose.
        title: One line for people.
        module: Imported only where the service runs; it has `async def run(settings: Settings) -> None`, which serves
            until it is cancelled.
        port_setting: Field of the settings that holds the port it listens on.
        needs: Names of services that must be healthy first, where they are wanted.
        likes: Names of services it waits for, too, but does its work without.
        host: The address it listens on, given the settings.
        speaks: What it is asked in whether it is healthy.
        health_path: The path that answers 200 when it is, where it speaks HTTP.
        models: Ids of catalogue models it needs, given the settings.
        is_vital: Whether `up` fails where it does not start; else it is tried again and again meanwhile.
        wanted: Whether `up` starts it, given the settings.
        is_program: Whether its process becomes a program of somebody else's, and so can't serve anything besides.
        takes_changes: Whether it takes changed settings up while it runs: `run(settings, live)`, with a
            `mumble_ai.stack.saved.live.LiveSettings`.
        has_pages: Whether people open it in a browser.
        start_timeout_s: How long it may take until it is healthy.
    """

    name: str
    title: str
    module: str
    port_setting: str
    needs: tuple[str, ...] = ()
    likes: tuple[str, ...] = ()
    host: Callable[[Settings], str] = lambda settings: settings.bind_host
    speaks: Literal["http", "mumble", "postgres", "redis"] = "http"
    health_path: str = "/health"
    models: Callable[[Settings], tuple[str, ...]] = lambda settings: ()
    is_vital: bool = True
    wanted: Callable[[Settings], bool] = lambda settings: True
    is_program: bool = False
    takes_changes: bool = False
    has_pages: bool = False
    start_timeout_s: float = 60.0

    def port(self, settings: Settings) -> int:
        """The port it listens on."""
        return int(getattr(settings, self.port_setting))

    @property
    def port_name(self) -> str:
        """The environment name of the setting that holds its port."""
        return self.port_setting.upper()
