"""What the apps of people log: taken in batches, kept bounded, found again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final, Literal, cast, get_args
from uuid import UUID

from sqlalchemy import Select, delete, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.accounts.account import Account
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import AppLogRow
from mumble_ai.storage.tables import Person as PersonRow

Level = Literal["debug", "info", "warning", "error", "critical"]
LEVELS: Final[tuple[Level, ...]] = get_args(Level)
MOST_AT_ONCE: Final = 500
MOST_SCREENS: Final = 50


@dataclass(frozen=True, slots=True)
class AppLine:
    """One line, as an app tells it.

    Attributes:
        at: By the clock of the device, aware of its zone.
    """

    at: datetime
    level: Level
    message: str
    screen: str = ""
    data: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class KeptLine:
    """One line, as it is kept.

    Attributes:
        by: Name of the person whose app it is.
        app: The API key it was sent with; empty for a browser.
    """

    id: UUID
    received_at: datetime
    line: AppLine
    device: Mapping[str, Any]
    by: str
    app: str


@dataclass(frozen=True, slots=True)
class AppLogQuery:
    """Which lines are looked for.

    Attributes:
        level: The least grave; with `only`, the one.
        screen: Only this one; empty for all.
        text: Part of the message or the screen, whatever its case.
        person_id: Whose; None for everybody's.
        before: Id of a line; only what arrived before it.
    """

    level: Level = "debug"
    screen: str = ""
    text: str = ""
    person_id: UUID | None = None
    before: UUID | None = None
    limit: int = 200
    only: bool = False


@dataclass(frozen=True, slots=True)
class AppLogFigures:
    """How much is kept.

    Attributes:
        levels: How many lines of each level.
        screens: The same of each screen, those with most lines first.
        devices: How many different devices wrote them.
    """

    lines: int
    levels: Mapping[str, int]
    screens: Mapping[str, int]
    devices: int
    oldest: datetime | None
    newest: datetime | None


@dataclass(frozen=True, slots=True)
class AppLogPolicy:
    """What is kept; the oldest lines go first.

    Attributes:
        keep: For how long.
        most: Lines of one person.
    """

    keep: timedelta = timedelta(days=30)
    most: int = 10_000


class AppLogs:
    """Takes and finds lines; every method raises `DatabaseUnavailable` while they can't be kept or read.

    Attributes:
        policy: What is kept.
    """

    def __init__(self, db: Database, now: Callable[[], datetime], policy: AppLogPolicy | None = None) -> None:
        self._db = db
        self._now = now
        self.policy = policy or AppLogPolicy()

    async def take(self, by: Account, lines: Sequence[AppLine], device: Mapping[str, Any]) -> int:
        """Keeps lines of somebody's app; returns how many."""
        arrived, ids = self._now(), sorted(new_id() for _ in lines)  # those of one moment come in no order
        rows = [
            AppLogRow(
                id=line_id,
                person_id=by.person.id,
                received_at=arrived,
                at=line.at,
                level=line.level,
                message=line.message,
                screen=line.screen,
                data=dict(line.data),
                device=dict(device),
                app=by.key_name,
            )
            for line_id, line in zip(ids, lines, strict=True)
        ]
        async with self._db.person(by.person.id) as session:
            session.add_all(rows)
            await session.flush()
            await self._forget_too_many(session)
        return len(rows)

    async def find(self, query: AppLogQuery) -> list[KeptLine]:
        """The lines that fit, the newest first."""
        wanted = (
            _fitting(select(AppLogRow, PersonRow.name).join(PersonRow, PersonRow.id == AppLogRow.person_id), query)
            .order_by(AppLogRow.id.desc())
            .limit(min(query.limit, MOST_AT_ONCE))
        )
        async with self._db.everybody("reads the logs of apps") as session:
            return [_kept(row, name) for row, name in (await session.execute(wanted)).all()]

    async def figures(self, person_id: UUID | None = None) -> AppLogFigures:
        """How much is kept, of one person or of everybody."""
        mine = [AppLogRow.person_id == person_id] if person_id is not None else []
        ends = select(func.min(AppLogRow.received_at), func.max(AppLogRow.received_at)).where(*mine)
        devices = select(func.count(AppLogRow.device.distinct())).where(*mine)
        async with self._db.everybody("counts the logs of apps") as session:
            levels = await _counted(session, AppLogRow.level, mine)
            screens = await _counted(session, AppLogRow.screen, mine)
            oldest, newest = (await session.execute(ends)).one()
            return AppLogFigures(
                lines=sum(levels.values()),
                levels=levels,
                screens={screen: count for screen, count in screens.items() if screen},
                devices=await session.scalar(devices) or 0,
                oldest=oldest,
                newest=newest,
            )

    async def clear(self) -> int:
        """Forgets everything; returns how many lines it was."""
        async with self._db.everybody("an owner clears the logs of apps") as session:
            return len((await session.scalars(delete(AppLogRow).returning(AppLogRow.id))).all())

    async def forget_old(self) -> int:
        """Deletes what is older than is kept; returns how many lines."""
        old = AppLogRow.received_at < self._now() - self.policy.keep
        async with self._db.everybody("forgets old logs of apps") as session:
            return len((await session.scalars(delete(AppLogRow).where(old).returning(AppLogRow.id))).all())

    async def _forget_too_many(self, session: AsyncSession) -> None:
        """Of the person whose session it is."""
        first = select(AppLogRow.id).order_by(AppLogRow.id.desc()).offset(self.policy.most).limit(1)
        if (last_id := await session.scalar(first)) is not None:
            await session.execute(delete(AppLogRow).where(AppLogRow.id <= last_id))


def _fitting(wanted: Select[AppLogRow, str], query: AppLogQuery) -> Select[AppLogRow, str]:
    if query.only:
        wanted = wanted.where(AppLogRow.level == query.level)
    elif query.level != LEVELS[0]:
        wanted = wanted.where(AppLogRow.level.in_(LEVELS[LEVELS.index(query.level) :]))
    if query.screen:
        wanted = wanted.where(AppLogRow.screen == query.screen)
    if query.text:
        has = [column.icontains(query.text, autoescape=True) for column in (AppLogRow.message, AppLogRow.screen)]
        wanted = wanted.where(or_(*has))
    if query.person_id is not None:
        wanted = wanted.where(AppLogRow.person_id == query.person_id)
    if query.before is not None:
        wanted = wanted.where(AppLogRow.id < query.before)
    return wanted


async def _counted(session: AsyncSession, column: Any, mine: Sequence[Any]) -> dict[str, int]:
    count = func.count()
    wanted = select(column, count).where(*mine).group_by(column).order_by(count.desc(), column).limit(MOST_SCREENS)
    return {str(value): int(number) for value, number in (await session.execute(wanted)).all()}


def _kept(row: AppLogRow, name: str) -> KeptLine:
    line = AppLine(row.at, cast("Level", row.level), row.message, row.screen, row.data)
    return KeptLine(row.id, row.received_at, line, row.device, name, row.app)
