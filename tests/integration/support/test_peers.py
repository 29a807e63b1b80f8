"""The independent users themselves: they hear each other and read each other's texts through a real server."""

from __future__ import annotations

import asyncio
import contextlib

import numpy as np
import pytest

from tests.support.link import Link
from tests.support.murmur import Murmur
from tests.support.peer import Int16, PeerError, npm_peer, pymumble_peer


def tone(seconds: float) -> Int16:
    times = np.arange(int(48_000 * seconds)) / 48_000
    return (8000 * np.sin(2 * np.pi * 440 * times)).astype(np.int16)


async def test_two_users_hear_and_read_each_other(murmur: Murmur) -> None:
    async with pymumble_peer(murmur.port, "Ann") as ann, pymumble_peer(murmur.port, "Ben") as ben:
        said_at = await ann.say(tone(1.0))
        heard = await ben.hear("Ann", quiet_s=0.3)
        assert 0.9 < heard.duration_s < 1.2
        assert abs(heard.last_audible_s - said_at) < 0.5
        await ben.text("good morning")
        assert (await ann.expect("text", sender="Ben"))["text"] == "good morning"
        await ben.text("for you alone", to="Ann")
        assert (await ann.expect("text", text="for you alone"))["private"]


async def test_the_npm_user_sees_voice_its_end_and_texts(murmur: Murmur) -> None:
    async with npm_peer(murmur.port, "Nora") as nora, pymumble_peer(murmur.port, "Ann") as ann:
        await ann.say(tone(0.5))
        packets = await nora.packets(20)
        assert {packet.speaker for packet in packets} == {"Ann"}
        await nora.expect("joined", name="Ann")
        await nora.text("hello", to="Ann")
        assert (await ann.expect("text", sender="Nora"))["private"]
        await ann.text("hello all")
        assert not (await nora.expect("text", text="hello all"))["private"]
        assert nora.voice[-1].terminator


async def test_nothing_is_heard_when_nobody_speaks(murmur_15: Murmur) -> None:
    async with pymumble_peer(murmur_15.port, "Ann") as ann, pymumble_peer(murmur_15.port, "Ben"):
        with pytest.raises(PeerError, match="voice of Ben"):
            await ann.hear("Ben", timeout_s=0.3)


async def test_a_link_can_be_cut_and_mended(murmur_13: Murmur) -> None:
    async with Link((murmur_13.host, murmur_13.port)) as link:
        reader, writer = await asyncio.open_connection(link.host, link.port)
        await link.cut()
        with contextlib.suppress(ConnectionResetError):
            assert await asyncio.wait_for(reader.read(), 5) == b""
        writer.close()
        link.mend()
        async with pymumble_peer(link.port, "Ann") as ann:
            await ann.text("through the link")
        assert link.counts.connections == 2
        assert link.counts.tcp_bytes > 0
