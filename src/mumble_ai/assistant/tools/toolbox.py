"""Where tools come from, and what is known about each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol, cast

from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import CONFIRMATION, Deed
from mumble_ai.assistant.actions.registry import ActionRegistry, Watcher
from mumble_ai.llm.contract import Tool

_FOR_VALIDATORS: Final = frozenset({"title", "additionalProperties", "default", "maxLength", "minLength", "maxItems"})
_NAMED_SCHEMAS: Final = frozenset({"properties", "$defs"})
"""Keywords whose value is schemas by name; a parameter may well be called `title`."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One tool as it is offered.

    Attributes:
        acts: Whether it changes something.
        is_ours: Whether what it returns was made here; anything else is somebody's text.
    """

    tool: Tool
    acts: bool
    is_ours: bool = True


class Toolbox(Protocol):
    """A source of tools."""

    def offers(self, context: ActionContext) -> Sequence[Offer]:
        """What the one who asks may use now."""
        ...

    async def use(self, name: str, arguments: Mapping[str, Any], context: ActionContext) -> Deed:
        """Uses one; never raises for what may go wrong. What acts waits until the words are final."""
        ...

    def ask_first(self, name: str, arguments: Mapping[str, Any], context: ActionContext) -> bool:
        """Notes that the person is asked whether this is meant; false where a yes could not be given."""
        ...


class ActionTools:
    """The assistant's own actions as tools."""

    def __init__(self, registry: ActionRegistry) -> None:
        self._registry = registry

    def offers(self, context: ActionContext) -> Sequence[Offer]:
        """See `Toolbox.offers`."""
        return [Offer(Tool(a.name, a.description, brief_schema(a.schema())), a.acts) for a in self._registry]

    async def use(self, name: str, arguments: Mapping[str, Any], context: ActionContext) -> Deed:
        """See `Toolbox.use`."""
        return await self._registry.run(name, arguments, context)

    def ask_first(self, name: str, arguments: Mapping[str, Any], context: ActionContext) -> bool:
        """See `Toolbox.ask_first`."""
        self._registry.questions.ask(context, name, arguments, CONFIRMATION)
        return True


class WatchedTools:
    """Other tools; somebody is told what came of each use. Our own actions tell it themselves (`ActionRegistry`)."""

    def __init__(self, box: Toolbox, watch: Watcher) -> None:
        self._box = box
        self._watch = watch

    def offers(self, context: ActionContext) -> Sequence[Offer]:
        """See `Toolbox.offers`."""
        return self._box.offers(context)

    async def use(self, name: str, arguments: Mapping[str, Any], context: ActionContext) -> Deed:
        """See `Toolbox.use`."""
        deed = await self._box.use(name, arguments, context)
        self._watch(context, name, deed)
        return deed

    def ask_first(self, name: str, arguments: Mapping[str, Any], context: ActionContext) -> bool:
        """See `Toolbox.ask_first`."""
        return self._box.ask_first(name, arguments, context)


def brief_schema(schema: Mapping[str, Any]) -> dict[str, Any]:
    """A schema without what only a validator needs: every tool stands in every prompt."""
    kept = {key: value for key, value in schema.items() if key not in _FOR_VALIDATORS}
    if "properties" in kept:
        kept.pop("description", None)  # of the parameters as a whole, which the tool's own says better
    return {key: _brief(value, is_by_name=key in _NAMED_SCHEMAS) for key, value in kept.items()}


def _brief(value: Any, *, is_by_name: bool = False) -> Any:
    if isinstance(value, list):
        return [_brief(each) for each in cast("list[Any]", value)]
    if not isinstance(value, Mapping):
        return value
    schema = cast("Mapping[str, Any]", value)
    return {name: _brief(each) for name, each in schema.items()} if is_by_name else brief_schema(schema)


class Toolboxes:
    """Several sources as one; a name that is taken is not offered twice."""

    def __init__(self, boxes: Iterable[Toolbox]) -> None:
        self._boxes = tuple(boxes)

    def offers(self, context: ActionContext) -> Mapping[str, tuple[Offer, Toolbox]]:
        """What there is, by name, and whose it is."""
        found: dict[str, tuple[Offer, Toolbox]] = {}
        for box in self._boxes:
            for offer in box.offers(context):
                found.setdefault(offer.tool.name, (offer, box))
        return found
