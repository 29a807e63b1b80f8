"""Who somebody at a door is."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

import structlog

from mumble_ai.memory.people import directory
from mumble_ai.memory.people.directory import Newcomer, clean_name, person_of
from mumble_ai.memory.people.identity import VISIT, KnownBy, known_by
from mumble_ai.memory.people.person import Person, Role
from mumble_ai.memory.privacy.erasing import erase_person
from mumble_ai.resilience.standing import Standing
from mumble_ai.storage import tables
from mumble_ai.storage.database import Database, DatabaseUnavailable
from mumble_ai.storage.ids import new_id

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class MeetingPolicy:
    """How people are looked up.

    Attributes:
        fresh_s: How long a person is taken as last read; then a change made elsewhere is noticed.
        wait_s: How long an answer waits for the database before somebody unknown gets a stand-in.
        wait_known_s: The same for somebody who is then taken for whom they were last.
        most_known: People remembered between look-ups; who was met longest ago is forgotten first.
        guest_hours: After this time a guest is taken to have left whose leaving nobody noticed.
    """

    fresh_s: float = 5.0
    wait_s: float = 2.0
    wait_known_s: float = 0.5
    most_known: int = 2000
    guest_hours: float = 24.0


@dataclass(slots=True)
class _Known:
    person: Person
    read_at_s: float


@dataclass(frozen=True, slots=True)
class Meeting:
    """How somebody came in; enough to meet them again later."""

    door: str
    identity: str | None
    visit: str
    name: str


class People:
    """Everybody the assistant meets.

    A verified identity is the same person at every visit. Anybody else is a guest: a person of this one visit, of
    whom nothing is left after it, and who is nobody to the next guest of the same name.

    Attributes:
        time_zone: IANA name of the assistant's own zone, for people who have set none.
    """

    def __init__(
        self,
        db: Database,
        *,
        time_zone: str = "UTC",
        policy: MeetingPolicy | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._db = db
        self.time_zone = time_zone
        self._policy = policy or MeetingPolicy()
        self._now = now
        self._run: Final = new_id().hex
        self._known: OrderedDict[KnownBy, _Known] = OrderedDict()
        self._stand_ins: OrderedDict[UUID, Meeting] = OrderedDict()
        self._unavailable = ""

    async def met(self, door: str, identity: str | None, visit: str, name: str) -> Person:
        """Who this is. Never fails: while the database can't be asked it is whoever it was last, or a stand-in.

        Args:
            door: `mumble@HOST:PORT`, `sip`, `mail`, `web`.
            identity: What the door verified, or None for a guest.
            visit: Names this one stay at the door; used for guests only.
            name: What the door shows.
        """
        meeting = Meeting(door, identity, visit, name)
        key = self._key(meeting)
        now_s = asyncio.get_running_loop().time()
        known = self._known.get(key)
        if known and now_s - known.read_at_s < self._policy.fresh_s and not known.person.is_stand_in:
            self._known.move_to_end(key)
            return known.person
        is_known = known is not None and not known.person.is_stand_in
        try:
            async with asyncio.timeout(self._policy.wait_known_s if is_known else self._policy.wait_s):
                person = await self._greet(key, name)
            self._unavailable = ""
        except (DatabaseUnavailable, TimeoutError) as error:
            self._unavailable = str(error) or "the database did not answer in time"
            person = known.person if known else self._stand_in(meeting)
        self._remember(key, _Known(person, now_s))
        return person

    def meeting_of(self, person_id: UUID) -> Meeting | None:
        """How a stand-in came in; None for anybody else."""
        return self._stand_ins.get(person_id)

    async def met_again(self, meeting: Meeting) -> UUID | None:
        """Who a stand-in was; None for a guest who has left.

        Raises:
            DatabaseUnavailable: It can't be told yet.
        """
        key = self._key(meeting)
        if key.kind == VISIT and key not in self._known:
            return None
        return (await self._greet(key, meeting.name)).id

    async def left(self, door: str, visit: str) -> None:
        """A visit is over; a guest's memory ends with it.

        Never fails: a guest who can't be deleted now is deleted when the door opens again.
        """
        known = self._known.pop(KnownBy(VISIT, self._visit(door, visit)), None)
        if known is None or known.person.is_stand_in:
            return
        try:
            async with self._db.everybody("a guest has left") as session:
                await erase_person(session, known.person.id)
        except DatabaseUnavailable as error:
            _log.warning("a guest is forgotten later", why=str(error))

    async def forget_past_visits(self, door: str) -> int:
        """Forgets guests whose leaving nobody noticed, of earlier runs of this door; called when the door opens.

        Returns:
            How many.

        Raises:
            DatabaseUnavailable: Nobody was forgotten.
        """
        long_ago = self._now() - timedelta(hours=self._policy.guest_hours)
        async with self._db.everybody("guests who have left unnoticed") as session:
            visitors = await directory.past_visitors(session, door, self._run, long_ago)
            for visitor in visitors:
                await erase_person(session, visitor)
        return len(visitors)

    async def get(self, person_id: UUID) -> Person | None:
        """Somebody by id, also by an id they had before they were linked.

        Raises:
            DatabaseUnavailable: It can't be read now.
        """
        async with self._db.everybody("a person by id") as session:
            current = await directory.current_id(session, person_id)
            row = await session.get(tables.Person, current) if current else None
            return person_of(row, self.time_zone) if row else None

    def changed(self, person_id: UUID) -> None:
        """Somebody was changed: they are read anew at once instead of within seconds."""
        for key in [key for key, known in self._known.items() if known.person.id == person_id]:
            del self._known[key]

    def standing(self) -> Standing:
        """Whether people are recognised."""
        if self._unavailable:
            return Standing(f"people are known as they were last: {self._unavailable}", degraded=True)
        return Standing("people are recognised")

    async def _greet(self, key: KnownBy, name: str) -> Person:
        newcomer = Newcomer(key, name, Role.GUEST if key.kind == VISIT else Role.MEMBER)
        async with self._db.everybody("who is at the door") as session:
            return person_of(await directory.greet(session, newcomer, self._now()), self.time_zone)

    def _key(self, meeting: Meeting) -> KnownBy:
        if meeting.identity is None:
            return KnownBy(VISIT, self._visit(meeting.door, meeting.visit))
        return known_by(meeting.door, meeting.identity)

    def _visit(self, door: str, visit: str) -> str:
        return f"{door}/{self._run}/{visit}"

    def _stand_in(self, meeting: Meeting) -> Person:
        person = Person(new_id(), clean_name(meeting.name), Role.GUEST, self.time_zone, is_stand_in=True)
        self._stand_ins[person.id] = meeting
        if len(self._stand_ins) > self._policy.most_known:
            self._stand_ins.popitem(last=False)
        return person

    def _remember(self, key: KnownBy, known: _Known) -> None:
        self._known[key] = known
        self._known.move_to_end(key)
        if len(self._known) > self._policy.most_known:
            self._known.popitem(last=False)
