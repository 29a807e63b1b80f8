"""The examples in docs/mumble-library.md do what the page says."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

from mumble_ai.mumble import TextReceived, UserJoined, VoiceReceived
from tests.integration.mumble.network import Connect, until
from tests.integration.mumble.test_voice import hear, pitch_hz, say
from tests.support.murmur import Murmur

PAGE = Path(__file__).resolve().parents[3] / "docs" / "mumble-library.md"


def examples() -> dict[str, Any]:
    names: dict[str, Any] = {}
    for block in re.findall(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL):
        exec(compile(block, str(PAGE), "exec"), names)
    return names


async def test_the_parrot_repeats_text_and_voice(murmur: Murmur, connect: Connect, tmp_path: Path) -> None:
    ann = await connect(murmur, "ann")
    events = ann.events()
    parrot = asyncio.create_task(examples()["parrot"](murmur.host, murmur.port, tmp_path))
    try:
        bird = (await until(events, UserJoined)).user
        await ann.send_text("polly", users=[bird])
        answer = await until(events, TextReceived)
        assert (answer.text_plain, answer.private) == ("polly", True)
        await say(ann, 25)
        heard = await hear(events)
        assert heard[0].user.name == "parrot"
        assert abs(pitch_hz(heard) - 440) < 3
        spoken = examples()["whisper_to"](ann, bird)
        assert spoken.target == 1
        await say(ann, 5, 1)
        assert (await until(events, VoiceReceived)).user.name == "parrot"
    finally:
        parrot.cancel()
        await asyncio.gather(parrot, return_exceptions=True)
