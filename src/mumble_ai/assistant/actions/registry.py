"""All actions, and the one way to do them."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import structlog
from pydantic import ValidationError

from mumble_ai.assistant.actions.action import Action, Parameters
from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import Deed
from mumble_ai.assistant.actions.deeds import Deeds
from mumble_ai.assistant.actions.pending import OpenQuestions
from mumble_ai.assistant.actions.replies import replies
from mumble_ai.storage.database import DatabaseUnavailable

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

LONGEST_S: Final = 8.0
"""One action; whoever waits longer is told that it failed."""

Watcher = Callable[[ActionContext, str, Deed], None]
"""Told what came of each action: for whom and in which turn, its name, the deed. Returns at once and never fails."""


class ActionRegistry:
    """Actions by name.

    Args:
        deeds: Where what was done is noted.
        questions: Where what a person has to be asked is noted. A yes counts only from that person's own words, so a
            language model can ask for something destructive but never confirm it.

    Attributes:
        watchers: Told of every action, also of one that was done before for the same turn.
    """

    def __init__(self, deeds: Deeds, questions: OpenQuestions | None = None) -> None:
        self.deeds = deeds
        self.questions = questions or OpenQuestions()
        self.watchers: list[Watcher] = []
        self._actions: dict[str, Action[Any]] = {}

    def add(self, *actions: Action[Any]) -> None:
        """Adds actions.

        Raises:
            ValueError: There is one of that name already.
        """
        for action in actions:
            if action.name in self._actions:
                raise ValueError(f"there are two actions called {action.name}")
            self._actions[action.name] = action

    def __iter__(self) -> Iterator[Action[Any]]:
        return iter(self._actions.values())

    def __contains__(self, name: object) -> bool:
        return name in self._actions

    def get(self, name: str) -> Action[Any] | None:
        """The action of that name."""
        return self._actions.get(name)

    async def run(
        self, name: str, parameters: Mapping[str, Any], context: ActionContext, *, confirmed: bool = False
    ) -> Deed:
        """Does one action, at most once for this turn and these parameters; never raises for what may go wrong.

        What it asks for is kept for the person's next words.

        Args:
            confirmed: True where this person has said yes to just this.
        """
        action = self._actions.get(name)
        if action is None:
            return Deed.failed(replies(context.language).say("no_such_action"), unknown=name)
        try:
            given = action.parameters.model_validate(parameters)
        except ValidationError as error:
            return Deed.failed(replies(context.language).say("not_understood"), **_what_is_wrong(error))
        deed = await self._once(action, given, context, confirmed=confirmed)
        for watch in self.watchers:
            watch(context, name, deed)
        return deed

    async def _once(self, action: Action[Any], given: Parameters, context: ActionContext, *, confirmed: bool) -> Deed:
        name = action.name
        context = context.calling(name, json.dumps(given.model_dump(mode="json"), sort_keys=True))
        if action.acts:
            await context.settled()
            if earlier := await self.deeds.earlier(context):
                return earlier
        is_asked_first = action.confirm is not None and not confirmed
        deed = await self._run(action, given, context, is_asked_first=is_asked_first)
        if deed.asks:
            known = given.model_dump(mode="json", exclude_defaults=True)
            self.questions.ask(context, name, known, deed.asks)
        elif deed.ok and action.acts and not is_asked_first:
            await self.deeds.record(context, name, deed)
        return deed

    async def _run(
        self, action: Action[Any], given: Parameters, context: ActionContext, *, is_asked_first: bool
    ) -> Deed:
        run = action.confirm if is_asked_first and action.confirm else action.run
        say = replies(context.language).say
        try:
            async with asyncio.timeout(LONGEST_S):
                return await run(context, given)
        except DatabaseUnavailable as error:
            log.warning("an action found no database", action=action.name, why=str(error))
            return Deed.failed(say("no_database"), reason="the database is unavailable")
        except TimeoutError:
            log.warning("an action took too long", action=action.name, longest_s=LONGEST_S)
            return Deed.failed(say("too_slow"), reason="it took too long")
        except Exception:
            log.exception("an action failed", action=action.name)
            return Deed.failed(say("broken"), reason="an internal error, which is in the log")


def describe(actions: Iterable[Action[Any]]) -> list[dict[str, Any]]:
    """Name, description and JSON schema of each, for a list of tools."""
    return [{"name": a.name, "description": a.description, "parameters": a.schema()} for a in actions]


def _what_is_wrong(error: ValidationError) -> dict[str, Any]:
    return {"wrong": {".".join(str(part) for part in each["loc"]): each["msg"] for each in error.errors()[:5]}}
