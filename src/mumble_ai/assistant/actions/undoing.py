"""Taking back what was done last."""

from __future__ import annotations

from mumble_ai.assistant.actions.action import Action, Nothing
from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import Deed
from mumble_ai.assistant.actions.registry import ActionRegistry


def undo_action(registry: ActionRegistry) -> Action[Nothing]:
    """Takes back the deeds of the person's last turn that had any."""

    async def undo(context: ActionContext, given: Nothing) -> Deed:
        deeds = await registry.deeds.undoable(context)
        if not deeds:
            return Deed.nothing(context.say("nothing_to_undo"))
        said: list[str] = []
        is_all_undone = True
        for done in deeds:
            action = registry.get(done.action)
            if action is None or action.undo is None:
                continue
            deed = await action.undo(context, done.undo)
            if deed.ok:
                await registry.deeds.mark_undone(context, done)
            is_all_undone = is_all_undone and deed.ok
            said.append(deed.say)
        if not said:
            return Deed.nothing(context.say("nothing_to_undo"))
        return Deed(is_all_undone, " ".join(said), {"result": " ".join(said)})

    return Action(
        "undo", "Takes back what was done last for the person. Only when they ask for it.", Nothing, undo, acts=True
    )
