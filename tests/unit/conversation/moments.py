"""Moments of a talk that several tests begin at."""

from __future__ import annotations

import asyncio

from mumble_ai.testkit.scene import Scene


def now_s() -> float:
    """Virtual time."""
    return asyncio.get_running_loop().time()


async def answer_begun(scene: Scene, frames: int = 40) -> None:
    """Alice asks, and has heard the beginning of the answer."""
    await scene.door.say(0.5)
    await scene.door.until(lambda: len(scene.door.frames) >= frames)
