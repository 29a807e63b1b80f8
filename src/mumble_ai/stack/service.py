"""What a service is: a name, a port, what it needs, and how it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

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
        host: The address it listens on, given the settings.
        health_path: HTTP path that answers 200 when healthy, or None where Mumble's ping is answered.
        models: Ids of catalogue models it needs, given the settings.
        wanted: Whether `up` starts it, given the settings.
        start_timeout_s: How long it may take until it is healthy.
    """

    name: str
    title: str
    module: str
    port_setting: str
    needs: tuple[str, ...] = ()
    host: Callable[[Settings], str] = lambda settings: settings.bind_host
    health_path: str | None = "/health"
    models: Callable[[Settings], tuple[str, ...]] = lambda settings: ()
    wanted: Callable[[Settings], bool] = lambda settings: True
    start_timeout_s: float = 60.0

    def port(self, settings: Settings) -> int:
        """The port it listens on."""
        return int(getattr(settings, self.port_setting))

    @property
    def port_name(self) -> str:
        """The environment name of the setting that holds its port."""
        return self.port_setting.upper()
