"""The decisions around a connection: voice path, back-off, readers, trust, identity, and what is restored."""

from __future__ import annotations

import asyncio
import stat
from pathlib import Path

import numpy as np
import pytest
from cryptography import x509

from mumble_ai.mumble.errors import (
    Banned,
    CertificateChanged,
    IdentityError,
    Kicked,
    UsernameInUse,
    WrongPassword,
    rejection,
)
from mumble_ai.mumble.events import Disconnected, Event, UserJoined, VoiceReceived
from mumble_ai.mumble.hub import EventHub, Subscription
from mumble_ai.mumble.identity import certificate_hash, client_context, ensure_certificate, make_certificate
from mumble_ai.mumble.reconnect import AFTER_KICK_S, Backoff, WhisperTarget, Wishes, same_user
from mumble_ai.mumble.state import ServerState, User
from mumble_ai.mumble.trust import KnownServers
from mumble_ai.mumble.voice_path import VoicePath
from mumble_ai.mumble.wire import mumble_pb2 as wire


def ask(path: VoicePath, now_s: float) -> int:
    token = path.ping_due(now_s)
    assert token is not None
    return token


def test_the_first_echo_brings_voice_to_udp() -> None:
    path = VoicePath()
    token = ask(path, 0.0)
    assert path.path == "tcp"
    path.echo(token, 0.05)
    assert path.path == "udp"
    assert path.round_trip.mean_ms == pytest.approx(50)


def test_missed_echoes_send_voice_through_the_tunnel_and_two_bring_it_back() -> None:
    path = VoicePath()
    path.echo(ask(path, 0.0), 0.01)
    for second in range(1, 4):
        ask(path, float(second))
        assert path.path == "udp"
    ask(path, 4.0)
    assert path.path == "tcp"
    path.echo(ask(path, 5.0), 5.01)
    assert path.path == "tcp"
    path.echo(ask(path, 6.0), 6.01)
    assert path.path == "udp"


def test_an_echo_nobody_asked_for_changes_nothing() -> None:
    path = VoicePath()
    path.echo(99, 0.0)
    assert path.path == "tcp"


def test_udp_that_is_not_allowed_is_not_tried() -> None:
    assert VoicePath(udp_allowed=False).ping_due(0.0) is None


def test_waiting_grows_is_spread_and_ends_with_a_success() -> None:
    highest, lowest = Backoff(1.0, 8.0, lambda: 1.0), Backoff(1.0, 8.0, lambda: 0.0)
    assert [highest.next_s() for _ in range(5)] == [1, 2, 4, 8, 8]
    assert [lowest.next_s() for _ in range(5)] == [0.5, 1, 2, 4, 4]
    highest.reset()
    assert highest.next_s() == 1


def test_whoever_is_kicked_stays_away_longer() -> None:
    assert Backoff(1.0, 8.0).next_s(Kicked("kicked")) > AFTER_KICK_S


def test_refusals_say_whether_trying_again_helps() -> None:
    assert isinstance(rejection(3, "Wrong certificate or password"), WrongPassword)
    assert rejection(4, "").permanent
    assert isinstance(rejection(5, ""), UsernameInUse)
    assert not rejection(5, "").permanent
    assert not rejection(6, "").permanent
    assert isinstance(rejection(0, "You are banned from this server"), Banned)
    assert not rejection(12345, "new kind").permanent


def frame(*, ended: bool = False) -> VoiceReceived:
    return VoiceReceived(User(1), np.zeros(960, np.int16), ended, 0, 0.0)


async def test_a_slow_reader_loses_old_voice_first() -> None:
    reader = Subscription(limit=3)
    for event in (frame(ended=True), frame(), UserJoined(User(2)), Disconnected("x", will_retry=False)):
        reader.put(event)
    reader.close()
    kinds = [type(event) for event in [e async for e in reader]]
    assert kinds == [VoiceReceived, UserJoined, Disconnected]
    assert reader.dropped == 1


async def test_each_reader_gets_everything_from_its_start_until_the_close() -> None:
    hub = EventHub()
    first = hub.subscribe()
    hub.publish(UserJoined(User(1)))
    second = hub.subscribe()

    async def read(reader: Subscription) -> list[Event]:
        return [event async for event in reader]

    reading = [asyncio.create_task(read(reader)) for reader in (first, second)]
    await asyncio.sleep(0)
    hub.publish(UserJoined(User(2)))
    hub.close()
    assert [len(events) for events in await asyncio.gather(*reading)] == [2, 1]
    assert [event async for event in hub.subscribe()] == []


def test_a_server_certificate_is_remembered_and_must_stay(tmp_path: Path) -> None:
    store = tmp_path / "deep" / "known"
    KnownServers(store).check("host", 64738, b"one")
    KnownServers(store).check("host", 64738, b"one")
    KnownServers(store).check("host", 64739, b"two")
    with pytest.raises(CertificateChanged, match="remove the line of host:64738") as caught:
        KnownServers(store).check("host", 64738, b"two")
    assert str(store) in str(caught.value)
    assert caught.value.permanent


def test_an_identity_is_made_once_and_kept_private(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "bot.pem"
    ensure_certificate(path, "bot")
    first = certificate_hash(path)
    path.chmod(0o644)
    ensure_certificate(path, "bot")
    assert certificate_hash(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(first) == 40
    client_context(path)


def test_a_long_name_still_makes_a_certificate() -> None:
    assert x509.load_pem_x509_certificate(make_certificate("n" * 200))


def test_a_damaged_identity_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "bot.pem"
    path.write_text("rubbish")
    with pytest.raises(IdentityError, match="remove the file"):
        client_context(path)


def state_with(*users: User) -> ServerState:
    state = ServerState(my_session=9)
    for id, parent, name in ((0, None, "Root"), (1, 0, "Games"), (2, 1, "Chess"), (3, 0, "chess")):
        message = wire.ChannelState(channel_id=id, name=name)
        if parent is not None:
            message.parent = parent
        state.apply_channel(message)
    for user in users:
        message = wire.UserState(session=user.session, name=user.name)
        if user.certificate_hash:
            message.hash = user.certificate_hash
        state.apply_user(message)
    return state


def test_channels_are_found_by_path_and_by_a_name_of_their_own() -> None:
    state = state_with()
    assert state.find_channel("Games/Chess").id == 2
    assert state.find_channel("games/chess/").id == 2
    assert state.find_channel("chess").id == 3
    assert state.find_channel("/").id == 0
    assert state.path_of(2) == "Games/Chess"


def test_a_circle_of_channels_ends() -> None:
    state = ServerState()
    state.apply_channel(wire.ChannelState(channel_id=1, parent=2, name="a"))
    state.apply_channel(wire.ChannelState(channel_id=2, parent=1, name="b"))
    assert state.path_of(1)


def test_a_user_is_known_again_by_certificate_not_by_name() -> None:
    before = User(4, "ann", certificate_hash="aa")
    assert same_user(before, state_with(User(4, "eve", certificate_hash="ee"), User(5, "ann2", certificate_hash="aa")))
    assert same_user(before, state_with(User(5, "ann", certificate_hash="ee"))) is None
    assert same_user(User(4, "guest"), state_with(User(7, "guest"))) == User(7, "guest")


def test_what_we_told_the_server_is_told_again() -> None:
    state = state_with(User(5, "ann", certificate_hash="aa"))
    target = WhisperTarget(users=(User(1, "ann", certificate_hash="aa"),), channel="Games", children=True)
    wishes = Wishes(comment="hi", self_muted=False, listening={"Games/Chess", "gone"}, targets={3: target})
    user, voice_target = wishes.messages(state)
    assert isinstance(user, wire.UserState)
    assert (user.session, user.comment, user.self_mute, list(user.listening_channel_add)) == (9, "hi", False, [2])
    assert not user.HasField("self_deaf")
    assert isinstance(voice_target, wire.VoiceTarget)
    assert list(voice_target.targets[0].session) == [5]
    assert (voice_target.targets[1].channel_id, voice_target.targets[1].children) == (1, True)
    assert Wishes().messages(state) == []
    assert Wishes(targets={1: WhisperTarget(channel="gone")}).messages(state) == []
