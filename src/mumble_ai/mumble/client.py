"""The client: one object that stays connected, tells what happens and speaks."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Literal

from mumble_ai.audio.jitter import JitterConfig
from mumble_ai.mumble import events as ev
from mumble_ai.mumble import html as markup
from mumble_ai.mumble import text as texts
from mumble_ai.mumble.errors import MumbleError, NotConnected, Rejected, ServerUnreachable, UsernameInUse
from mumble_ai.mumble.hub import EventHub, Subscription
from mumble_ai.mumble.link import SYNC_TIMEOUT_S, Endpoint, Link
from mumble_ai.mumble.listener import Listener
from mumble_ai.mumble.reconnect import Backoff, WhisperTarget, Wishes, same_user, target_message
from mumble_ai.mumble.session import ClientType, Credentials, Happening, Synced
from mumble_ai.mumble.speaker import Voice, bitrate_within
from mumble_ai.mumble.state import Channel, Limits, ServerState, User
from mumble_ai.mumble.voice_packet import VoicePacket
from mumble_ai.mumble.wire import mumble_pb2 as wire

ANSWER_TIMEOUT_S: Final = 5.0
GHOST_PATIENCE_S: Final = 40.0
"""How long a first connection waits for a name that is in use: a server drops a dead connection after 30 s."""
MAX_TARGETS: Final = 30

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ClientConfig:
    """How to connect.

    Attributes:
        certificate: PEM file of our identity; made when it does not exist. None connects without an identity.
        known_servers: File of the server certificates seen so far; None accepts any.
        channel: Path of the channel to be in; "" for wherever the server puts us.
        tokens: Access tokens for the server's access rules.
        transport: "auto" for UDP when it works, "tcp" for the tunnel only.
        backoff_first_s, backoff_limit_s: Shortest and longest wait between attempts to reconnect.
        jitter: Thresholds of the jitter buffers.
    """

    host: str
    port: int
    username: str
    password: str = ""
    certificate: Path | None = None
    known_servers: Path | None = None
    channel: str = ""
    tokens: Sequence[str] = ()
    client_type: ClientType = ClientType.BOT
    transport: Literal["auto", "tcp"] = "auto"
    backoff_first_s: float = 0.5
    backoff_limit_s: float = 30.0
    jitter: JitterConfig = JitterConfig()


@dataclass(frozen=True, slots=True)
class _Text:
    """A piece of text on its way, with receivers by who they are, since sessions change on a reconnect."""

    body: str
    users: tuple[User, ...]
    channels: tuple[str, ...]
    trees: tuple[str, ...]


class MumbleClient:
    """A client of one Mumble server.

    `start` connects; from then on the client reconnects by itself until `close`. All methods belong to one event loop.
    """

    def __init__(self, config: ClientConfig) -> None:
        self.config = config
        self._hub = EventHub()
        self._listener = Listener(config.jitter)
        self._wishes = Wishes(channel=config.channel or None)
        self._outbox: texts.Outbox[_Text] = texts.Outbox()
        self._link: Link | None = None
        self._state = ServerState()
        self._ready = False
        self._supervisor: asyncio.Task[None] | None = None
        self._waiters: list[tuple[Callable[[Happening], bool], asyncio.Future[Happening]]] = []
        self._voice_timer: asyncio.TimerHandle | None = None
        self._text_timer: asyncio.TimerHandle | None = None

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
        self._wishes.channel = self._state.path_of(channel.id)
        if self._state.me.channel_id == channel.id:
            return channel

        def answers(happening: Happening) -> bool:
            if isinstance(happening, ev.PermissionDenied):
                return happening.channel_id in (None, channel.id)
            me = self._state.my_session
            return isinstance(happening, ev.UserChanged) and happening.user.session == me and self._in(channel)

        self._book()
        message = wire.UserState(session=self._state.my_session, channel_id=channel.id)
        answer = await self._ask(message, answers, f"the move to {path!r}")
        if isinstance(answer, ev.PermissionDenied):
            raise Rejected(f"cannot join {path!r}: {answer.reason}")
        return channel

    async def send_text(
        self,
        text: str,
        *,
        users: Iterable[User] = (),
        channels: Iterable[Channel | int | str] = (),
        trees: Iterable[Channel | int | str] = (),
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
        to_users, to_channels = tuple(users), tuple(self._paths(channels))
        to_trees = tuple(self._paths(trees))
        if not (to_users or to_channels or to_trees):
            to_channels = (self._state.path_of(self._state.me.channel_id),)
        self._outbox.put([_Text(piece, to_users, to_channels, to_trees) for piece in self._pieces(text, html=html)])
        self._send_due_texts()

    def voice(self, target: int = 0) -> Voice:
        """An outgoing voice stream: target 0 talks, 1 to 30 whisper (see `set_whisper`), 31 is the server's echo."""
        return Voice(self._send_voice, target, bitrate=self._bitrate)

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
        synced = self._expect(lambda happening: isinstance(happening, Synced))
        try:
            link = await Link.open(endpoint, credentials, self._on_happenings)
            self._link = link
            await asyncio.wait({synced, link.ended}, timeout=SYNC_TIMEOUT_S, return_when=asyncio.FIRST_COMPLETED)
            if link.ended.done():
                raise link.ended.result()
            if not synced.done():
                raise ServerUnreachable(f"the server did not finish the sign-in in {SYNC_TIMEOUT_S:.0f} s")
            self._state = link.session.state
            await self._restore(again=again)
        except BaseException:
            synced.cancel()
            self._drop_link(ServerUnreachable("the sign-in failed"))
            raise
        self._ready = True
        self._hub.publish(ev.Connected(self._state.me, self._state.server_version, again))
        self._send_due_texts()

    async def _restore(self, *, again: bool) -> None:
        link = self._link
        assert link is not None
        self._outbox.allowance = texts.MessageAllowance()
        for message in self._wishes.messages(self._state):
            self._book()
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
        for timer in (self._voice_timer, self._text_timer):
            if timer is not None:
                timer.cancel()
        self._publish_voice(self._listener.forget_all(self._state.users, asyncio.get_running_loop().time()))
        for _, waiter in self._waiters:
            if not waiter.done():
                waiter.set_exception(NotConnected(f"the connection ended: {error}"))
                waiter.exception()
        self._waiters.clear()

    # ── what comes in ──

    def _on_happenings(self, happenings: Sequence[Happening]) -> None:
        link = self._link
        for happening in happenings:
            if isinstance(happening, VoicePacket):
                if link is not None:
                    now_s = asyncio.get_running_loop().time()
                    self._publish_voice(self._listener.receive(happening, link.session.state.users, now_s))
                continue
            self._settle(happening)
            if isinstance(happening, Synced):
                continue
            self._follow(happening)
            self._hub.publish(happening)
        self._schedule_voice()

    def _follow(self, event: ev.Event) -> None:
        if isinstance(event, ev.UserLeft):
            self._publish_voice(self._listener.forget(event.user, asyncio.get_running_loop().time()))
        if isinstance(event, ev.UserChanged) and event.user.session == self._state.my_session:
            if event.user.channel_id != event.before.channel_id:
                self._wishes.channel = self._state.path_of(event.user.channel_id)

    def _publish_voice(self, frames: Iterable[ev.VoiceReceived]) -> None:
        for frame in frames:
            self._hub.publish(frame)

    def _schedule_voice(self) -> None:
        if self._voice_timer is not None:
            self._voice_timer.cancel()
        deadline_s = self._listener.deadline_s
        if deadline_s is not None:
            self._voice_timer = asyncio.get_running_loop().call_at(deadline_s, self._voice_due)

    def _voice_due(self) -> None:
        self._publish_voice(self._listener.tick(self._state.users, asyncio.get_running_loop().time()))
        self._schedule_voice()

    def _expect(self, test: Callable[[Happening], bool]) -> asyncio.Future[Happening]:
        waiter: asyncio.Future[Happening] = asyncio.get_running_loop().create_future()
        self._waiters.append((test, waiter))
        return waiter

    def _settle(self, happening: Happening) -> None:
        for test, waiter in self._waiters:
            if not waiter.done() and test(happening):
                waiter.set_result(happening)
        self._waiters = [pair for pair in self._waiters if not pair[1].done()]

    async def _ask(self, message: wire.UserState, test: Callable[[Happening], bool], what: str) -> Happening:
        if self._link is None:
            raise NotConnected(f"no connection now; {what} is done after the reconnect")
        answer = self._expect(test)
        self._link.send(message)
        try:
            async with asyncio.timeout(ANSWER_TIMEOUT_S):
                return await answer
        except TimeoutError as error:
            raise NotConnected(f"the server did not answer {what} in {ANSWER_TIMEOUT_S:.0f} s") from error

    # ── what goes out ──

    def _in(self, channel: Channel) -> bool:
        return self._state.me.channel_id == channel.id

    def _send_voice(self, opus: bytes, sequence: int, target: int, *, last: bool) -> None:
        if self._ready and self._link is not None:
            self._link.send_voice(opus, sequence, target, last=last)

    def _bitrate(self) -> int:
        return bitrate_within(self._state.limits.max_bandwidth_bps, tunnelled=self._state.voice_path == "tcp")

    def _tell(self, user: wire.UserState) -> None:
        if self._ready and self._link is not None:
            self._book()
            self._link.send(user)

    def _book(self) -> None:
        self._outbox.allowance.book(asyncio.get_running_loop().time())

    def _paths(self, channels: Iterable[Channel | int | str]) -> Iterable[str]:
        for channel in channels:
            if isinstance(channel, str):
                yield self._state.path_of(self._state.find_channel(channel).id)
            else:
                yield self._state.path_of(channel if isinstance(channel, int) else channel.id)

    def _pieces(self, text: str, *, html: bool) -> list[str]:
        limits: Limits = self._state.limits
        if not limits.allow_html:
            return texts.split_plain(markup.to_plain(text) if html else text, limits.message_length)
        return texts.split_html(markup.clean(text) if html else markup.escape(text.strip()), limits.message_length)

    def _send_due_texts(self) -> None:
        if not self._ready or self._link is None:
            return
        loop = asyncio.get_running_loop()
        for message in self._outbox.due(loop.time()):
            if (wired := self._wire_text(message)) is not None:
                self._link.send(wired)
        wait_s = self._outbox.wait_s(loop.time())
        if self._text_timer is not None:
            self._text_timer.cancel()
        self._text_timer = loop.call_later(wait_s + 0.001, self._send_due_texts) if wait_s is not None else None

    def _wire_text(self, message: _Text) -> wire.TextMessage | None:
        state = self._state
        by_path = {state.path_of(id): id for id in state.channels}
        wired = wire.TextMessage(message=message.body)
        wired.session.extend(user.session for u in message.users if (user := same_user(u, state)) is not None)
        wired.channel_id.extend(by_path[path] for path in message.channels if path in by_path)
        wired.tree_id.extend(by_path[path] for path in message.trees if path in by_path)
        return wired if wired.session or wired.channel_id or wired.tree_id else None
