"""Where settings are looked at and changed: checked, tried, saved, told to every service, written down, taken back."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from mumble_ai.accounts.account import Account
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.setting_trials import try_settings
from mumble_ai.services.trial import Trial
from mumble_ai.settings import Settings, given_settings, problems_of
from mumble_ai.stack.saved import keeping
from mumble_ai.stack.saved.guide import SettingEntry, entries
from mumble_ai.stack.saved.overlay import InEffect, lay_over, opened
from mumble_ai.stack.saved.sealing import seal_of
from mumble_ai.stack.saved.store import Change, ChangedMeanwhile, NothingToUndo, Saved, SavedSettings, SavedValue
from mumble_ai.storage.database import DatabaseUnavailable
from mumble_ai.web.errors import ApiError


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything about the settings of now.

    Attributes:
        is_away: Whether the database is, so that the copy of it is shown.
    """

    version: int
    in_effect: InEffect
    saved: Mapping[str, Any]
    details: Mapping[str, SavedValue]
    is_away: bool


class SettingsDesk:
    """The desk of one panel."""

    def __init__(self, panel: Panel) -> None:
        self._panel = panel
        self._given = given_settings()
        self._seal = seal_of(panel.settings)
        self._saved = SavedSettings(panel.household.stores.database)

    async def look(self) -> Seen:
        """The settings of now; by the copy where the database is away."""
        details: Mapping[str, SavedValue] = {}
        try:
            saved, is_away = await self._saved.read(), False
            details = await self._saved.details() if saved.values else {}
        except DatabaseUnavailable:
            saved, is_away = await asyncio.to_thread(keeping.recall, self._panel.settings), True
        return Seen(saved.version, self._overlaid(saved.values), saved.values, details, is_away)

    async def settings(self) -> Settings:
        """The settings in effect."""
        return (await self.look()).in_effect.settings

    async def candidate(self, values: Mapping[str, Any]) -> Settings:
        """The settings as they would be with these values; None takes the default.

        Raises:
            ApiError: 404 for what is no setting, 409 for what can't be saved, 400 for a value that is not allowed.
        """
        for key in values:
            self._check_savable(key)
        # An empty text means the default, as it does in the environment.
        wanted = {key: None if value == "" else value for key, value in values.items()}
        plain, _ = opened((await self._saved.read()).values, self._seal)
        plain |= {key: value for key, value in wanted.items() if value is not None}
        plain = {key: value for key, value in plain.items() if wanted.get(key, "kept") is not None}
        try:
            return Settings.model_validate({**self._given.defaults, **plain, **self._given.values})
        except ValidationError as error:
            problems = problems_of(error)
            # Values that were saved before and are no good any more are left out at every start.
            ours = {key: text for key, text in problems.items() if key in values}
            if not ours:
                good = {key: value for key, value in plain.items() if key not in problems}
                return Settings.model_validate({**self._given.defaults, **good, **self._given.values})
            key, text = next(iter(ours.items()))
            raise ApiError(400, text, param=key, code="invalid_value") from error

    async def try_values(self, values: Mapping[str, Any]) -> list[Trial]:
        """Tries what these values are about, without saving them.

        Raises:
            ApiError: See `candidate`.
        """
        return await try_settings(await self.candidate(values), values.keys())

    async def save(
        self, account: Account, values: Mapping[str, Any], *, seen_version: int | None, is_tried: bool
    ) -> tuple[int, list[Trial]]:
        """Saves values that are allowed and, where asked, work; every service acts on them at once.

        Raises:
            ApiError: See `candidate`; 409 where somebody else was faster; 422 where a trial failed.
        """
        candidate = await self.candidate(values)
        trials = await try_settings(candidate, values.keys()) if is_tried else []
        if failed := [trial for trial in trials if not trial.ok]:
            message = "; ".join(f"{trial.what}: no. {trial.detail}" for trial in failed)
            raise ApiError(422, f"{message}. Nothing was saved", code="trial_failed")
        stored = {key: self._stored(key, candidate) if values[key] not in (None, "") else None for key in values}
        try:
            version = await self._saved.save(stored, by=account.sign_in_name, seen_version=seen_version)
        except ChangedMeanwhile as error:
            raise ApiError(409, f"{error}; look at it and save again", code="changed_meanwhile") from error
        await self._tell(version)
        await self._panel.accounts.audit.note(
            account, "settings.changed", ", ".join(sorted(values)), **self._told(stored), change=version
        )
        return version, trials

    async def undo(self, account: Account, number: int) -> Change:
        """Takes one change back.

        Raises:
            ApiError: 404 where there is none, 409 where it was changed again since.
        """
        try:
            undone = await self._saved.undo(number, by=account.sign_in_name)
        except NothingToUndo as error:
            raise ApiError(404, str(error), code="not_found") from error
        except ChangedMeanwhile as error:
            raise ApiError(409, str(error), code="changed_meanwhile") from error
        await self._tell(await self._saved.version())
        await self._panel.accounts.audit.note(
            account, "settings.undone", ", ".join(sorted(undone.changes)), change=number
        )
        return undone

    async def changes(self, *, limit: int, before: int | None) -> list[Change]:
        """The newest changes first."""
        return await self._saved.changes(limit=limit, before=before)

    def _overlaid(self, saved: Mapping[str, Any]) -> InEffect:
        # The panel's own settings know what was not in this process's environment, as in a process made by hand.
        found = lay_over(self._given, saved, self._seal)
        mine = self._panel.settings
        fixed = {key: getattr(mine, key) for key, entry in entries().items() if entry.fixed}
        return InEffect(found.settings.model_copy(update=fixed), found.origins, found.left_out)

    def _check_savable(self, key: str) -> SettingEntry:
        entry = entries().get(key)
        if entry is None:
            raise ApiError(404, f"there is no setting {key!r}", param=key, code="not_found")
        if entry.fixed:
            raise ApiError(409, f"{entry.label} can't be saved. {entry.fixed}", param=key, code="fixed")
        if key in self._given.values:
            where = self._given.origins[key].where
            message = f"{key.upper()} is set in {where}, which goes before what is saved; take it out there first"
            raise ApiError(409, message, param=key, code="fixed_by_environment")
        return entry

    def _stored(self, key: str, candidate: Settings) -> Any:
        value = candidate.model_dump(mode="json", include={key})[key]
        return self._seal.close(value) if entries()[key].is_secret else value

    def _told(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        return {key: "…" if entries()[key].is_secret else value for key, value in stored.items()}

    async def _tell(self, version: int) -> None:
        saved: Saved = await self._saved.read()
        await asyncio.to_thread(keeping.keep, saved, self._panel.settings)
        self._panel.live.tell("settings", None, {"version": version})
