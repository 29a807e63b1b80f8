"""Sign-in, people, channels and text, against real servers of both generations."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import pytest

from mumble_ai.mumble import (
    CertificateChanged,
    ClientConfig,
    Connected,
    Denial,
    Disconnected,
    MumbleClient,
    NoSuchChannel,
    PermissionDenied,
    RemovedFromServer,
    ServerUnreachable,
    TextReceived,
    UserChanged,
    UserJoined,
    UserLeft,
    WrongPassword,
)
from mumble_ai.mumble.identity import certificate_hash
from mumble_ai.mumble.wire import mumble_pb2 as wire
from mumble_ai.stack.mumble_ping import ping_server
from tests.integration.mumble.network import Connect, make_channel, until
from tests.support.murmur import Murmur
from tests.support.net import free_port


async def test_the_identity_is_the_certificate_and_stays(murmur: Murmur, connect: Connect, tmp_path: Path) -> None:
    ann, bob = await connect(murmur, "ann"), await connect(murmur, "bob")
    assert ann.state.server_version[:2] == tuple(map(int, murmur.generation.split(".")))
    seen = next(user for user in bob.state.users.values() if user.name == "ann")
    assert seen.certificate_hash == certificate_hash(tmp_path / "ann.pem") == ann.state.me.certificate_hash
    events = bob.events()
    await ann.close()
    assert (await until(events, UserLeft)).user.name == "ann"
    await connect(murmur, "ann")
    assert (await until(events, UserJoined)).user.certificate_hash == seen.certificate_hash


async def test_joining_by_path_and_being_moved(murmur: Murmur, connect: Connect, admin: MumbleClient) -> None:
    games = await make_channel(admin, "Games")
    chess = await make_channel(admin, "Chess", games)
    ann = await connect(murmur, "ann", channel="Games")
    assert ann.state.me.channel_id == games
    await ann.join("Games/Chess")
    assert ann.state.me.channel_id == chess
    events = ann.events()
    assert admin._link is not None
    admin._link.send(wire.UserState(session=ann.state.my_session, channel_id=games))
    moved = await until(events, UserChanged, lambda e: e.user.session == ann.state.my_session)
    assert moved.user.channel_id == games
    assert moved.by is not None
    assert moved.by.name == "SuperUser"
    with pytest.raises(NoSuchChannel, match="Games/Chess"):
        await ann.join("Nowhere")


async def test_text_reaches_people_channels_and_trees(murmur: Murmur, connect: Connect, admin: MumbleClient) -> None:
    hall = await make_channel(admin, "Hall")
    await make_channel(admin, "Corner", hall)
    ann = await connect(murmur, "ann", channel="Hall")
    bob = await connect(murmur, "bob", channel="Hall/Corner")
    heard_by_ann, heard_by_bob = ann.events(), bob.events()
    to_ann = next(user for user in bob.state.users.values() if user.name == "ann")
    await bob.send_text("only <you> & me", users=[to_ann])
    private = await until(heard_by_ann, TextReceived)
    assert (private.text_plain, private.private) == ("only <you> & me", True)
    assert private.sender is not None
    assert private.sender.name == "bob"
    await bob.send_text("to the <b>hall</b>", channels=["Hall"], html=True)
    public = await until(heard_by_ann, TextReceived)
    assert (public.text_plain, public.html, public.private) == ("to the hall", "to the <b>hall</b>", False)
    await ann.send_text("to all below", trees=["Hall"])
    tree = await until(heard_by_bob, TextReceived)
    assert (tree.text_plain, tree.trees) == ("to all below", (hall,))


async def test_no_text_is_lost_to_the_rate_limit(murmur: Murmur, connect: Connect) -> None:
    ann, bob = await connect(murmur, "ann"), await connect(murmur, "bob")
    events = bob.events()
    started = time.monotonic()
    for n in range(9):
        await ann.send_text(f"message {n}")
    assert time.monotonic() - started < 1
    heard = [(await until(events, TextReceived)).text_plain for _ in range(9)]
    assert heard == [f"message {n}" for n in range(9)]


@pytest.mark.parametrize("generation", ["1.3", "1.5"])
async def test_a_long_text_arrives_in_pieces(generation: str, connect: Connect) -> None:
    with Murmur(generation, text_length=200) as server:  # type: ignore[arg-type]
        ann, bob = await connect(server, "ann"), await connect(server, "bob")
        events = bob.events()
        text = " ".join(f"word{n} & more" for n in range(40))
        await ann.send_text(text)
        heard: list[str] = []
        while len(" ".join(heard)) < len(text):
            heard.append((await until(events, TextReceived)).text_plain)
        assert " ".join(heard) == text
        assert len(heard) > 2


async def test_a_refusal_is_told(murmur: Murmur, connect: Connect) -> None:
    ann = await connect(murmur, "ann")
    events = ann.events()
    assert ann._link is not None
    ann._link.send(wire.ChannelState(parent=0, name="not allowed"))
    refusal = await until(events, PermissionDenied)
    assert refusal.kind is Denial.PERMISSION
    assert "ask the server's administrator" in refusal.reason


async def test_a_kick_is_told(murmur: Murmur, connect: Connect, admin: MumbleClient) -> None:
    ann = await connect(murmur, "ann")
    events = ann.events()
    assert admin._link is not None
    admin._link.send(wire.UserRemove(session=ann.state.my_session, reason="too loud"))
    kick = await until(events, RemovedFromServer)
    assert (kick.reason, kick.banned) == ("too loud", False)
    gone = await until(events, Disconnected)
    assert gone.will_retry
    assert "too loud" in gone.reason


async def test_a_ban_ends_the_client_for_good(murmur: Murmur, connect: Connect, admin: MumbleClient) -> None:
    ann = await connect(murmur, "ann")
    events = ann.events()
    assert admin._link is not None
    admin._link.send(wire.UserRemove(session=ann.state.my_session, reason="enough", ban=True))
    assert (await until(events, RemovedFromServer)).banned
    assert not (await until(events, Disconnected)).will_retry


@pytest.mark.parametrize("generation", ["1.3", "1.5"])
async def test_a_wrong_password_says_so(generation: str, connect: Connect) -> None:
    with Murmur(generation, password="right") as server:  # type: ignore[arg-type]
        await connect(server, "ann", password="right")
        with pytest.raises(WrongPassword, match="server password"):
            await connect(server, "bob", password="wrong")


async def test_a_server_with_another_certificate_is_refused(
    murmur_13: Murmur, connect: Connect, tmp_path: Path
) -> None:
    known = tmp_path / "seen"
    known.write_text(f"{murmur_13.host}:{murmur_13.port} {'0' * 64}\n")
    with pytest.raises(CertificateChanged, match="remove the line"):
        await connect(murmur_13, "ann", known_servers=known)


async def test_no_server_says_what_to_check() -> None:
    client = MumbleClient(ClientConfig("127.0.0.1", free_port(), "ann"))
    with pytest.raises(ServerUnreachable, match="is the server running"):
        await client.start()
    await client.close()


async def test_after_a_restart_of_the_server_everything_is_as_before(
    murmur: Murmur, connect: Connect, admin: MumbleClient
) -> None:
    await make_channel(admin, "Hall")
    ann = await connect(murmur, "ann", channel="Hall")
    ann.set_self(muted=True, comment="here I am")
    events = ann.events()
    await until(events, UserChanged, lambda e: e.user.self_muted)
    await asyncio.to_thread(murmur.restart)
    assert (await until(events, Disconnected)).will_retry
    back = await until(events, Connected)
    assert back.again
    hall = ann.state.find_channel("Hall").id
    me = ann.state.me
    if not (me.self_muted and me.comment):
        await until(events, UserChanged, lambda e: e.user.self_muted and e.user.comment == "here I am")
    assert (ann.state.me.channel_id, ann.state.me.comment) == (hall, "here I am")
    await ann.send_text("still here")


async def test_closing_leaves_no_task_behind(murmur_15: Murmur, connect: Connect) -> None:
    before = asyncio.all_tasks()
    ann = await connect(murmur_15, "ann")
    reading = [event async for event in _closing(ann)]
    assert reading == []
    assert asyncio.all_tasks() == before


async def _closing(client: MumbleClient):  # type: ignore[no-untyped-def]
    events = client.events()
    await client.close()
    async for event in events:
        yield event


async def test_a_ping_says_who_is_there_without_connecting(murmur: Murmur, connect: Connect) -> None:
    await connect(murmur, "ann")
    ping = await ping_server(murmur.host, murmur.port)
    assert ping.version[:2] == tuple(map(int, murmur.generation.split(".")))
    people = 1 if murmur.generation == "1.3" else 0  # from 1.5 on the server does not count bots, as ann is
    assert (ping.users, ping.max_users > 1, ping.bandwidth_bps > 0) == (people, True, True)


async def test_a_ping_to_nobody_ends() -> None:
    with pytest.raises((TimeoutError, OSError)):
        await ping_server("127.0.0.1", free_port(), timeout_s=1.0)
