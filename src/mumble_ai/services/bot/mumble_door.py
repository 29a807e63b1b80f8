"""A Mumble channel as the `Door` of a talk."""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections.abc import AsyncIterator

from mumble_ai.audio.pcm import Int16
from mumble_ai.conversation.ports import DoorEvent, Participant, Presence, PresenceChange, TextHeard, VoiceHeard
from mumble_ai.mumble import (
    Connected,
    Disconnected,
    Event,
    MumbleClient,
    MumbleError,
    Subscription,
    TextReceived,
    User,
    UserChanged,
    UserJoined,
    UserLeft,
    VoiceContext,
    VoiceReceived,
)

_log = logging.getLogger(__name__)
_WHISPERED = frozenset({VoiceContext.SHOUT, VoiceContext.WHISPER})


class MumbleDoor:
    """Hears who is in the bot's channel or whispers to the bot; speaks and writes into that channel.

    A participant is one visit: sessions are used again by the server, so each visit gets a number of its own.
    """

    def __init__(self, client: MumbleClient) -> None:
        self._client = client
        self._subscription: Subscription = client.events()
        self._voice = client.voice()
        self._visits = itertools.count(1)
        self._present: dict[int, Participant] = {}
        self.closed_because = ""
        """Why there are no more events, once there are none."""

    async def events(self) -> AsyncIterator[DoorEvent]:
        """See `Door.events`; ends when the client will not connect again."""
        async for event in self._subscription:
            if isinstance(event, Disconnected) and not event.will_retry:
                self.closed_because = event.reason
                return
            for happening in self._translate(event):
                yield happening

    async def play(self, frame: Int16) -> None:
        """See `Door.play`."""
        await self._voice.write(frame)

    async def end_playing(self) -> None:
        """See `Door.end_playing`."""
        await self._voice.end()

    async def send_text(self, text: str, *, to: Participant | None = None) -> None:
        """See `Door.send_text`; a participant who has left gets nothing."""
        if to is None:
            await self._client.send_text(text)
            return
        session = next((s for s, participant in self._present.items() if participant.id == to.id), None)
        user = self._client.state.users.get(session) if session is not None else None
        if user is None:
            return
        try:
            await self._client.send_text(text, users=[user])
        except MumbleError as error:
            _log.warning("a text was not sent: %s", error)
            raise

    def close(self) -> None:
        """Ends the events."""
        self._subscription.close()

    def _translate(self, event: Event) -> list[DoorEvent]:
        match event:
            case VoiceReceived():
                return self._voice_heard(event)
            case TextReceived():
                return self._text_heard(event)
            case UserLeft(user=user):
                return self._gone(user.session)
            case UserJoined(user=user):
                return self._moved(user)
            case UserChanged(user=user, before=before):
                if user.session == self._client.state.my_session:
                    return self._look_around() if user.channel_id != before.channel_id else []
                return self._moved(user) if user.channel_id != before.channel_id else []
            case Connected(again=True):
                return self._look_around()
            case _:
                return []

    def _voice_heard(self, event: VoiceReceived) -> list[DoorEvent]:
        if self._is_me(event.user) or not (self._is_here(event.user) or event.target in _WHISPERED):
            return []
        return [VoiceHeard(self._participant(event.user), event.pcm, event.at_s, event.ended)]

    def _text_heard(self, event: TextReceived) -> list[DoorEvent]:
        if event.sender is None or self._is_me(event.sender) or not event.text_plain.strip():
            return []
        sender = self._participant(event.sender)
        return [TextHeard(sender, event.text_plain, event.private, self._now_s())]

    def _look_around(self) -> list[DoorEvent]:
        """Who is here after the bot itself has moved or come back; a session number may belong to somebody else now."""
        users = dict(self._client.state.users)
        gone = [self._gone(s) for s, who in list(self._present.items()) if not self._is_still(who, users.get(s))]
        come = [self._moved(user) for user in users.values()]
        return [*itertools.chain.from_iterable(gone), *itertools.chain.from_iterable(come)]

    def _moved(self, user: User) -> list[DoorEvent]:
        if self._is_me(user):
            return []
        if not self._is_here(user):
            return self._gone(user.session)
        if user.session in self._present:
            return []
        return [Presence(self._participant(user), PresenceChange.JOINED, self._now_s())]

    def _gone(self, session: int) -> list[DoorEvent]:
        participant = self._present.pop(session, None)
        return [Presence(participant, PresenceChange.LEFT, self._now_s())] if participant else []

    def _participant(self, user: User) -> Participant:
        known = self._present.get(user.session)
        if known is None:
            known = Participant(f"{user.session}-{next(self._visits)}", user.name, _identity(user))
            self._present[user.session] = known
        return known

    def _is_me(self, user: User) -> bool:
        return user.session == self._client.state.my_session

    def _is_still(self, participant: Participant, user: User | None) -> bool:
        if user is None or not self._is_here(user):
            return False
        return (participant.name, participant.identity) == (user.name, _identity(user))

    def _is_here(self, user: User) -> bool:
        return user.channel_id == self._client.state.me.channel_id

    def _now_s(self) -> float:
        return asyncio.get_running_loop().time()


def _identity(user: User) -> str | None:
    """The certificate, which the server has checked, or else the account on the server."""
    if user.certificate_hash:
        return f"certificate:{user.certificate_hash}"
    return f"account:{user.registered_id}" if user.registered_id is not None else None
