"""`POST /api/chat` of the first system, in its shape, answered by the assistant of now."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from mumble_ai.accounts.account import Account
from mumble_ai.services.control_panel.talk.door import NAME
from mumble_ai.services.control_panel.talk.endpoints import LONGEST_QUESTION, QuestionBody, asked
from mumble_ai.services.control_panel.talk.room import TalkRoom
from mumble_ai.services.control_panel.talk.turn import TurnEnd
from mumble_ai.web.errors import ApiError

BUSY_S = 3.0


class ChatBody(BaseModel):
    """A question.

    Attributes:
        user_name: Ignored but for a check: an answer is always that of the account, since it may tell what is known.
        session_id: Ignored: a talk goes on until it was silent for long.
        include_memories: Taken for compatibility: what is known is used where it helps.
        include_schedule: The same.
    """

    message: str = Field(min_length=1, max_length=LONGEST_QUESTION)
    user_name: str = Field("", max_length=200)
    session_id: str = Field("", max_length=200)
    include_memories: bool = True
    include_schedule: bool = True


class ContextUsed(BaseModel):
    """What the answer could draw on."""

    memories: bool
    schedule: bool


class ChatAnswer(BaseModel):
    """The answer."""

    response: str
    session_id: str
    context_used: ContextUsed


class ChatEnvelope(BaseModel):
    """The shape of every answer of the first system."""

    success: Literal[True] = True
    data: ChatAnswer
    timestamp: datetime


def routes(room: TalkRoom) -> APIRouter:
    """The endpoint."""
    router = APIRouter(tags=["first system"])

    @router.post("/api/chat", operation_id="firstSystemChat")
    async def chat(body: ChatBody, account: Annotated[Account, Depends(room.panel.guard.member)]) -> ChatEnvelope:
        """Asks, and waits for the whole answer."""
        names = {account.person.name.casefold(), account.sign_in_name.casefold()}
        if body.user_name.strip() and body.user_name.strip().casefold() not in names:
            message = f"this account is {account.person.name}'s; sign in as {body.user_name} to ask for them"
            raise ApiError(403, message, param="user_name", code="not_you")
        turn = await asked(room, account, QuestionBody(text=body.message))
        async for event in turn.follow():
            if isinstance(event, TurnEnd) and event.state == "failed":
                raise ApiError(503, event.detail, code=event.code, retry_s=BUSY_S)
        used = ContextUsed(memories=True, schedule=True)
        session_id = body.session_id or f"{NAME}-{account.person.id.hex}"
        answer = ChatAnswer(response=turn.answer.strip(), session_id=session_id, context_used=used)
        return ChatEnvelope(data=answer, timestamp=datetime.now(UTC))

    _ = chat
    return router
