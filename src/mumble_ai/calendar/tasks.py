"""Tasks and lists: "add milk to the shopping list", "what do I have to do today"."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.calendar.errors import BadEvent, NotFound
from mumble_ai.calendar.journal import Writing, writing
from mumble_ai.calendar.searching import ENOUGH, Wording, likeness, words_of
from mumble_ai.memory.people.person import Person
from mumble_ai.storage.database import Database
from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import TaskRow

TASKS: Final = "tasks"
"""The list of what has no list of its own."""
MAX_OPEN: Final = 2000
_MAX_TEXT: Final = 500
_MAX_NAME: Final = 60
_LISTED: Final = 500


@dataclass(frozen=True, slots=True)
class Task:
    """Something to do, or an item of a list.

    Attributes:
        due_on: The day it should be done by, in the person's zone.
        due_at: The moment, where one was said.
    """

    id: UUID
    text: str
    list_name: str
    due_on: date | None
    due_at: datetime | None
    importance: int
    done_at: datetime | None

    def is_overdue(self, now: datetime) -> bool:
        """Whether it should have been done; `now` in the person's zone."""
        if self.due_at is not None:
            return self.due_at < now
        return self.due_on is not None and self.due_on < now.date()


@dataclass(frozen=True, slots=True)
class TaskChange:
    """What is to be different of a task; None where nothing is.

    Attributes:
        due: A moment, or a day; looked at only where `changes_due`, so that None takes it away.
    """

    text: str | None = None
    list_name: str | None = None
    importance: int | None = None
    due: datetime | date | None = None
    changes_due: bool = False


@dataclass(frozen=True, slots=True)
class AddedTask:
    """A task that is kept; `was_there` where the same one was open already."""

    task: Task
    was_there: bool = False


class Tasks:
    """Tasks and lists of each person.

    Args:
        clock: Tells the moment.
    """

    def __init__(self, database: Database, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._clock = clock

    async def add(
        self,
        person: Person,
        text: str,
        *,
        list_name: str = TASKS,
        due: datetime | date | None = None,
        importance: int = 5,
        action_id: str,
    ) -> AddedTask:
        """Puts something on a list; what is on it already stays there once.

        Raises:
            BadEvent: There is nothing to put on it, or too much is on it.
            DatabaseUnavailable: PostgreSQL can't be used now; nothing was kept.
        """
        text, name = _checked(text, importance), list_of(list_name)
        async with self._writing(person, action_id, "task.add") as act:
            if act.repeated is not None:
                return AddedTask(await self._get(act.session, act.repeated["id"]), bool(act.repeated["was_there"]))
            row = await self._same(act.session, text, name)
            was_there = row is not None
            if row is None:
                row = await self._new(act, text, name, importance)
            else:
                act.changing(row)
            if due is not None:
                _set_due(row, due, person)
            act.result = {"id": str(row.id), "what": row.text, "was_there": was_there}
            return AddedTask(_task(row), was_there)

    async def open(
        self, person: Person, words: str = "", *, list_name: str | None = None, due_by: date | None = None
    ) -> list[Task]:
        """What is to be done: what is due first, then in the order it was added; with words, what is meant, best first.

        Args:
            list_name: None for all lists.
            due_by: Only what is due until that day.
        """
        wanted = (
            select(TaskRow)
            .where(TaskRow.done_at.is_(None), TaskRow.dropped_at.is_(None))
            .order_by(TaskRow.due_on.asc().nulls_last(), TaskRow.due_at.asc().nulls_last(), TaskRow.id)
            .limit(_LISTED)
        )
        if list_name is not None:
            wanted = wanted.where(TaskRow.list_name == list_of(list_name))
        if due_by is not None:
            wanted = wanted.where(TaskRow.due_on <= due_by)
        async with self._database.person(person.id) as session:
            tasks = [_task(row) for row in await session.scalars(wanted)]
        asked = words_of(words)
        scored = [(likeness(asked, Wording(words_of(task.text), ())), task) for task in tasks]
        return [task for score, task in sorted(scored, key=lambda s: -s[0]) if score >= ENOUGH]

    async def lists(self, person: Person) -> dict[str, int]:
        """The lists that something is on, and how much."""
        wanted = (
            select(TaskRow.list_name, func.count(TaskRow.id))
            .where(TaskRow.done_at.is_(None), TaskRow.dropped_at.is_(None))
            .group_by(TaskRow.list_name)
            .order_by(TaskRow.list_name)
        )
        async with self._database.person(person.id) as session:
            return {row[0]: row[1] for row in await session.execute(wanted)}

    async def done(self, person: Person, task_id: UUID, *, action_id: str) -> Task:
        """Notes that something is done.

        Raises:
            NotFound: It is not open any more.
        """
        return await self._end(person, task_id, "done_at", action_id, "task.done")

    async def drop(self, person: Person, task_id: UUID, *, action_id: str) -> Task:
        """Takes something off its list undone; `Calendar.undo` brings it back.

        Raises:
            NotFound: It is not open any more.
        """
        return await self._end(person, task_id, "dropped_at", action_id, "task.drop")

    async def clear(self, person: Person, list_name: str, *, action_id: str) -> int:
        """Takes everything off a list; returns how much that was. `Calendar.undo` brings it back."""
        async with self._writing(person, action_id, "task.clear") as act:
            if act.repeated is not None:
                return int(act.repeated["count"])
            open_ones = select(TaskRow).where(TaskRow.done_at.is_(None), TaskRow.dropped_at.is_(None))
            rows = (await act.session.scalars(open_ones.where(TaskRow.list_name == list_of(list_name)))).all()
            for row in rows:
                act.changing(row)
                row.dropped_at = act.now
            act.result = {"count": len(rows), "what": list_of(list_name)}
            return len(rows)

    async def change(self, person: Person, task_id: UUID, what: TaskChange, *, action_id: str) -> Task:
        """Changes what is open.

        Raises:
            NotFound: It is not open any more.
            BadEvent: A value can't be kept.
            DatabaseUnavailable: PostgreSQL can't be used now; nothing was changed.
        """
        text = _checked("-" if what.text is None else what.text, what.importance)
        async with self._writing(person, action_id, "task.change") as act:
            if act.repeated is not None:
                return await self._get(act.session, act.repeated["id"])
            row = await self._open_row(act.session, task_id)
            act.changing(row)
            row.text = row.text if what.text is None else text
            row.list_name = row.list_name if what.list_name is None else list_of(what.list_name)
            row.importance = what.importance or row.importance
            if what.changes_due:
                _set_due(row, what.due, person)
            act.result = {"id": str(row.id), "what": row.text}
            return _task(row)

    async def reopen(self, person: Person, task_id: UUID, *, action_id: str) -> Task:
        """Puts something that was done, or dropped, back on its list.

        Raises:
            NotFound: It is not there any more.
            DatabaseUnavailable: PostgreSQL can't be used now; nothing was changed.
        """
        async with self._writing(person, action_id, "task.reopen") as act:
            if act.repeated is not None:
                return await self._get(act.session, act.repeated["id"])
            row = await act.session.get(TaskRow, task_id)
            if row is None:
                raise NotFound("that task is not there any more")
            act.changing(row)
            row.done_at = row.dropped_at = None
            act.result = {"id": str(row.id), "what": row.text}
            return _task(row)

    async def finished(self, person: Person, *, limit: int = 50) -> list[Task]:
        """What was done, the last first."""
        wanted = select(TaskRow).where(TaskRow.done_at.is_not(None)).order_by(TaskRow.done_at.desc()).limit(limit)
        async with self._database.person(person.id) as session:
            return [_task(row) for row in await session.scalars(wanted)]

    async def _end(self, person: Person, task_id: UUID, column: str, action_id: str, kind: str) -> Task:
        async with self._writing(person, action_id, kind) as act:
            if act.repeated is not None:
                return await self._get(act.session, act.repeated["id"])
            row = await self._open_row(act.session, task_id)
            act.changing(row)
            setattr(row, column, act.now)
            act.result = {"id": str(row.id), "what": row.text}
            return _task(row)

    def _writing(self, person: Person, action_id: str, kind: str) -> AbstractAsyncContextManager[Writing]:
        return writing(self._database, person.id, action_id=action_id, kind=kind, now=self._clock())

    async def _new(self, act: Writing, text: str, name: str, importance: int) -> TaskRow:
        is_open = (TaskRow.done_at.is_(None), TaskRow.dropped_at.is_(None))
        if (await act.session.scalar(select(func.count(TaskRow.id)).where(*is_open)) or 0) >= MAX_OPEN:
            raise BadEvent(f"{MAX_OPEN} tasks are open already: drop some first")
        row = TaskRow(
            id=new_id(),
            person_id=act.person_id,
            text=text,
            list_name=name,
            importance=importance,
            created_at=act.now,
            due_on=None,
            due_at=None,
            done_at=None,
            dropped_at=None,
        )
        act.add(row)
        return row

    async def _same(self, session: AsyncSession, text: str, name: str) -> TaskRow | None:
        return await session.scalar(
            select(TaskRow)
            .where(TaskRow.done_at.is_(None), TaskRow.dropped_at.is_(None), TaskRow.list_name == name)
            .where(func.lower(TaskRow.text) == func.lower(text))
            .limit(1)
        )

    async def _open_row(self, session: AsyncSession, task_id: UUID) -> TaskRow:
        row = await session.get(TaskRow, task_id)
        if row is None or row.done_at or row.dropped_at:
            raise NotFound("that is not on a list any more")
        return row

    async def _get(self, session: AsyncSession, task_id: str) -> Task:
        row = await session.get(TaskRow, UUID(task_id))
        if row is None:
            raise NotFound("that task is not there any more")
        return _task(row)


def list_of(name: str) -> str:
    """The name under which a list is kept: "the Shopping List" is `shopping`."""
    words = [word for word in name.casefold().split() if word not in ("the", "my", "our", "list", "to", "do", "to-do")]
    return " ".join(words)[:_MAX_NAME] or TASKS


def _checked(text: str, importance: int | None) -> str:
    text = " ".join(text.replace("\x00", "").split())[:_MAX_TEXT]
    if not text:
        raise BadEvent("a task needs something to do")
    if importance is not None and not 1 <= importance <= 10:
        raise BadEvent("importance goes from 1 to 10")
    return text


def _set_due(row: TaskRow, due: datetime | date | None, person: Person) -> None:
    row.due_at = due if isinstance(due, datetime) else None
    row.due_on = due.astimezone(person.zone).date() if isinstance(due, datetime) else due


def _task(row: TaskRow) -> Task:
    return Task(row.id, row.text, row.list_name, row.due_on, row.due_at, row.importance, row.done_at)
