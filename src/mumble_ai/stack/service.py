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
        port: The port it listens on, given the settings.
        needs: Names of services that must be healthy first.
        health_path: HTTP path that answers 200 when healthy, or None for a service whose health is a TCP connection.
        models: Ids of catalogue models it needs, given the settings.
        wanted: Whether `up` starts it, given the settings.
        start_timeout_s: How long it may take until it is healthy.
    """

    name: str
    title: str
    module: str
    port: Callable[[Settings], int]
    needs: tuple[str, ...] = ()
    health_path: str | None = "/health"
    models: Callable[[Settings], tuple[str, ...]] = lambda settings: ()
    wanted: Callable[[Settings], bool] = lambda settings: True
    start_timeout_s: float = 60.0
