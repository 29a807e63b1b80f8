"""Our client and other people's clients hear each other, on both server generations, over UDP and the TCP tunnel."""

from __future__ import annotations

import asyncio
from typing import Literal

import numpy as np
import pytest

from mumble_ai.mumble import ClientConfig, MumbleClient, TextReceived, VoiceReceived
from tests.support.desktop import DesktopClient
from tests.support.link import Link
from tests.support.murmur import Murmur
from tests.support.peer import npm_peer, pymumble_peer
from tests.support.sound import Int16, pitch_hz, tone

FRAME_SAMPLES = 960
Transport = Literal["auto", "tcp"]
transports = pytest.mark.parametrize("transport", ["auto", "tcp"])


def our_client(port: int, transport: Transport = "auto") -> MumbleClient:
    return MumbleClient(ClientConfig(host="127.0.0.1", port=port, username="AI-Bot", transport=transport))


async def speak(client: MumbleClient, pcm: Int16) -> None:
    voice = client.voice()
    for start in range(0, pcm.size, FRAME_SAMPLES):
        await voice.write(pcm[start : start + FRAME_SAMPLES])
    await voice.end()


async def listen(client: MumbleClient, name: str, *, enough_s: float, timeout_s: float = 20.0) -> Int16:
    """What our client hears of one user, until there is enough of it."""
    heard: list[Int16] = []
    async with asyncio.timeout(timeout_s):
        async for event in client.events():
            if isinstance(event, VoiceReceived) and event.user.name == name:
                heard.append(event.pcm)
                if sum(pcm.size for pcm in heard) >= enough_s * 48_000:
                    break
    return np.concatenate(heard)


@transports
async def test_pymumble_hears_us_and_we_hear_pymumble(murmur: Murmur, transport: Transport) -> None:
    async with pymumble_peer(murmur.port, "Ann") as ann, our_client(murmur.port, transport) as ours:
        await speak(ours, tone(1.0, 440))
        heard = await ann.hear("AI-Bot", quiet_s=0.3)
        assert 0.9 < heard.duration_s < 1.2
        assert pitch_hz(heard.pcm) == pytest.approx(440, abs=5)
        listening = asyncio.create_task(listen(ours, "Ann", enough_s=0.8))
        await ann.say(tone(1.0, 660))
        assert pitch_hz(await listening) == pytest.approx(660, abs=5)


async def test_the_desktop_client_hears_us_and_we_hear_it_over_udp(murmur: Murmur) -> None:
    async with (
        Link((murmur.host, murmur.port)) as desktop_link,
        Link((murmur.host, murmur.port)) as our_link,
        our_client(our_link.port) as ours,
        DesktopClient(desktop_link.port, "Dora") as dora,
    ):
        await speak(ours, tone(1.5, 440))
        heard = await dora.hear(quiet_s=0.5)
        assert 0.9 < heard.duration_s < 1.9
        assert pitch_hz(heard.pcm) == pytest.approx(440, abs=5)
        listening = asyncio.create_task(listen(ours, "Dora", enough_s=1.0))
        await dora.say(tone(1.5, 660))
        assert pitch_hz(await listening) == pytest.approx(660, abs=5)
        assert ours.state.voice_path == "udp"
        assert our_link.counts.udp_passed > 75
        assert desktop_link.counts.udp_passed > 75


async def test_a_desktop_client_behind_a_firewall_hears_us_through_the_tunnel(murmur_15: Murmur) -> None:
    async with Link((murmur_15.host, murmur_15.port)) as link:
        link.udp.blocked = True
        async with our_client(link.port) as ours, DesktopClient(link.port, "Dora") as dora:
            await speak(ours, tone(1.0, 440))
            heard = await dora.hear(quiet_s=0.5)
            assert pitch_hz(heard.pcm) == pytest.approx(440, abs=5)
            assert ours.state.voice_path == "tcp"


async def test_the_npm_client_sees_the_end_of_our_talk_and_reads_our_text(murmur: Murmur) -> None:
    # Through the tunnel no packet is lost, so the last one must arrive.
    async with npm_peer(murmur.port, "Nora") as nora, our_client(murmur.port, "tcp") as ours:
        await nora.expect("joined", name="AI-Bot")
        await speak(ours, tone(0.5))
        packets = await nora.packets(20)
        assert {packet.speaker for packet in packets} == {"AI-Bot"}
        events = ours.events()
        await ours.send_text("good morning", channels=[ours.state.channels[0]])
        assert (await nora.expect("text", sender="AI-Bot"))["text"] == "good morning"
        await nora.text("only you", to="AI-Bot")
        async with asyncio.timeout(10):
            text = await anext(event async for event in events if isinstance(event, TextReceived) and event.private)
        assert text.text_plain == "only you"
        assert [packet.terminator for packet in nora.voice].index(True) == len(nora.voice) - 1
