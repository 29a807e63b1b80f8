"""The desktop client comes up without a question to click away, and talks and hears through its own sound card."""

from __future__ import annotations

import numpy as np

from tests.support.desktop import DesktopClient
from tests.support.murmur import Murmur
from tests.support.peer import pymumble_peer


async def test_the_desktop_client_hears_and_is_heard(murmur: Murmur) -> None:
    tone = (8000 * np.sin(2 * np.pi * 440 * np.arange(48_000) / 48_000)).astype(np.int16)
    async with pymumble_peer(murmur.port, "Ann") as ann, DesktopClient(murmur.port, "Dora") as dora:
        await ann.expect("joined", name="Dora", timeout_s=20)
        await ann.say(tone)
        assert 0.9 < (await dora.hear(quiet_s=0.3)).duration_s < 1.3
        await dora.say(tone)
        assert (await ann.hear("Dora", quiet_s=0.5)).duration_s > 0.9
