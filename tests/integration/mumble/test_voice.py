"""Voice through real servers of both generations: both formats, both ways, and a network that fails."""

from __future__ import annotations

import asyncio

import numpy as np
import pytest

from mumble_ai.audio.pcm import FRAME_SAMPLES, Int16
from mumble_ai.mumble import (
    LOOPBACK_TARGET,
    Connected,
    MumbleClient,
    Subscription,
    UserChanged,
    UserJoined,
    VoiceContext,
    VoicePathChanged,
    VoiceReceived,
    WhisperTarget,
)
from tests.integration.mumble.network import Connect, Relay, make_channel, until, voice_by_udp
from tests.support.murmur import Murmur


def tone(frames: int, hz: float = 440.0) -> list[Int16]:
    pcm = (8000 * np.sin(2 * np.pi * hz * np.arange(frames * FRAME_SAMPLES) / 48_000)).astype(np.int16)
    return list(pcm.reshape(frames, FRAME_SAMPLES))


async def say(client: MumbleClient, frames: int, target: int = 0) -> None:
    voice = client.voice(target)
    for frame in tone(frames):
        await voice.write(frame)
    await voice.end()


async def hear(events: Subscription) -> list[VoiceReceived]:
    """One talk spurt."""
    heard = [await until(events, VoiceReceived)]
    while not heard[-1].ended:
        heard.append(await until(events, VoiceReceived))
    return heard


def said(heard: list[VoiceReceived]) -> int:
    """The frames that came; on a busy machine the jitter buffer fills the wait for a late one with guesses."""
    return sum(not frame.concealed for frame in heard)


def pitch_hz(heard: list[VoiceReceived]) -> float:
    pcm = np.concatenate([frame.pcm for frame in heard])
    return float(np.argmax(np.abs(np.fft.rfft(pcm))) * 48_000 / len(pcm))


@pytest.mark.parametrize("transport", ["auto", "tcp"])
async def test_a_voice_is_heard_whole(murmur: Murmur, connect: Connect, transport: str) -> None:
    ann = await connect(murmur, "ann", transport=transport)
    bob = await connect(murmur, "bob", transport=transport)
    if transport == "auto":
        await voice_by_udp(ann)
        await voice_by_udp(bob)
    events = bob.events()
    await say(ann, 50)
    heard = await hear(events)
    assert (ann.state.voice_path, bob.state.voice_path) == (("udp",) * 2 if transport == "auto" else ("tcp",) * 2)
    whole = [frame for frame in heard if not frame.concealed]
    # On a busy machine a packet may come too late by a frame or two.
    assert len(whole) >= 50
    assert len(heard) - len(whole) <= 3
    assert pitch_hz(heard) == pytest.approx(440, abs=3)
    assert heard[0].user.name == "ann"
    assert heard[0].target == VoiceContext.TALKING


@pytest.mark.parametrize("transport", ["auto", "tcp"])
async def test_the_server_echoes_the_loopback_target(murmur: Murmur, connect: Connect, transport: str) -> None:
    ann = await connect(murmur, "ann", transport=transport)
    if transport == "auto":
        await voice_by_udp(ann)
    events = ann.events()
    # The server counts bandwidth from the connection on and may drop what is said in its first moments.
    await say(ann, 10, LOOPBACK_TARGET)
    await hear(events)
    await say(ann, 10, LOOPBACK_TARGET)
    heard = await hear(events)
    assert said(heard) == 11
    assert heard[0].user == ann.state.me


async def test_a_whisper_is_heard_by_its_target_alone(murmur: Murmur, connect: Connect) -> None:
    bob, eve, ann = [await connect(murmur, name) for name in ("bob", "eve", "ann")]
    at_bob, at_eve = bob.events(), eve.events()
    ann.set_whisper(5, WhisperTarget(users=tuple(u for u in ann.state.users.values() if u.name == "bob")))
    await say(ann, 10, 5)
    heard = await hear(at_bob)
    assert heard[0].target == VoiceContext.WHISPER
    await say(ann, 10)
    assert (await hear(at_eve))[0].target == VoiceContext.TALKING
    await bob.close()
    joins = ann.events()
    back = (await connect(murmur, "bob")).events()
    await until(joins, UserJoined)
    await say(ann, 10, 5)
    assert (await hear(back))[0].target == VoiceContext.WHISPER


async def test_a_shout_reaches_another_channel(murmur: Murmur, connect: Connect, admin: MumbleClient) -> None:
    await make_channel(admin, "Hall")
    ann = await connect(murmur, "ann")
    bob = await connect(murmur, "bob", channel="Hall")
    events = bob.events()
    ann.set_whisper(1, WhisperTarget(channel="Hall"))
    await say(ann, 10, 1)
    assert (await hear(events))[0].target == VoiceContext.SHOUT


async def test_voice_falls_back_to_the_tunnel_and_returns(murmur: Murmur, connect: Connect) -> None:
    async with Relay(murmur) as relay:
        ann, bob = await connect(relay, "ann"), await connect(murmur, "bob")
        await voice_by_udp(ann)
        await voice_by_udp(bob)
        changes, at_bob, at_ann = ann.events(), bob.events(), ann.events()
        relay.udp_open = False
        assert (await until(changes, VoicePathChanged)).path == "tcp"
        await say(bob, 20)
        # She hears others before she has said anything; the server may drop what is said in a client's first moments.
        assert 15 < len(await hear(at_ann)) <= 21
        await say(ann, 20)
        assert said(await hear(at_bob)) == 21
        relay.udp_open = True
        assert (await until(changes, VoicePathChanged)).path == "udp"
        await say(ann, 20)
        assert said(await hear(at_bob)) == 21
        await ann.close()


async def test_a_cut_link_in_the_middle_of_an_answer_does_not_end_the_answer(murmur: Murmur, connect: Connect) -> None:
    async with Relay(murmur) as relay:
        ann, bob = await connect(relay, "ann"), await connect(murmur, "bob")
        events, links = bob.events(), ann.events()
        speaking = asyncio.create_task(say(ann, 300))
        for _ in range(20):
            await until(events, VoiceReceived)
        relay.cut()
        assert (await until(links, Connected)).again
        assert not speaking.done()
        after = await until(events, VoiceReceived, lambda e: e.user.session == ann.state.my_session)
        assert after.user.name == "ann"
        heard = [after, *await hear(events)]
        await speaking
        assert len(heard) > 50
        assert pitch_hz(heard) == pytest.approx(440, abs=3)
        await ann.close()


async def test_voice_keeps_within_a_tight_bandwidth_limit(connect: Connect) -> None:
    with Murmur("1.3", bandwidth_bps=40_000) as server:
        ann, bob = await connect(server, "ann"), await connect(server, "bob")
        await voice_by_udp(ann)
        events = bob.events()
        noise = np.random.default_rng(3).integers(-8000, 8000, (150, FRAME_SAMPLES)).astype(np.int16)
        voice = ann.voice()
        for frame in noise:
            await voice.write(frame)
        await voice.end()
        heard = await hear(events)
        assert sum(frame.concealed for frame in heard) == 0
        assert len(heard) == 151


async def test_a_channel_is_heard_from_outside(murmur_15: Murmur, connect: Connect) -> None:
    admin = await connect(murmur_15, "SuperUser", password=murmur_15.superuser_password, certificate=None)
    hall = await make_channel(admin, "Hall")
    bob = await connect(murmur_15, "bob", channel="Hall")
    events = admin.events()
    admin.listen("Hall")
    changed = await until(events, UserChanged, lambda e: e.user.session == admin.state.my_session)
    assert changed.user.listening == {hall}
    await say(bob, 10)
    assert (await hear(events))[0].target == VoiceContext.LISTENING
