"""Whether a deed that a model wants to do is the person's own wish."""

from __future__ import annotations

from collections.abc import Sequence

import structlog

from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import CONFIRMATION, Deed
from mumble_ai.assistant.tools.grounding import foreign_words, in_words, is_about
from mumble_ai.assistant.tools.judge import Judge
from mumble_ai.assistant.tools.toolbox import Offer, Toolbox
from mumble_ai.assistant.tools.wording import wording
from mumble_ai.llm.contract import ToolCall

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


class Permission:
    """Asked where words of others stand in the prompt, so that the wish may be theirs."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    async def refusal(
        self, offer: Offer, box: Toolbox, call: ToolCall, own_words: Sequence[str], context: ActionContext
    ) -> Deed | None:
        """What is said in place of the deed, mostly a question; None where it may be done.

        Args:
            own_words: What the person said before, in this talk.
        """
        own_words = (*own_words, context.text)
        ours = (offer.tool.name.replace("_", " "), offer.tool.description) if offer.is_ours else ()
        foreign = foreign_words(call.arguments, (*own_words, *ours), context.now, context.language)
        if not foreign and await self._is_asked_for(offer, call, own_words, context):
            return None
        log.info("a deed is asked about first", tool=call.name, foreign=len(foreign))
        what, words = in_words(call.name, call.arguments), wording(context.language)
        await context.settled()
        if box.ask_first(call.name, call.arguments, context):
            return Deed.ask(CONFIRMATION, words.shall_i.format(what=what))
        return Deed.failed(words.not_from_you.format(what=what))

    async def _is_asked_for(
        self, offer: Offer, call: ToolCall, own_words: Sequence[str], context: ActionContext
    ) -> bool:
        verdict = await self._judge.was_asked_for(own_words, offer.tool, call.arguments)
        if verdict is not None:
            return verdict
        # Nobody can judge: then it must at least be about a thing the person named, and no mere question.
        is_question = context.text.rstrip().endswith("?")
        return not is_question and is_about(call.arguments, own_words, context.now, context.language)
