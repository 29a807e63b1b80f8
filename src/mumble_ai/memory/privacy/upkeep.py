"""What is done for conversations by the clock."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from mumble_ai.memory.conversations.log import ConversationLog
from mumble_ai.memory.privacy.privacy import Privacy
from mumble_ai.storage.jobs import JobHandlers

TEND_JOB: Final = "tend-conversations"
FORGET_JOB: Final = "forget-old-messages"


def register(handlers: JobHandlers, log: ConversationLog, privacy: Privacy, *, keep: timedelta | None) -> None:
    """Adds the jobs: sessions and topics end, and what is too old is forgotten.

    Args:
        keep: How long what was said is kept; None for ever.
    """
    handlers.register(TEND_JOB, log.tend, schedule="*/5 * * * *", timeout_s=60.0)

    async def forget_old() -> None:
        if keep is not None:
            await privacy.forget_old(keep)

    handlers.register(FORGET_JOB, forget_old, schedule="40 3 * * *")
