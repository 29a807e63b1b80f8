"""Flight records: which turns there were, one of them in full, and its sound."""

import asyncio
import re
from datetime import datetime
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Depends, Query
from fastapi.responses import FileResponse
from pydantic import BaseModel

from mumble_ai.accounts.account import Account
from mumble_ai.audio.pcm import VOICE_RATE_HZ
from mumble_ai.conversation.turn import Outcome, Part
from mumble_ai.flight.browsing import FlightBrowser, FlightQuery, Slow
from mumble_ai.flight.record import Door, TurnRecord
from mumble_ai.flight.store import FlightStore
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.flights import flight_store
from mumble_ai.services.live_news import TurnNews, turn_news
from mumble_ai.web.errors import ApiError

MOST_TURNS: Final = 200
HIDDEN: Final = "said in private"
_ID: Final = re.compile(r"\d{8}t\d{9}-[0-9a-z]{7}")
Step = Literal["answer", "end", "hear", "think", "voice", "play"]


class FlightsView(BaseModel):
    """Turns, the newest first.

    Attributes:
        next_before: Where older ones begin; empty where there are none.
        recording: What `FLIGHT_RECORD` keeps of each turn.
    """

    turns: list[TurnNews]
    next_before: str
    recording: Literal["on", "off", "audio"]


class DecisionView(BaseModel, from_attributes=True):
    """What was decided, `at_s` after the start of the turn, and why."""

    at_s: float
    what: str
    why: str


class PieceView(BaseModel, from_attributes=True):
    """A piece of text, `after_s` after the engine was asked."""

    after_s: float
    text: str


class CallView(BaseModel, from_attributes=True):
    """What an engine was asked and gave; see `mumble_ai.flight.record.EngineCall`."""

    part: Part
    at_s: float
    listened_s: float | None
    took_s: float
    asked: str
    text: str
    pieces: list[PieceView]
    sound_s: float
    error: str


class FlightView(BaseModel):
    """One turn in full.

    Attributes:
        said: What was generated as the answer; `turn.played` is what was heard of it.
        sound_s: Length of the sound that is kept of the question; None where none is.
    """

    turn: TurnNews
    said: str
    decisions: list[DecisionView]
    wasted: dict[Part, int]
    conditions: dict[str, str]
    calls: list[CallView]
    sound_s: float | None


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1/flights", tags=["flights"])
    store = flight_store(panel.settings)
    _add_list(router, panel, FlightBrowser(store))
    _add_one(router, panel, store)
    return router


def _add_list(router: APIRouter, panel: Panel, browser: FlightBrowser) -> None:
    @router.get("")
    async def flights(
        account: Annotated[Account, Depends(panel.guard.member)],
        mine: bool = False,
        speaker: Annotated[str, Query(max_length=100)] = "",
        door: Door | None = None,
        outcome: Outcome | None = None,
        slow: Step | None = None,
        slow_s: Annotated[float, Query(ge=0, le=3600)] = 1.0,
        text: Annotated[str, Query(max_length=200)] = "",
        since: datetime | None = None,
        until: datetime | None = None,
        before: Annotated[str, Query(max_length=40)] = "",
        limit: Annotated[int, Query(ge=1, le=MOST_TURNS)] = 50,
    ) -> FlightsView:
        """The newest turns that fit: an owner's view is of everybody's, everybody else sees their own."""
        query = FlightQuery(
            person_id=str(account.person.id) if mine or not account.is_owner else None,
            speaker=speaker,
            door=door,
            outcome=outcome,
            slow=Slow(slow, slow_s) if slow is not None else None,
            text=text,
            since=_aware(since),
            until=_aware(until),
            before=before,
        )
        page = await asyncio.to_thread(browser.page, query, limit, lambda record: seen_by(account, record))
        turns = [turn_news(record, hidden=is_hidden(account, record)) for record in page.records]
        return FlightsView(turns=turns, next_before=page.next_before, recording=panel.settings.flight_record)

    _ = flights


def _add_one(router: APIRouter, panel: Panel, store: FlightStore) -> None:
    @router.get("/{flight_id}")
    async def flight(flight_id: str, account: Annotated[Account, Depends(panel.guard.member)]) -> FlightView:
        """One turn in full."""
        record = seen_by(account, await _read(store, flight_id, account))
        path = await asyncio.to_thread(store.sound_path, record.id)
        hidden = is_hidden(account, record)
        sound_s = sum(frame.samples for frame in record.frames) / VOICE_RATE_HZ
        return FlightView(
            turn=turn_news(record, hidden=hidden),
            said=record.said,
            decisions=[DecisionView.model_validate(one) for one in record.decisions],
            wasted=record.wasted,
            conditions=record.conditions if account.is_owner else {},
            calls=[CallView.model_validate(one) for one in record.calls],
            sound_s=sound_s if path is not None and not hidden else None,
        )

    @router.get("/{flight_id}/audio", response_class=FileResponse)
    async def flight_audio(flight_id: str, account: Annotated[Account, Depends(panel.guard.member)]) -> FileResponse:
        """What was said, as WAV; parts of it by `Range`."""
        record = await _read(store, flight_id, account)
        path = await asyncio.to_thread(store.sound_path, record.id)
        if path is None or is_hidden(account, record):
            raise ApiError(404, "no sound is kept of this turn; FLIGHT_RECORD=audio keeps it", code="no_sound")
        return FileResponse(path, media_type="audio/wav", headers={"Cache-Control": "private, no-store"})

    _ = flight, flight_audio


async def _read(store: FlightStore, flight_id: str, account: Account) -> TurnRecord:
    gone = ApiError(404, "there is no such turn, or it is forgotten by now", code="no_such_turn")
    record = await asyncio.to_thread(store.read, flight_id) if _ID.fullmatch(flight_id) else None
    if record is None or not (account.is_owner or _is_theirs(account, record)):
        raise gone
    return record


def _is_theirs(account: Account, record: TurnRecord) -> bool:
    return bool(record.person_id) and record.person_id == str(account.person.id)


def is_hidden(account: Account, record: TurnRecord) -> bool:
    """Whether the words are nobody's business but the speaker's."""
    return record.private and not _is_theirs(account, record)


def seen_by(account: Account, record: TurnRecord) -> TurnRecord:
    """A record as somebody may see it: of others' private talk the times are left, but no word."""
    if not is_hidden(account, record):
        return record
    decisions = tuple(decision.model_copy(update={"why": HIDDEN}) for decision in record.decisions)
    nothing = {"question": "", "said": "", "played": "", "frames": (), "calls": (), "decisions": decisions}
    return record.model_copy(update=nothing)


def _aware(moment: datetime | None) -> datetime | None:
    if moment is not None and moment.tzinfo is None:
        raise ApiError(400, "a moment needs its offset from UTC, such as 2026-01-31T18:00:00Z", code="invalid_value")
    return moment
