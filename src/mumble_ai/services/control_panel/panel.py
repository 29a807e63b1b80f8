"""What the endpoints of the control panel are built from."""

from __future__ import annotations

from dataclasses import dataclass


from mumble_ai.accounts.guard import Guard
from mumble_ai.services.household import Household
from mumble_ai.settings import Settings
from mumble_ai.storage.events import Events


@dataclass(frozen=True, slots=True)
class Panel:
    """The parts. Each file of endpoints has one `routes(panel) -> APIRouter`.

    Attributes:
        guard: Who may ask.
        events: News between services.
    """

    settings: Settings
    household: Household
    guard: Guard
    events: Events
