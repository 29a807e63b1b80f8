"""`/api/v1/settings`: every setting with where its value comes from; trying, saving, undoing."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field, JsonValue

from mumble_ai.accounts.account import Account
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.settings.desk import Seen, SettingsDesk
from mumble_ai.services.trial import Trial
from mumble_ai.settings import Source
from mumble_ai.stack.registry import services
from mumble_ai.stack.saved.guide import Kind, SettingEntry, entries, sections
from mumble_ai.stack.saved.store import Change
from mumble_ai.web.errors import ApiError

MOST_AT_ONCE = 200


class SettingAnswer(BaseModel):
    """One setting.

    Attributes:
        names: In the environment, the preferred one first.
        value: What is in effect; null for a secret.
        is_set: Whether it has another value than nothing, for secrets.
        default: What it is where nobody says anything.
        source: Where the value comes from; `where` says it in words.
        can_reset: Whether a value is saved that can be taken away.
        problem: Why the saved value is not used; empty where it is.
        at_once: Titles of the services that take a change up while they run.
        restart: Titles of those that start again for it, in a quiet moment.
        fixed: Why it can't be saved; empty where it can.
    """

    key: str
    names: list[str]
    label: str
    help: str
    section: str
    kind: Kind
    choices: list[str]
    least: float | None
    most: float | None
    is_above: bool
    unit: str
    is_long: bool
    is_secret: bool
    value: str | int | float | bool | None
    is_set: bool
    default: str | int | float | bool | None
    source: Source
    where: str
    can_reset: bool
    changed_by: str
    changed_at: datetime | None
    problem: str
    at_once: list[str]
    restart: list[str]
    fixed: str


class SectionAnswer(BaseModel):
    """Settings that belong together."""

    id: str
    title: str
    about: str
    settings: list[SettingAnswer]


class SettingsAnswer(BaseModel):
    """All settings.

    Attributes:
        version: To be sent with a change, so that nobody overwrites what they did not see.
        is_away: Whether the database is: nothing can be saved now.
    """

    version: int
    is_away: bool
    sections: list[SectionAnswer]


class Values(BaseModel):
    """Settings as they shall be; null or an empty text takes the default again."""

    values: dict[str, str | int | float | bool | None] = Field(min_length=1, max_length=MOST_AT_ONCE)


class SaveBody(Values):
    """Settings to save.

    Attributes:
        seen_version: What the page shows; a change by somebody else since is refused.
        is_tried: Whether the change is tried first and refused where it does not work.
    """

    seen_version: int | None = None
    is_tried: bool = True


class TrialAnswer(BaseModel):
    """How one trial went."""

    what: str
    ok: bool
    detail: str
    seconds: float


class TrialsAnswer(BaseModel):
    """How all of them went; `ok` where none failed."""

    ok: bool
    trials: list[TrialAnswer]


class SavedAnswer(BaseModel):
    """What a saving did.

    Attributes:
        change: Its number, by which it can be undone.
        at_once: Titles of services that have it now.
        restart: Titles of services that start again for it.
    """

    change: int
    at_once: list[str]
    restart: list[str]
    trials: list[TrialAnswer]


class ChangedValue(BaseModel):
    """One field of a change; secrets tell nothing but that there was one."""

    key: str
    label: str
    before: JsonValue
    after: JsonValue
    is_secret: bool


class ChangeAnswer(BaseModel):
    """One saving."""

    number: int
    changed_by: str
    changed_at: datetime
    values: list[ChangedValue]
    undoes: int | None
    undone_by: int | None


class ChangesAnswer(BaseModel):
    """The newest first; `next` goes on."""

    changes: list[ChangeAnswer]
    next: int | None


def routes(panel: Panel) -> APIRouter:
    """The endpoints, for owners."""
    router = APIRouter(prefix="/api/v1/settings", tags=["settings"])
    desk = SettingsDesk(panel)

    @router.get("")
    async def settings(
        account: Annotated[Account, Depends(panel.guard.owner)], search: Annotated[str, Query(max_length=100)] = ""
    ) -> SettingsAnswer:
        """All settings, or those whose name, label or description has all the words."""
        return _answer(await desk.look(), search)

    @router.get("/changes")
    async def setting_changes(
        account: Annotated[Account, Depends(panel.guard.owner)],
        limit: Annotated[int, Query(ge=1, le=100)] = 20,
        before: int | None = None,
    ) -> ChangesAnswer:
        """What was changed, by whom."""
        found = await desk.changes(limit=limit, before=before)
        return ChangesAnswer(
            changes=[_change(change) for change in found], next=found[-1].number if len(found) == limit else None
        )

    @router.get("/{key}")
    async def setting(account: Annotated[Account, Depends(panel.guard.owner)], key: str) -> SettingAnswer:
        """One setting."""
        if key not in entries():
            raise ApiError(404, f"there is no setting {key!r}", code="not_found")
        return _setting(entries()[key], await desk.look())

    @router.put("")
    async def save_settings(account: Annotated[Account, Depends(panel.guard.owner)], body: SaveBody) -> SavedAnswer:
        """Saves settings together; services act on them at once."""
        change, trials = await desk.save(account, body.values, seen_version=body.seen_version, is_tried=body.is_tried)
        concerned = [entries()[key] for key in body.values]
        return SavedAnswer(
            change=change,
            at_once=_titles({name for entry in concerned for name in entry.at_once}),
            restart=_titles({name for entry in concerned for name in entry.restart}),
            trials=[_trial(trial) for trial in trials],
        )

    @router.post("/test")
    async def test_settings(account: Annotated[Account, Depends(panel.guard.owner)], body: Values) -> TrialsAnswer:
        """Tries settings without saving them."""
        trials = await desk.try_values(body.values)
        return TrialsAnswer(ok=all(trial.ok for trial in trials), trials=[_trial(trial) for trial in trials])

    @router.post("/changes/{number}/undo")
    async def undo_settings(account: Annotated[Account, Depends(panel.guard.owner)], number: int) -> ChangeAnswer:
        """Takes one change back; returns it."""
        return _change(await desk.undo(account, number))

    _ = settings, setting_changes, setting, save_settings, test_settings, undo_settings
    return router


def _answer(seen: Seen, search: str) -> SettingsAnswer:
    found = [
        SectionAnswer(
            id=section.id,
            title=section.title,
            about=section.about,
            settings=[_setting(entry, seen) for entry in section.settings if entry.mentions(search)],
        )
        for section in sections()
    ]
    return SettingsAnswer(
        version=seen.version, is_away=seen.is_away, sections=[section for section in found if section.settings]
    )


def _setting(entry: SettingEntry, seen: Seen) -> SettingAnswer:
    value, origin = getattr(seen.in_effect.settings, entry.key), seen.in_effect.origins[entry.key]
    detail = seen.details.get(entry.key)
    return SettingAnswer(
        key=entry.key,
        names=list(entry.names),
        label=entry.label,
        help=entry.help,
        section=entry.section,
        kind=entry.kind,
        choices=list(entry.choices),
        least=entry.least,
        most=entry.most,
        is_above=entry.is_above,
        unit=entry.unit,
        is_long=entry.is_long,
        is_secret=entry.is_secret,
        value=None if entry.is_secret else _plain(value),
        is_set=value not in ("", None),
        default=None if entry.is_secret else _plain(entry.default),
        source=origin.source,
        where=origin.where,
        can_reset=entry.key in seen.saved,
        changed_by=detail.changed_by if detail else "",
        changed_at=detail.changed_at if detail else None,
        problem=seen.in_effect.left_out.get(entry.key, ""),
        at_once=_titles(entry.at_once),
        restart=_titles(entry.restart),
        fixed=entry.fixed,
    )


def _plain(value: Any) -> str | int | float | bool | None:
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def _titles(names: set[str] | tuple[str, ...]) -> list[str]:
    return [spec.title for name, spec in services().items() if name in names]


def _trial(trial: Trial) -> TrialAnswer:
    return TrialAnswer(what=trial.what, ok=trial.ok, detail=trial.detail, seconds=trial.seconds)


def _change(change: Change) -> ChangeAnswer:
    values: list[ChangedValue] = []
    for key, (before, after) in change.changes.items():
        entry = entries().get(key)
        is_secret = entry is None or entry.is_secret
        shown = [None if value is None else "…" if is_secret else value for value in (before, after)]
        label = entry.label if entry else key
        values.append(ChangedValue(key=key, label=label, before=shown[0], after=shown[1], is_secret=is_secret))
    return ChangeAnswer(
        number=change.number,
        changed_by=change.changed_by,
        changed_at=change.changed_at,
        values=values,
        undoes=change.undoes,
        undone_by=change.undone_by,
    )
