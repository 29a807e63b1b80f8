"""The client: one object that stays connected, tells what happens and speaks."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Iterable, Sequence
from types import TracebackType
from typing import Final

from mumble_ai.mumble import events as ev
from mumble_ai.mumble.answers import Answers
from mumble_ai.mumble.config import ClientConfig
from mumble_ai.mumble.errors import MumbleError, NoSuchChannel, NotConnected, Rejected, ServerUnreachable, UsernameInUse
from mumble_ai.mumble.hearing import Hearing
from mumble_ai.mumble.hub import EventHub, Subscription
from mumble_ai.mumble.link import SYNC_TIMEOUT_S, Endpoint, Link
from mumble_ai.mumble.reconnect import Backoff, WhisperTarget, Wishes, same_user, target_message
from mumble_ai.mumble.session import Credentials, Happening, Pong, Synced
from mumble_ai.mumble.speaker import StreamPosition, Voice, bitrate_within
from mumble_ai.mumble.state import Channel, Permission, ServerState, User
from mumble_ai.mumble.texting import Place, Receivers, TextSender
from mumble_ai.mumble.voice_packet import VoicePacket
from mumble_ai.mumble.wire import mumble_pb2 as wire

ANSWER_TIMEOUT_S: Final = 5.0
GHOST_PATIENCE_S: Final = 40.0
"""How long a first connection waits for a name that is in use: a server drops a dead connection after 30 s."""
MAX_TARGETS: Final = 30
ALL_PERMISSIONS: Final = Permission.SPEAK | Permission.WHISPER | Permission.TEXT

_log = logging.getLogger(__name__)


class MumbleClient:
    """A client of one Mumble server.

    `start` connects; from then on the client reconnects by itself until `close`. All methods belong to one event loop.
    """

    def __init__(self, config: ClientConfig) -> None:
        self.config = config
        self._hub = EventHub()
        self._hearing = Hearing(self._hub.publish, lambda: self._state.users, config.jitter)
        self._texting = TextSender(self._send_text, lambda: self._ready)
        self._answers = Answers()
        self._position = StreamPosition()
        self._wishes = Wishes(channel=config.channel or None)
        self._link: Link | None = None
        self._state = ServerState()
        self._ready = False
        self._supervisor: asyncio.Task[None] | None = None

    # ── life ──

    async def start(self) -> None:
        """Connects, signs in and joins the configured channel.

        Raises:
            MumbleError: When that fails; the message says what to do.
        """
        if self._supervisor is not None:
            raise RuntimeError("the client was started before")
        deadline_s = asyncio.get_running_loop().time() + GHOST_PATIENCE_S
        backoff = Backoff(1.0, 5.0)
        while True:
            try:
                await self._connect(again=False)
                break
            except UsernameInUse:
                if asyncio.get_running_loop().time() > deadline_s:
                    raise
                await asyncio.sleep(backoff.next_s())
        self._supervisor = asyncio.create_task(self._supervise(), name="mumble-client")

    async def close(self) -> None:
        """Leaves the server; ends every event iterator. A second call does nothing."""
        supervisor, self._supervisor = self._supervisor, None
        if supervisor is not None:
            supervisor.cancel()
            await asyncio.gather(supervisor, return_exceptions=True)
        self._drop_link(ServerUnreachable("closed"))
        self._hub.close()

    async def __aenter__(self) -> MumbleClient:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    # ── what there is ──

    def events(self) -> Subscription:
        """A new iterator of events from now on; any number may be read at once, each at its own speed."""
        return self._hub.subscribe()

    @property
    def state(self) -> ServerState:
        """Users, channels and limits as last heard of; kept while disconnected."""
        return self._state

    @property
    def connected(self) -> bool:
        """True while signed in."""
        return self._ready

    @property
    def round_trips_ms(self) -> dict[str, float]:
        """Mean round trip of this connection in milliseconds, by way; only the ways measured so far."""
        if self._link is None:
            return {}
        session = self._link.session
        measured = {"tcp": session.tcp_round_trip, "udp": session.path.round_trip}
        return {way: trip.mean_ms for way, trip in measured.items() if trip.count}

    # ── what we do ──

    async def join(self, path: str) -> Channel:
        """Moves into a channel, such as "Games/Chess"; returns it once the server has moved us.

        Raises:
            NoSuchChannel: When there is none.
            Rejected: When the server refuses.
            NotConnected: When there is no connection, or no answer in time.
        """
        channel = self._state.find_channel(path)
        if self._link is None:
            self._wishes.channel = self._state.path_of(channel.id)
            raise NotConnected(f"no connection now; the move to {path!r} follows when there is one")
        if self._state.me.channel_id == channel.id:
            return channel

        def answers(happening: Happening) -> bool:
            if isinstance(happening, ev.PermissionDenied):
                return happening.channel_id in (None, channel.id)
            me = self._state.my_session
            return isinstance(happening, ev.UserChanged) and happening.user.session == me and self._in(channel)

        self._texting.book()
        message = wire.UserState(session=self._state.my_session, channel_id=channel.id)
        answer = await self._ask(self._link, message, answers, f"the move to {path!r}")
        if isinstance(answer, ev.PermissionDenied):
            raise Rejected(f"cannot join {path!r}: {answer.reason}")
        return channel

    async def send_text(
        self,
        text: str,
        *,
        users: Iterable[User] = (),
        channels: Iterable[Place] = (),
        trees: Iterable[Place] = (),
        html: bool = False,
    ) -> None:
        """Queues a message; the pieces go out in order as the server's rate and length limits allow.

        Without receivers it goes to the channel we are in.

        Args:
            text: Plain text, or HTML when `html` is set. On a server without HTML the markup is removed.
            users: Who gets it privately.
            channels: Channels whose people get it: `Channel`, id or path.
            trees: Channels that get it with all channels below them.
            html: Whether `text` is HTML.

        Raises:
            QueueFull: When too much waits already.
        """
        receivers = Receivers.among(self._state, users, channels, trees)
        self._texting.put(self._state, text, receivers, html=html)

    def voice(self, target: int = 0) -> Voice:
        """An outgoing voice stream: target 0 talks, 1 to 30 whisper (see `set_whisper`), 31 is the server's echo."""
        return Voice(self._send_voice, target, bitrate=self._bitrate, position=self._position)

    def set_whisper(self, target: int, whisper: WhisperTarget) -> None:
        """Registers who hears voice target 1 to 30; kept over reconnects.

        Raises:
            ValueError: When there is no such target.
            NoSuchChannel: When its channel does not exist.
        """
        if not 1 <= target <= MAX_TARGETS:
            raise ValueError(f"whisper targets are 1 to {MAX_TARGETS}")
        message = target_message(target, whisper, self._state)
        self._wishes.targets[target] = whisper
        if self._ready and self._link is not None:
            self._link.send(message)

    def clear_whisper(self, target: int) -> None:
        """Nobody hears this voice target any more."""
        if self._wishes.targets.pop(target, None) is not None and self._ready and self._link is not None:
            self._link.send(wire.VoiceTarget(id=target))

    async def permissions(self, channel_id: int) -> Permission:
        """What we may do in a channel now. The server has done everything asked of it before once this returns.

        Raises:
            NotConnected: When there is no connection, or no answer in time.
        """
        link = self._link
        if link is None:
            raise NotConnected("no connection now")
        # The server answers only what is news to it, so it is the ping after the question that is waited for.
        link.send(wire.PermissionQuery(channel_id=channel_id))
        timestamp = link.ping()
        await self._answer(lambda h: isinstance(h, Pong) and h.timestamp_us == timestamp, "what we may do")
        return Permission(self._state.permissions.get(channel_id, 0) & ALL_PERMISSIONS)

    def set_self(self, *, muted: bool | None = None, deafened: bool | None = None, comment: str | None = None) -> None:
        """Changes what everybody sees of us; what is None stays. Kept over reconnects."""
        user = wire.UserState(session=self._state.my_session)
        if muted is not None:
            self._wishes.self_muted = user.self_mute = muted
        if deafened is not None:
            self._wishes.self_deafened = user.self_deaf = deafened
        if comment is not None:
            self._wishes.comment = user.comment = comment
        self._tell(user)

    def listen(self, path: str, *, on: bool = True) -> None:
        """Hears a channel without being in it (servers from 1.4 on), or stops to. Kept over reconnects.

        Raises:
            NoSuchChannel: When there is none.
        """
        channel = self._state.find_channel(path)
        user = wire.UserState(session=self._state.my_session)
        if on:
            self._wishes.listening.add(self._state.path_of(channel.id))
            user.listening_channel_add.append(channel.id)
        else:
            self._wishes.listening.discard(self._state.path_of(channel.id))
            user.listening_channel_remove.append(channel.id)
        self._tell(user)

    # ── connection ──

    async def _connect(self, *, again: bool) -> None:
        config = self.config
        endpoint = Endpoint(config.host, config.port, config.certificate, config.known_servers, config.transport)
        credentials = Credentials(config.username, config.password, tuple(config.tokens), config.client_type)
        synced = self._answers.expect(lambda happening: isinstance(happening, Synced))
        try:
            link = await Link.open(endpoint, credentials, self._on_happenings)
            self._link = link
            await asyncio.wait({synced, link.ended}, timeout=SYNC_TIMEOUT_S, return_when=asyncio.FIRST_COMPLETED)
            if link.ended.done():
                raise link.ended.result()
            if not synced.done():
                raise ServerUnreachable(f"the server did not finish the sign-in in {SYNC_TIMEOUT_S:.0f} s")
            await self._restore(again=again)
        except BaseException:
            synced.cancel()
            self._drop_link(ServerUnreachable("the sign-in failed"))
            raise
        self._ready = True
        self._hub.publish(ev.Connected(self._state.me, self._state.server_version, again))
        self._texting.send_due()

    async def _restore(self, *, again: bool) -> None:
        link = self._link
        assert link is not None
        self._texting.renew()
        for message in self._wishes.messages(self._state):
            self._texting.book()
            link.send(message)
        if self._wishes.channel is None:
            return
        try:
            await self.join(self._wishes.channel)
        except MumbleError as error:
            if not again:
                raise
            _log.warning("connected again, but not back in channel %s: %s", self._wishes.channel, error)

    async def _supervise(self) -> None:
        backoff = Backoff(self.config.backoff_first_s, self.config.backoff_limit_s)
        while True:
            assert self._link is not None
            error: MumbleError = await self._link.ended
            self._lost(error)
            while not error.permanent:
                await asyncio.sleep(backoff.next_s(error))
                try:
                    await self._connect(again=True)
                    break
                except MumbleError as failure:
                    error = failure
                    _log.info("not connected again yet: %s", error)
            if error.permanent:
                self._hub.publish(ev.Disconnected(str(error), will_retry=False))
                return
            backoff.reset()

    def _lost(self, error: MumbleError) -> None:
        self._drop_link(error)
        if not error.permanent:
            self._hub.publish(ev.Disconnected(str(error), will_retry=True))

    def _drop_link(self, error: MumbleError) -> None:
        self._ready = False
        link, self._link = self._link, None
        if link is not None:
            link.close(error)
        self._texting.stop()
        self._hearing.stop()
        self._answers.fail(NotConnected(f"the connection ended: {error}"))

    # ── what comes in ──

    def _on_happenings(self, happenings: Sequence[Happening]) -> None:
        for happening in happenings:
            if isinstance(happening, Pong):
                pass
            elif isinstance(happening, VoicePacket):
                self._hearing.receive(happening)
            elif isinstance(happening, Synced):
                if self._link is not None:
                    self._state = self._link.session.state
            else:
                self._follow(happening)
                self._hub.publish(happening)
            self._answers.settle(happening)

    def _follow(self, event: ev.Event) -> None:
        if isinstance(event, ev.UserLeft):
            self._hearing.forget(event.user)
        if isinstance(event, ev.UserJoined):
            self._whisper_to_newcomer(event.user)
        if isinstance(event, ev.UserChanged) and event.user.session == self._state.my_session:
            moved = event.user.channel_id != event.before.channel_id
            if moved:
                self._wishes.channel = self._state.path_of(event.user.channel_id)

    def _whisper_to_newcomer(self, user: User) -> None:
        """Whoever comes back has a new session, which the server must be told for the whisper targets."""
        for id, target in self._wishes.targets.items():
            if self._link is not None and any(same_user(known, self._state) == user for known in target.users):
                with contextlib.suppress(NoSuchChannel):
                    self._link.send(target_message(id, target, self._state))

    async def _ask(
        self, link: Link, message: wire.UserState, test: Callable[[Happening], bool], what: str
    ) -> Happening:
        link.send(message)
        return await self._answer(test, what)

    async def _answer(self, test: Callable[[Happening], bool], what: str) -> Happening:
        try:
            async with asyncio.timeout(ANSWER_TIMEOUT_S):
                return await self._answers.expect(test)
        except TimeoutError as error:
            raise NotConnected(f"the server did not answer {what} in {ANSWER_TIMEOUT_S:.0f} s") from error

    # ── what goes out ──

    def _in(self, channel: Channel) -> bool:
        return self._state.me.channel_id == channel.id

    def _send_text(self, body: str, receivers: Receivers) -> None:
        message = receivers.message(self._state, body)
        if message is not None and self._link is not None:
            self._link.send(message)

    def _send_voice(self, opus: bytes, sequence: int, target: int, *, last: bool) -> None:
        if self._ready and self._link is not None:
            self._link.send_voice(opus, sequence, target, last=last)

    def _bitrate(self) -> int:
        return bitrate_within(self._state.limits.max_bandwidth_bps, tunnelled=self._state.voice_path == "tcp")

    def _tell(self, user: wire.UserState) -> None:
        if self._ready and self._link is not None:
            self._texting.book()
            self._link.send(user)
