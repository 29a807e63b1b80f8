"""A Mumble channel as the `Door` of a talk."""

from __future__ import annotations

import asyncio
import itertools
import logging
from collections.abc import AsyncIterator, Callable

from mumble_ai.audio.pacing import FRAME_S
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
    Voice,
    VoiceContext,
    VoiceReceived,
)
from mumble_ai.services.bot.whispers import Whispers

_log = logging.getLogger(__name__)
_FOR_US = frozenset({VoiceContext.SHOUT, VoiceContext.WHISPER})
NO_WHISPER = (
    "I am not allowed to whisper to you here, so you cannot hear this answer. Write to me and I answer in writing, "
    "or ask the server's administrator to let me whisper."
)


class MumbleDoor:
    """Hears who is in the bot's channel or whispers to the bot; speaks and writes into that channel.

    A participant is one visit: sessions are used again by the server, so each visit gets a number of its own.

    Args:
        notice: Told of everybody who comes and goes; returns at once.
    """

    def __init__(self, client: MumbleClient, notice: Callable[[Presence], None] | None = None) -> None:
        self._client = client
        self._notice = notice
        self._subscription: Subscription = client.events()
        self._to_all = client.voice()
        self._whispers = Whispers(client)
        self._playing: Voice | None = None
        self._visits = itertools.count(1)
        self._known: dict[int, Participant] = {}
        self._here: set[int] = set()
        self._told_no_whisper: set[str] = set()
        self.closed_because = ""
        """Why there are no more events, once there are none."""

    @property
    def channel_path(self) -> str:
        """Where the bot is, such as "Family/Kitchen"; "" is the root."""
        state = self._client.state
        return state.path_of(state.me.channel_id)

    @property
    def present(self) -> list[Participant]:
        """Everybody who is in the channel, the bot not."""
        return [self._known[session] for session in self._here if session in self._known]

    async def events(self) -> AsyncIterator[DoorEvent]:
        """See `Door.events`; begins with who is here, ends when the client will not connect again."""
        if self._client.connected:
            for happening in self._look_around():
                yield self._noticed(happening)
        async for event in self._subscription:
            if isinstance(event, Disconnected) and not event.will_retry:
                self.closed_because = event.reason
                return
            for happening in self._translate(event):
                yield self._noticed(happening)

    async def play(self, frame: Int16, *, to: Participant | None = None) -> None:
        """See `Door.play`; what is for one participant alone and can't be whispered is heard by nobody."""
        voice = self._to_all if to is None else await self._voice_to(to)
        if voice is not self._playing:
            await self.end_playing()
        if voice is None:
            await asyncio.sleep(FRAME_S)
            return
        self._playing = voice
        await voice.write(frame)

    async def end_playing(self) -> None:
        """See `Door.end_playing`."""
        voice, self._playing = self._playing, None
        if voice is not None:
            await voice.end()

    async def can_whisper(self, to: Participant) -> bool:
        """Whether this participant can be spoken to alone; where the server forbids it, they are told so once."""
        user = self._user(to)
        if user is None:
            return False
        try:
            if await self._whispers.may_whisper(user):
                return True
        except MumbleError as error:
            _log.warning("no whisper: %s", error)
            return False
        if to.id not in self._told_no_whisper:
            self._told_no_whisper.add(to.id)
            await self.send_text(NO_WHISPER, to=to)
        return False

    async def _voice_to(self, to: Participant) -> Voice | None:
        user = self._user(to)
        if user is None:
            return None
        ready = self._whispers.voice_to(user)
        return ready or (self._whispers.voice_to(user) if await self.can_whisper(to) else None)

    async def send_text(self, text: str, *, to: Participant | None = None) -> None:
        """See `Door.send_text`; a participant who has left gets nothing."""
        if to is None:
            await self._client.send_text(text)
            return
        user = self._user(to)
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

    def _noticed(self, happening: DoorEvent) -> DoorEvent:
        if self._notice is not None and isinstance(happening, Presence):
            self._notice(happening)
        return happening

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
            case UserChanged(user=user, before=before) if user.channel_id != before.channel_id:
                return self._look_around() if self._is_me(user) else self._moved(user)
            case Connected():
                self._whispers.forget_all()
                return self._look_around()
            case _:
                return []

    def _voice_heard(self, event: VoiceReceived) -> list[DoorEvent]:
        if self._is_me(event.user) or not (self._is_here(event.user) or event.target in _FOR_US):
            return []
        whispered = event.target == VoiceContext.WHISPER
        return [VoiceHeard(self._participant(event.user), event.pcm, event.at_s, event.ended, whispered)]

    def _text_heard(self, event: TextReceived) -> list[DoorEvent]:
        if event.sender is None or self._is_me(event.sender) or not event.text_plain.strip():
            return []
        sender = self._participant(event.sender)
        return [TextHeard(sender, event.text_plain, event.private, self._now_s())]

    def _look_around(self) -> list[DoorEvent]:
        """Who is here after the bot itself has moved or come back; a session number may belong to somebody else now."""
        users = dict(self._client.state.users)
        gone = [self._gone(s) for s, who in list(self._known.items()) if not self._is_still(who, users.get(s))]
        come = [self._moved(user) for user in users.values()]
        return [*itertools.chain.from_iterable(gone), *itertools.chain.from_iterable(come)]

    def _moved(self, user: User) -> list[DoorEvent]:
        if self._is_me(user):
            return []
        if not self._is_here(user):
            return self._gone(user.session)
        if user.session in self._here:
            return []
        self._here.add(user.session)
        return [Presence(self._participant(user), PresenceChange.JOINED, self._now_s())]

    def _gone(self, session: int) -> list[DoorEvent]:
        self._here.discard(session)
        self._whispers.forget(session)
        participant = self._known.pop(session, None)
        if participant is None:
            return []
        self._told_no_whisper.discard(participant.id)
        return [Presence(participant, PresenceChange.LEFT, self._now_s())]

    def _participant(self, user: User) -> Participant:
        known = self._known.get(user.session)
        if known is None:
            known = Participant(f"{user.session}-{next(self._visits)}", user.name, _identity(user))
            self._known[user.session] = known
        return known

    def _user(self, participant: Participant) -> User | None:
        """Who on the server is this participant now; None after they have left."""
        session = next((s for s, known in self._known.items() if known.id == participant.id), None)
        user = self._client.state.users.get(session) if session is not None else None
        return user if user is not None and _is_same(participant, user) else None

    def _is_me(self, user: User) -> bool:
        return user.session == self._client.state.my_session

    def _is_still(self, participant: Participant, user: User | None) -> bool:
        if user is None or not self._is_here(user):
            return False
        return _is_same(participant, user)

    def _is_here(self, user: User) -> bool:
        return user.channel_id == self._client.state.me.channel_id

    def _now_s(self) -> float:
        return asyncio.get_running_loop().time()


def _is_same(participant: Participant, user: User) -> bool:
    """A guest is known by name alone; anybody else may be renamed."""
    return participant.identity == _identity(user) and (
        participant.identity is not None or participant.name == user.name
    )


def _identity(user: User) -> str | None:
    """The certificate, which the server has checked, or else the account on the server."""
    if user.certificate_hash:
        return f"certificate:{user.certificate_hash}"
    return f"account:{user.registered_id}" if user.registered_id is not None else None
