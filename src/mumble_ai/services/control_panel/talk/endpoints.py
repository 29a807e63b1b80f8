"""Talking with the assistant in the browser: questions, answers as they are written, their sound, and what was said."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, aclosing
from functools import partial
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field
from starlette.types import Receive, Scope, Send

from mumble_ai.accounts.account import Account
from mumble_ai.conversation.turn import Stage
from mumble_ai.resilience.standing import Standing
from mumble_ai.services.control_panel.talk.history import TalkPage, read_talk
from mumble_ai.services.control_panel.talk.room import TalkRoom
from mumble_ai.services.control_panel.talk.speech import MEDIA_TYPE, as_wav, no_voice, spoken
from mumble_ai.services.control_panel.talk.talks import Question, StillAnswering, TooManyTalks
from mumble_ai.services.control_panel.talk.turn import Turn
from mumble_ai.speech.contract import SpeechError
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.rate_limits import Rate
from mumble_ai.telemetry import of_turn
from mumble_ai.web.errors import ApiError

LONGEST_QUESTION: Final = 4_000
QUESTIONS: Final = Rate(30, 60.0)
"""Of one person."""
BUSY_S: Final = 3.0
FIRST_SOUND_S: Final = 90.0
"""A model that thinks for longer is read, not waited for."""
MOST_SPEAKING: Final = 8
TurnId = Annotated[str, Field(pattern=r"^[\w.-]{1,64}$")]
_Described = dict[int | str, dict[str, Any]]
_EVENTS: Final[_Described] = {200: {"content": {"text/event-stream": {"schema": {"type": "string"}}}}}
_SOUND: Final[_Described] = {200: {"content": {MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}}}


class QuestionBody(BaseModel):
    """A question.

    Attributes:
        turn_id: Chosen by the caller: a question sent twice is answered once. Left out, one is made.
        spoken: Whether it was said; the answer is then worded to be spoken.
        language: ISO 639-1 code that it was heard in.
    """

    text: str = Field(min_length=1, max_length=LONGEST_QUESTION)
    turn_id: TurnId | None = None
    spoken: bool = False
    language: str | None = Field(default=None, pattern=r"^[a-z]{2,3}$")


class PartStanding(BaseModel):
    """How a part is that a talk needs."""

    ok: bool
    detail: str


class TalkStanding(BaseModel):
    """What works now: the language model, the ear, the voice."""

    model: PartStanding
    hearing: PartStanding
    speaking: PartStanding


class SoundOfTurn(StreamingResponse):
    """A stream whose making is told in the logs with the turn it is about."""

    media_type = MEDIA_TYPE

    def __init__(self, turn: Turn, content: AsyncGenerator[bytes, None]) -> None:
        super().__init__(content)
        self._turn_id = turn.id

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with of_turn(self._turn_id):
            await super().__call__(scope, receive, send)


def routes(room: TalkRoom) -> APIRouter:
    """The endpoints."""
    panel = room.panel
    router = APIRouter(prefix="/api/v1/talk", tags=["talk"])
    member = panel.guard.member

    @router.get("", operation_id="talk")
    async def talk(
        account: Annotated[Account, Depends(member)],
        before: Annotated[str, Query(max_length=100)] = "",
        limit: Annotated[int, Query(ge=1, le=100)] = 50,
    ) -> TalkPage:
        """The last messages, and the answer that is being written."""
        room.expect()
        return await read_talk(panel.household, room.talks, account.person.id, before=before, limit=limit)

    @router.get("/standing", operation_id="talkStanding")
    async def standing(account: Annotated[Account, Depends(member)]) -> TalkStanding:
        """Whether the parts that a talk needs work."""
        now = await room.standings()
        return TalkStanding(model=_told(now.model), hearing=_told(now.hearing), speaking=_told(now.speaking))

    @router.post("/turns", operation_id="ask", response_class=StreamingResponse, responses=_EVENTS)
    async def ask(body: QuestionBody, account: Annotated[Account, Depends(member)]) -> StreamingResponse:
        """Asks. The answer comes as server-sent events; it goes on when nobody listens, until it is stopped."""
        return _streamed(await asked(room, account, body))

    @router.get(
        "/turns/{turn_id}/events", operation_id="turnEvents", response_class=StreamingResponse, responses=_EVENTS
    )
    async def turn_events(turn_id: TurnId, account: Annotated[Account, Depends(member)]) -> StreamingResponse:
        """Follows an answer from its beginning, as for a second tab."""
        return _streamed(_known(room, account, turn_id))

    @router.post("/turns/{turn_id}/stop", operation_id="stopTurn", status_code=204)
    async def stop_turn(turn_id: TurnId, account: Annotated[Account, Depends(member)]) -> None:
        """Stops an answer; what was written of it stays."""
        await room.talks.stop(_known(room, account, turn_id))

    @router.get(
        "/turns/{turn_id}/speech", operation_id="turnSpeech", response_class=StreamingResponse, responses=_SOUND
    )
    async def turn_speech(turn_id: TurnId, account: Annotated[Account, Depends(member)]) -> StreamingResponse:
        """The answer as sound, while it is being written: a WAV stream, in the voice that the person has chosen."""
        return await _aloud(room, _known(room, account, turn_id), account.person.voice)

    _ = talk, standing, ask, turn_events, stop_turn, turn_speech
    return router


async def asked(room: TalkRoom, account: Account, body: QuestionBody) -> Turn:
    """Begins to answer a question.

    Raises:
        ApiError: It can't be asked now; the message says why.
    """
    if not body.text.strip():
        raise ApiError(400, "text: there are no words in it", param="text", code="empty_text")
    if body.turn_id is None or room.talks.get(account.person.id, body.turn_id) is None:
        await room.limit(account, "talk", QUESTIONS)
    turn_id = body.turn_id or new_id().hex
    heard = room.flights.heard(account.person.id, turn_id) if body.spoken else None
    question = Question(turn_id, body.text.strip(), body.spoken, body.language, heard)
    try:
        return room.talks.begin(account.person, question)
    except StillAnswering as error:
        raise ApiError(409, str(error), code="still_answering") from error
    except TooManyTalks as error:
        raise ApiError(503, str(error), code="busy", retry_s=BUSY_S) from error


def _known(room: TalkRoom, account: Account, turn_id: str) -> Turn:
    turn = room.talks.get(account.person.id, turn_id)
    if turn is None:
        raise ApiError(404, "this answer is over; GET /api/v1/talk has its words", code="unknown_turn")
    return turn


def _streamed(turn: Turn) -> StreamingResponse:
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(_as_events(turn), media_type="text/event-stream", headers=headers)


async def _as_events(turn: Turn) -> AsyncGenerator[str, None]:
    async with aclosing(turn.follow()) as events:
        async for event in events:
            yield f"data: {event.model_dump_json()}\n\n" if event is not None else ": still there\n\n"


async def _aloud(room: TalkRoom, turn: Turn, voice: str) -> StreamingResponse:
    """Begins to speak before it answers: afterwards it can't be said any more that there is no voice."""
    turn.flight.voice_asked.set()
    with of_turn(turn.id):
        return await _spoken(room, turn, voice)


async def _spoken(room: TalkRoom, turn: Turn, voice: str) -> StreamingResponse:
    async with AsyncExitStack() as open_things:
        await open_things.enter_async_context(room.place("speech", MOST_SPEAKING))
        try:
            async with asyncio.timeout(FIRST_SOUND_S):
                chunks = spoken(turn, await room.speech.mouth(), room.meter, voice)
                open_things.push_async_callback(chunks.aclose)
                first = await anext(chunks, None)
        except SpeechError as error:
            turn.flight.mute(str(error))
            raise no_voice(error) from error
        except TimeoutError as error:
            turn.flight.mute("no words came to be spoken")
            raise ApiError(503, "no words came to be spoken", code="no_voice", retry_s=BUSY_S) from error
        begun = partial(turn.flight.voice, Stage.FIRST_PACKET)
        return SoundOfTurn(turn, as_wav(first, chunks, open_things.pop_all(), begun))
    raise AssertionError("the block above answers or raises")


def _told(standing: Standing) -> PartStanding:
    return PartStanding(ok=not standing.degraded, detail=standing.detail)
