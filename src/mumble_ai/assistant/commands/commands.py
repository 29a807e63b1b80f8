"""Everyday commands: recognised, done, and answered from what came of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import Deed
from mumble_ai.assistant.actions.pending import OpenQuestion
from mumble_ai.assistant.actions.registry import ActionRegistry
from mumble_ai.assistant.actions.replies import replies
from mumble_ai.assistant.commands.command import Command
from mumble_ai.assistant.commands.grammar import grammar, languages
from mumble_ai.assistant.commands.recognition import recognise
from mumble_ai.assistant.commands.replying import Word, completed, yes_or_no

Asked = Callable[[ActionContext], Awaitable[Deed | None]]
"""Answers a question from what is known, without a model; None where it is not about that."""
Reply = AsyncGenerator[str, None]


class Commands:
    """Does what is said without a language model.

    Args:
        registry: What can be done. Commands for actions that it lacks are not recognised.
        asked: Asked about words that are no command.
    """

    def __init__(self, registry: ActionRegistry, *, asked: Asked | None = None) -> None:
        self._registry = registry
        self._asked = asked

    async def warm_up(self) -> None:
        """Compiles the sentences of all languages, which takes about a second once."""
        await asyncio.to_thread(lambda: [grammar(language) for language in languages()])

    async def recognise(self, text: str, context: ActionContext) -> list[Command] | None:
        """What a text tells to do; None where any of it is something else."""
        found = await asyncio.to_thread(recognise, text, context.language, context.now)
        return found if found and all(command.action in self._registry for command in found) else None

    async def answer(self, text: str, context: ActionContext) -> Reply | None:
        """The answer to a command, or None where the words are none and a language model should answer.

        Nothing is changed before the words are final (`ActionContext.settled`). Closing the answer cancels what is not
        done yet.
        """
        question = self._registry.questions.to(context)
        commands = await self.recognise(text, context)
        is_sure = commands is not None and not all(command.soft for command in commands)
        if question is not None and not is_sure:
            if reply := self._reply_to(question, text, context):
                return reply
            self._registry.questions.pass_over(context)
        if commands is not None:
            return await self._obey(commands, context)
        deed = await self._asked(context) if self._asked else None
        return _said(deed.say) if deed else None

    def never_mind(self, context: ActionContext) -> None:
        """The person said stop: what they were asked is dropped."""
        self._registry.questions.drop(context)

    def _reply_to(self, question: OpenQuestion, text: str, context: ActionContext) -> Reply | None:
        word = yes_or_no(text, context.language)
        if word is Word.NO:
            return self._declined(context)
        if question.is_confirmation:
            return self._completed(question, question.parameters, context) if word is Word.YES else None
        parameters = completed(question, text, context)
        return self._completed(question, parameters, context) if parameters is not None else None

    async def _declined(self, context: ActionContext) -> Reply:
        await context.settled()
        self._registry.questions.drop(context)
        yield context.say("left_alone")

    async def _completed(self, question: OpenQuestion, known: Mapping[str, Any], context: ActionContext) -> Reply:
        await context.settled()
        self._registry.questions.drop(context)
        deed = await self._registry.run(question.action, known, context, confirmed=question.is_confirmation)
        yield deed.say

    async def _obey(self, commands: Sequence[Command], context: ActionContext) -> Reply | None:
        first = commands[0]
        action = self._registry.get(first.action)
        is_question = action is not None and not action.acts
        if len(commands) > 1 or not (first.soft or is_question):
            return self._several(commands, context)
        deed = await self._run(first, context)
        if not deed.found_nothing:
            return _said(deed.say)
        # It is not in the calendar, but the person may have told it.
        told = await self._asked(context) if self._asked else None
        if told is not None and told.facts.get("known"):
            return _said(told.say)
        return None if first.soft else _said(deed.say)

    async def _several(self, commands: Sequence[Command], context: ActionContext) -> Reply:
        if any((action := self._registry.get(command.action)) and action.acts for command in commands):
            await context.settled()
            self._registry.questions.drop(context)
        questions: list[str] = []
        separator = ""
        for command in commands:
            deed = await self._run(command, context)
            if deed.asks:
                questions.append(deed.say)
                continue
            yield separator + deed.say
            separator = " "
        if questions:
            yield separator + questions[-1]

    async def _run(self, command: Command, context: ActionContext) -> Deed:
        spoken = replies(command.language).language
        return await self._registry.run(command.action, command.parameters, replace(context, language=spoken))


async def _said(text: str) -> Reply:
    yield text
