"""The Mumble server restarted and frozen; the network to it cut, dead, lossy and out of order."""

from __future__ import annotations

import asyncio

import pytest

from tests.integration.faults.faults import BOT, House, asked, frozen, question, quiet
from tests.support.link import UdpFaults
from tests.support.peer import Peer, pymumble_peer

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.timeout(120)]

BACK_S = 20.0
"""The bot tries again after half a second, then ever less often; by then the second or third try has succeeded."""


async def test_packets_are_lost_late_and_out_of_order(house: House, ann: Peer) -> None:
    await house.health.until(lambda health: "udp" in health["checks"]["mumble"]["detail"])
    house.link.udp = UdpFaults(loss=0.1, duplicate=0.05, delay_s=0.02, jitter_s=0.06)
    try:
        dropped = house.link.counts.udp_dropped
        await asked(ann)
        assert house.link.counts.udp_dropped > dropped, "the bot's voice did not go through the bad network"
    finally:
        house.link.udp = UdpFaults()


async def test_no_datagram_passes(house: House, ann: Peer) -> None:
    house.link.udp = UdpFaults(blocked=True)
    try:
        await house.health.until(lambda health: "tcp" in health["checks"]["mumble"]["detail"])
        await asked(ann)
    finally:
        house.link.udp = UdpFaults()


async def test_the_link_is_cut_in_the_middle_of_a_question(house: House, ann: Peer) -> None:
    mark = len(ann.events)
    cutting = asyncio.create_task(_cut_soon(house))
    await ann.say(question())
    await cutting
    await ann.expect("joined", name=BOT, after=mark, timeout_s=BACK_S)
    await house.health.until_healthy()
    await quiet(ann)
    await asked(ann)


async def _cut_soon(house: House) -> None:
    await asyncio.sleep(0.5)
    await house.link.cut()
    house.link.mend()


async def test_the_server_freezes_for_a_while(house: House, ann: Peer) -> None:
    with frozen(house.server.pid):
        await asyncio.sleep(4.0)  # shorter than anybody's patience: nobody is thrown out, everything is late
    await house.health.until_healthy()
    await asked(ann, within_s=None)


async def test_the_server_is_restarted(house: House, ann: Peer) -> None:
    await asyncio.to_thread(house.server.kill)
    health = await house.health.until(lambda health: health["status"] == "unhealthy")
    assert not health["checks"]["mumble"]["ok"]
    await asyncio.to_thread(house.server.start)
    await house.health.until_healthy(BACK_S)
    async with pymumble_peer(house.server.port, "Bea") as bea:
        await asked(bea)
