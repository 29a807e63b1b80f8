"""Takes an answer that is read instead of heard, within the same deadlines."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import cast

from mumble_ai.conversation.ports import MindUnavailable
from mumble_ai.conversation.speaking.reply import ReplyPolicy
from mumble_ai.conversation.turn import Stage, Turn


async def composed(turn: Turn, pieces: AsyncIterator[str], policy: ReplyPolicy) -> str:
    """The whole answer as one text.

    Raises:
        MindUnavailable: There is no answer, or it is empty.
        TimeoutError: It took too long.
    """
    time = asyncio.get_running_loop().time
    start_s = time()
    deadline_s = start_s + policy.first_text_s
    text = ""
    async with aclosing(cast("AsyncGenerator[str, None]", pieces)):
        while True:
            async with asyncio.timeout_at(deadline_s):
                piece = await anext(pieces, None)
            if piece is None:
                break
            turn.mark(Stage.FIRST_TOKEN, time())
            deadline_s = start_s + policy.text_s
            text += piece
    if not text.strip():
        raise MindUnavailable("the answer is empty")
    return text.strip()
