"""What the endpoints of the control panel are built from."""

from __future__ import annotations

from dataclasses import dataclass, field

from mumble_ai.accounts.guard import Guard
from mumble_ai.services.control_panel.hub import LiveHub
from mumble_ai.services.household import Household
from mumble_ai.settings import Settings
from mumble_ai.storage.events import Events


@dataclass(frozen=True, slots=True)
class Panel:
    """The parts. Each file of endpoints has one `routes(panel) -> APIRouter`.

    Attributes:
        guard: Who may ask.
        events: News between services.
        live: News for the pages that are open: `panel.live.tell(topic, person_id, data)`.
    """

    settings: Settings
    household: Household
    guard: Guard
    events: Events
    live: LiveHub = field(default_factory=LiveHub)
