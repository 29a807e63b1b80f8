"""Tells people what is due: waits for the next moment, claims, tells by the first way that works, and notes it."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, NoReturn, TypeAlias
from uuid import UUID

import structlog

from mumble_ai.calendar.reminding.bell import Bell
from mumble_ai.calendar.reminding.claims import LEASE, Claims
from mumble_ai.calendar.reminding.mail_out import MailError, MailOut
from mumble_ai.calendar.reminding.notice import NoticePolicy
from mumble_ai.calendar.reminding.policy import Way, retry_after, ways
from mumble_ai.calendar.reminding.reminder import Kind, Reminder
from mumble_ai.calendar.reminding.wording import Wording
from mumble_ai.memory.people.person import Person
from mumble_ai.resilience.standing import Standing
from mumble_ai.storage.database import Database, DatabaseUnavailable
from mumble_ai.storage.ids import new_id

Tell: TypeAlias = Callable[[Person, str], Awaitable[bool]]
"""Tells a person something by voice or by text; False where they are not there."""
PersonOf: TypeAlias = Callable[[UUID], Awaitable[Person | None]]
MAX_AT_ONCE: Final = 50
TELL_TIMEOUT_S: Final = 180.0
"""For one way; a voice may have to wait until it is quiet."""
DATABASE_RETRY_S: Final = 5.0
NOTE_RETRY_S: Final = 1.0
"""Shorter than the wait before anybody looks for what is due: who has told it is the first to say so."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Ways:
    """How people are reached.

    Attributes:
        speak: Where the person is; True once they heard it.
        write: To where the person can read it now.
        mail: None where no mail server is set.
    """

    speak: Tell
    write: Tell
    mail: MailOut | None = None


class ReminderRunner:
    """Tells what is due, once; several may run, in any processes.

    Args:
        person_of: Looks a person up.
        bell: Rings when something changes; `listen` to it where other processes change things.
        clock: Tells the moment.
    """

    def __init__(
        self,
        database: Database,
        person_of: PersonOf,
        reached_by: Ways,
        wording: Wording,
        *,
        bell: Bell | None = None,
        notice: NoticePolicy | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._person_of = person_of
        self._ways = reached_by
        self._wording = wording
        self._bell = bell or Bell()
        self._clock = clock
        self._claims = Claims(database, str(new_id()), notice or NoticePolicy())
        self._telling: set[asyncio.Task[None]] = set()
        self._told = 0
        self._trouble = ""

    async def run(self) -> NoReturn:
        """Tells people until cancelled."""
        try:
            while True:
                await self._bell.wait(await self._turn())
        finally:
            for task in self._telling:
                task.cancel()
            await asyncio.gather(*self._telling, return_exceptions=True)

    async def arrived(self, person_id: UUID) -> None:
        """A person can be reached again: tells what was kept for them."""
        try:
            self._start(await self._claims.take_kept(person_id, self._clock(), MAX_AT_ONCE))
        except DatabaseUnavailable as error:
            self._trouble = str(error)

    async def tell_due(self) -> int:
        """Begins to tell what is due; returns how much that is.

        Raises:
            DatabaseUnavailable: PostgreSQL can't be used now.
        """
        free = MAX_AT_ONCE - len(self._telling)
        due = await self._claims.take_due(self._clock(), free) if free > 0 else []
        self._start(due)
        return len(due)

    async def idle(self) -> None:
        """Waits until nothing is being told."""
        while self._telling:
            await asyncio.wait(self._telling)

    def standing(self) -> Standing:
        """For health."""
        if self._trouble:
            return Standing(f"reminders wait: {self._trouble}", degraded=True)
        return Standing(f"{self._told} reminders told since the start")

    async def _turn(self) -> float:
        """Tells what is due; returns how long nothing else is, in seconds."""
        try:
            while await self.tell_due() == MAX_AT_ONCE:
                await asyncio.wait(self._telling, return_when=asyncio.FIRST_COMPLETED)
            due_at = await self._claims.next_due()
        except DatabaseUnavailable as error:
            self._trouble = str(error)
            return DATABASE_RETRY_S
        self._trouble = ""
        if due_at is None:
            return float("inf")
        # What is due but can't be claimed is another's, or waits for a place here.
        return max(0.05, (due_at - self._clock()).total_seconds())

    def _start(self, claimed: Sequence[Reminder]) -> None:
        by_person = sorted(claimed, key=lambda reminder: reminder.person_id)
        for person_id, group in itertools.groupby(by_person, key=lambda reminder: reminder.person_id):
            task = asyncio.create_task(self._tell_person(person_id, tuple(group)), name=f"reminders {person_id}")
            self._telling.add(task)
            task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._telling.discard(task)
        if not task.cancelled() and (error := task.exception()):
            # The lease runs out, and it is tried again.
            self._trouble = str(error) or type(error).__name__
            log.warning("a reminder could not be told", reason=self._trouble)
        self._bell.ring()

    async def _tell_person(self, person_id: UUID, due: Sequence[Reminder]) -> None:
        person = await self._person_of(person_id)
        if person is None:
            await self._claims.keep(due)
            return
        holding = asyncio.create_task(self._hold(due))
        try:
            for is_timer in (True, False):
                some = [reminder for reminder in due if (reminder.kind in (Kind.TIMER, Kind.ALARM)) is is_timer]
                if some:
                    await self._tell(person, some)
        finally:
            holding.cancel()

    async def _tell(self, person: Person, due: Sequence[Reminder]) -> None:
        has_mail = bool(person.mail and self._ways.mail)
        possible = ways(person.reminded_by, due[0].kind, has_mail=has_mail)
        text = self._wording.spoken(person, due, self._clock())
        for way in possible:
            if await self._try(way, person, text, due):
                await self._note(due, way)
                self._told += len(due)
                return
        pause = retry_after(max(reminder.attempts for reminder in due)) if Way.MAIL in possible else None
        if pause:
            await self._claims.put_off(due, self._clock() + pause)
        else:
            await self._claims.keep(due)

    async def _note(self, due: Sequence[Reminder], way: Way) -> None:
        """Notes that they were told; for as long as it takes, or they would be told again."""
        while True:
            try:
                return await self._claims.told(due, way, self._clock())
            except DatabaseUnavailable as error:
                self._trouble = str(error)
            await asyncio.sleep(NOTE_RETRY_S)

    async def _try(self, way: Way, person: Person, text: str, due: Sequence[Reminder]) -> bool:
        try:
            async with asyncio.timeout(TELL_TIMEOUT_S):
                if way is Way.MAIL:
                    assert self._ways.mail is not None
                    names = "-".join(sorted(str(reminder.id) for reminder in due)[:3])
                    await self._ways.mail.send(person.mail, self._wording.subject(person, due), text, names)
                    return True
                return await (self._ways.speak if way is Way.VOICE else self._ways.write)(person, text)
        except (TimeoutError, MailError) as error:
            log.warning("a reminder could not be told", way=way.value, reason=str(error) or "it took too long")
            return False

    async def _hold(self, due: Sequence[Reminder]) -> NoReturn:
        while True:
            await asyncio.sleep(LEASE.total_seconds() / 3)
            try:
                await self._claims.renew(due, self._clock())
            except DatabaseUnavailable as error:
                log.warning("a claim could not be renewed", reason=str(error))
