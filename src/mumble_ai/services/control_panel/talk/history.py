"""What was said in the panel: the messages that are kept, and those that are too new for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final, Literal
from uuid import UUID

from pydantic import BaseModel

from mumble_ai.assistant.actions.deeds import DeedLog
from mumble_ai.memory.conversations.history import HistorySearch, Page, Said
from mumble_ai.services.control_panel.talk.door import NAME
from mumble_ai.services.control_panel.talk.talks import Talks, own_id
from mumble_ai.services.control_panel.talk.turn import ActionTaken, Turn
from mumble_ai.services.household import Household
from mumble_ai.web.errors import ApiError

STORED_AFTER: Final = timedelta(seconds=15)
"""An answer that is over for longer stands in the history, or was forgotten there."""


class MessageBody(BaseModel):
    """One message.

    Attributes:
        id: Stays the same for as long as the message does.
        turn_id: As the page has chosen it.
        actions: What was done for an answer.
        learned: What was noted from a question, in sentences; it may come some seconds later.
        interrupted: Whether the answer was stopped.
    """

    id: str
    turn_id: str
    role: Literal["user", "assistant"]
    text: str
    spoken: bool
    said_at: datetime
    interrupted: bool = False
    actions: list[ActionTaken] = []
    learned: list[str] = []


class RunningTurn(BaseModel):
    """A question that is being answered; `GET …/turns/{turn_id}/events` follows it."""

    turn_id: str
    text: str
    spoken: bool
    asked_at: datetime


class TalkPage(BaseModel):
    """Messages, oldest first.

    Attributes:
        before: Where the page of older ones begins; empty where there are none.
    """

    messages: list[MessageBody]
    before: str
    running: RunningTurn | None


async def read_talk(house: Household, talks: Talks, person_id: UUID, *, before: str, limit: int) -> TalkPage:
    """One page of a person's talk; the newest without `before`.

    Raises:
        ApiError: 400 for a `before` that is none of ours.
        DatabaseUnavailable: It can't be read now.
    """
    page = await house.log.search(person_id, HistorySearch(door=NAME, limit=limit, after=_moment_of(before)))
    kept = page.messages[::-1]
    turn_ids = list({said.turn_id for said in kept if said.turn_id})
    done = await DeedLog(house.stores.database).of_turns(person_id, turn_ids) if turn_ids else []
    learned: dict[UUID, list[str]] = defaultdict(list)
    asked = [said.message_id for said in kept if said.role == "user"]
    for message_id, sentence in await house.facts.told_in(person_id, asked) if asked else ():
        learned[message_id].append(sentence)
    actions: dict[str, list[ActionTaken]] = defaultdict(list)
    for deed in done:
        actions[deed.turn_id].append(ActionTaken(name=deed.action, ok=True, say=deed.say))
    for turn in talks.of(person_id):
        actions[turn.id] = turn.actions or actions[turn.id]
    messages = [_message(person_id, said, actions[said.turn_id], learned[said.message_id]) for said in kept]
    running = talks.running(person_id)
    if not before:
        messages += _too_new(talks.of(person_id), kept)
    return TalkPage(messages=messages, before=_cursor(page), running=_running(running) if running else None)


def _message(person_id: UUID, said: Said, actions: Sequence[ActionTaken], learned: list[str]) -> MessageBody:
    is_answer = said.role == "assistant"
    return MessageBody(
        id=str(said.message_id),
        turn_id=own_id(person_id, said.turn_id),
        role="assistant" if is_answer else "user",
        text=said.text,
        spoken=said.kind == "voice",
        said_at=said.said_at,
        interrupted=said.interrupted,
        actions=list(actions) if is_answer else [],
        learned=[] if is_answer else learned,
    )


def _too_new(turns: Iterable[Turn], kept: Sequence[Said]) -> list[MessageBody]:
    """What is remembered and not stored yet: it is stored in the order in which it was said."""
    messages: list[MessageBody] = []
    for turn in turns:
        end = turn.end
        if end is None or not (end.answer or end.state == "stopped") or (kept and turn.asked_at <= kept[-1].said_at):
            continue
        if end.is_kept and datetime.now(UTC) - end.answered_at > STORED_AFTER:
            continue
        turn_id = own_id(turn.person_id, turn.id)
        asked = MessageBody(
            id=f"{turn_id}-question",
            turn_id=turn_id,
            role="user",
            text=turn.text,
            spoken=turn.spoken,
            said_at=turn.asked_at,
        )
        messages.append(asked)
        if end.answer:
            changes = {"id": f"{turn_id}-answer", "role": "assistant", "text": end.answer, "said_at": end.answered_at}
            more = {"interrupted": end.state != "done", "actions": turn.actions}
            messages.append(asked.model_copy(update=changes | more))
    return messages


def _running(turn: Turn) -> RunningTurn:
    return RunningTurn(
        turn_id=own_id(turn.person_id, turn.id), text=turn.text, spoken=turn.spoken, asked_at=turn.asked_at
    )


def _cursor(page: Page) -> str:
    return f"{page.next[0].isoformat()}~{page.next[1]}" if page.next else ""


def _moment_of(before: str) -> tuple[datetime, UUID] | None:
    if not before:
        return None
    moment, _, message_id = before.partition("~")
    try:
        said_at = datetime.fromisoformat(moment)
        return (said_at if said_at.tzinfo else said_at.replace(tzinfo=UTC)), UUID(message_id)
    except ValueError as error:
        raise ApiError(400, "before: take it from the page before", param="before", code="invalid_value") from error
