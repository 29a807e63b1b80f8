"""What the endpoints of the control panel are built from."""

from __future__ import annotations

from dataclasses import dataclass, field

from mumble_ai.accounts.accounts import Accounts
from mumble_ai.accounts.guard import Guard
from mumble_ai.services.control_panel.watching.hub import LiveHub
from mumble_ai.services.household import Household
from mumble_ai.settings import Settings
from mumble_ai.stack.saved.live import LiveSettings
from mumble_ai.storage.events import Events


@dataclass(slots=True)
class Panel:
    """The parts. Each file of endpoints has one `routes(panel) -> APIRouter`.

    Such a file has no `from __future__ import annotations`: FastAPI looks for what an annotation names outside the
    function, where there is no `panel`.

    Attributes:
        settings: As they are now; those that act at once may be others with the next request.
        changing: Tells of such changes, for what was made of settings; None in a panel that nobody changes.
        guard: Who may ask.
        accounts: Who can sign in; `panel.accounts.audit` is the record of what is changed and deleted.
        events: News between services.
        live: News for the pages that are open: `panel.live.tell(topic, person_id, data)`.
    """

    settings: Settings
    household: Household
    guard: Guard
    events: Events
    accounts: Accounts
    live: LiveHub = field(default_factory=LiveHub)
    changing: LiveSettings | None = None
