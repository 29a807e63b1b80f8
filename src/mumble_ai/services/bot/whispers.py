"""Voice for one person alone: a whisper target for each, from a pool.

A server knows a whisper target by a number from 1 to 30 and drops what we may not whisper without a word. So before
anything is said to somebody the target is registered and the server asked what we may do where that person is; its
answer also says that the registration is done, so that no frame goes to whoever had the number before.
"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict, deque
from dataclasses import dataclass
from typing import Final

from mumble_ai.mumble import MumbleClient, MumbleError, Permission, User, Voice, WhisperTarget

TARGETS: Final = 24
"""More people than are ever whispered to at a time; the one whispered to longest ago makes room. The number freed
longest ago is taken first: what was said under a number may still be on its way when it is registered anew."""
READY_DEADLINE_S: Final = 1.0

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Whisper:
    user: User
    voice: Voice
    is_allowed: bool | None = None
    """None until the server has said so."""


class Whispers:
    """Who is whispered to."""

    def __init__(self, client: MumbleClient) -> None:
        self._client = client
        self._whispers: OrderedDict[int, _Whisper] = OrderedDict()
        self._free = deque(range(1, TARGETS + 1))
        self._asking = asyncio.Lock()
        """Held while the server is asked, so that nobody is registered twice."""

    def voice_to(self, user: User) -> Voice | None:
        """The voice that this user alone hears, if it is known that we may whisper to them."""
        whisper = self._whispers.get(user.session)
        return whisper.voice if whisper is not None and self._is_ready(whisper, user) and whisper.is_allowed else None

    async def may_whisper(self, user: User) -> bool:
        """Makes ready to whisper to somebody; False where we may not.

        Raises:
            MumbleError: The server cannot be asked now.
        """
        async with self._asking:
            whisper = self._whispers.get(user.session)
            if whisper is None or not self._is_ready(whisper, user):
                whisper = await self._prepare(user)
            self._whispers.move_to_end(user.session)
            return bool(whisper.is_allowed)

    def forget(self, session: int) -> None:
        """Nobody is whispered to under this session any more."""
        if (whisper := self._whispers.pop(session, None)) is not None:
            self._client.clear_whisper(whisper.voice.target)
            self._free.append(whisper.voice.target)

    def forget_all(self) -> None:
        """The server must be asked again for everybody."""
        for session in list(self._whispers):
            self.forget(session)

    def _is_ready(self, whisper: _Whisper, user: User) -> bool:
        same = (whisper.user.name, whisper.user.certificate_hash) == (user.name, user.certificate_hash)
        return same and whisper.user.channel_id == user.channel_id and whisper.is_allowed is not None

    async def _prepare(self, user: User) -> _Whisper:
        self.forget(user.session)
        if not self._free:
            self.forget(next(iter(self._whispers)))
        target = self._free.popleft()
        whisper = self._whispers[user.session] = _Whisper(user, self._client.voice(target))
        try:
            self._client.set_whisper(target, WhisperTarget(users=(user,)))
            async with asyncio.timeout(READY_DEADLINE_S):
                allowed = await self._client.permissions(user.channel_id)
        except (MumbleError, TimeoutError) as error:
            self.forget(user.session)
            raise MumbleError(f"cannot ask whether we may whisper to {user.name}: {error or 'no answer'}") from error
        if self._whispers.get(user.session) is not whisper:
            raise MumbleError(f"{user.name} is gone")
        whisper.is_allowed = Permission.WHISPER in allowed
        if not whisper.is_allowed:
            _log.warning("no permission to whisper to %s; the server's administrator can allow it", user.name)
        return whisper
