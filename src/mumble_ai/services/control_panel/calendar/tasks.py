"""Tasks and lists beside the calendar."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import AwareDatetime, BaseModel, Field

from mumble_ai.accounts.account import Account
from mumble_ai.calendar.tasks import TASKS, Task, TaskChange
from mumble_ai.services.control_panel.calendar.shapes import Importance, Text
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.watching.house_route import Action, HouseRoute

MOST_FINISHED = 100
TaskText = Annotated[Text, Field(min_length=1, max_length=500)]
ListName = Annotated[Text, Field(max_length=60)]


class TaskView(BaseModel):
    """Something to do.

    Attributes:
        due_on: The day it should be done by, in the viewer's zone.
        due_at: The moment, where one was said.
    """

    id: UUID
    text: str
    list_name: str
    due_on: date | None
    due_at: datetime | None
    importance: int
    done_at: datetime | None
    is_overdue: bool


class TaskLists(BaseModel):
    """What is to be done, what is due first at the top; and the lists that something is on, with how much."""

    tasks: list[TaskView]
    lists: dict[str, int]


class TaskBody(BaseModel):
    """Something to be put on a list."""

    text: TaskText
    list_name: ListName = TASKS
    due_on: date | None = None
    due_at: AwareDatetime | None = None
    importance: Importance = 5


class TaskPatch(BaseModel):
    """What is to be different; what is left out stays, and null takes a due day away."""

    text: TaskText | None = None
    list_name: ListName | None = None
    due_on: date | None = None
    due_at: AwareDatetime | None = None
    importance: Importance | None = None


class TaskDone(BaseModel):
    """A task after a change; `undo` names the change."""

    task: TaskView
    undo: str
    was_there: bool = False


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1/calendar/tasks", tags=["calendar"], route_class=HouseRoute)
    _add_lists(router, panel)
    _add_wording(router, panel)
    _add_doing(router, panel)
    return router


def _add_lists(router: APIRouter, panel: Panel) -> None:
    tasks = panel.household.parts.tasks

    @router.get("")
    async def list_tasks(
        account: Annotated[Account, Depends(panel.guard.member)],
        list_name: Annotated[str | None, Query(max_length=60)] = None,
    ) -> TaskLists:
        """What is open, on one list or on all."""
        found = await tasks.open(account.person, list_name=list_name)
        return TaskLists(tasks=[_view(task, account) for task in found], lists=await tasks.lists(account.person))

    @router.get("/finished")
    async def list_finished_tasks(
        account: Annotated[Account, Depends(panel.guard.member)],
        limit: Annotated[int, Query(ge=1, le=MOST_FINISHED)] = 30,
    ) -> list[TaskView]:
        """What was done, the last first."""
        return [_view(task, account) for task in await tasks.finished(account.person, limit=limit)]

    _ = list_tasks, list_finished_tasks


def _add_wording(router: APIRouter, panel: Panel) -> None:
    tasks = panel.household.parts.tasks

    @router.post("", status_code=201)
    async def add_task(
        account: Annotated[Account, Depends(panel.guard.member)], action: Action, body: TaskBody
    ) -> TaskDone:
        """Puts something on a list; what is on it already stays there once."""
        added = await tasks.add(
            account.person,
            body.text,
            list_name=body.list_name,
            due=body.due_at or body.due_on,
            importance=body.importance,
            action_id=action,
        )
        return _told(panel, account, added.task, action, was_there=added.was_there)

    @router.patch("/{task_id}")
    async def edit_task(
        account: Annotated[Account, Depends(panel.guard.member)], action: Action, task_id: UUID, body: TaskPatch
    ) -> TaskDone:
        """Changes something that is open."""
        change = TaskChange(
            text=body.text,
            list_name=body.list_name,
            importance=body.importance,
            due=body.due_at or body.due_on,
            changes_due=bool({"due_on", "due_at"} & body.model_fields_set),
        )
        return _told(panel, account, await tasks.change(account.person, task_id, change, action_id=action), action)

    _ = add_task, edit_task


def _add_doing(router: APIRouter, panel: Panel) -> None:
    tasks = panel.household.parts.tasks

    @router.post("/{task_id}/done")
    async def finish_task(
        account: Annotated[Account, Depends(panel.guard.member)], action: Action, task_id: UUID
    ) -> TaskDone:
        """Notes that something is done."""
        return _told(panel, account, await tasks.done(account.person, task_id, action_id=action), action)

    @router.post("/{task_id}/reopen")
    async def reopen_task(
        account: Annotated[Account, Depends(panel.guard.member)], action: Action, task_id: UUID
    ) -> TaskDone:
        """Puts something that was done back on its list."""
        return _told(panel, account, await tasks.reopen(account.person, task_id, action_id=action), action)

    @router.delete("/{task_id}")
    async def drop_task(
        account: Annotated[Account, Depends(panel.guard.member)], action: Action, task_id: UUID
    ) -> TaskDone:
        """Takes something off its list undone."""
        return _told(panel, account, await tasks.drop(account.person, task_id, action_id=action), action)

    _ = finish_task, reopen_task, drop_task


def _told(panel: Panel, account: Account, task: Task, undo: str, *, was_there: bool = False) -> TaskDone:
    panel.live.tell("calendar", None)
    return TaskDone(task=_view(task, account), undo=undo, was_there=was_there)


def _view(task: Task, account: Account) -> TaskView:
    return TaskView(
        id=task.id,
        text=task.text,
        list_name=task.list_name,
        due_on=task.due_on,
        due_at=task.due_at,
        importance=task.importance,
        done_at=task.done_at,
        is_overdue=task.done_at is None and task.is_overdue(datetime.now(account.person.zone)),
    )
