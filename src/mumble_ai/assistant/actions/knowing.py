"""What is kept of a person, told and forgotten; and one person known at two doors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from pydantic import Field

from mumble_ai.assistant.actions.action import Action, Nothing, Parameters
from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import CONFIRMATION, Deed
from mumble_ai.assistant.actions.deeds import Deeds
from mumble_ai.assistant.actions.replies import replies
from mumble_ai.memory.extraction.grammar import grammar_of
from mumble_ai.memory.facts.wording import turned
from mumble_ai.memory.people.linking import CodeRefused, Linking
from mumble_ai.memory.privacy.known import Known
from mumble_ai.memory.privacy.privacy import Privacy

MOST_FACTS: Final = 4
"""Read out; more can be had as a file."""


class Code(Parameters):
    """A one-time code."""

    code: str = Field(min_length=4, max_length=40, description="The digits, as the person said them.")


@dataclass(frozen=True, slots=True)
class OwnData:
    """The actions on one's own data."""

    privacy: Privacy
    deeds: Deeds

    def actions(self) -> Sequence[Action[Any]]:
        """All of them."""
        return (
            Action("tell_about_me", "Tells the person what is kept of them.", Nothing, self.tell),
            Action(
                "forget_me",
                "Forgets the person and everything that is kept of them. Can't be undone.",
                Nothing,
                self.forget,
                acts=True,
                confirm=self.confirm,
            ),
        )

    async def tell(self, context: ActionContext, given: Nothing) -> Deed:
        """What is kept, in short."""
        known = await self.privacy.known(context.person, heard_by_others=not context.private)
        said = [context.say("known_as", name=known.name), *_counts(context, known)]
        if known.important_facts:
            grammar = grammar_of(context.language)
            facts = [turned(fact, grammar).rstrip(". ") for fact in known.important_facts[:MOST_FACTS]]
            said.append(context.say("known_facts", facts="; ".join(facts)))
        said.append(context.say("known_all" if known.messages or known.facts else "known_nothing"))
        return Deed.done(" ".join(said), messages=known.messages, facts=known.facts)

    async def confirm(self, context: ActionContext, given: Nothing) -> Deed:
        """What the person is asked before."""
        return Deed.ask(CONFIRMATION, context.say("confirm_forget_me"))

    async def forget(self, context: ActionContext, given: Nothing) -> Deed:
        """Forgets everything."""
        forgotten = await self.privacy.forget_me(context.person.id)
        await self.deeds.forget(context, ())
        return Deed.done(context.say("forgot_me"), messages=forgotten.messages)


@dataclass(frozen=True, slots=True)
class LinkingActions:
    """The actions that make somebody who is known twice one person."""

    linking: Linking

    def actions(self) -> Sequence[Action[Any]]:
        """All of them."""
        return (
            Action(
                "link_account",
                "Gives the person a code to say at another door (phone, mail, web), so that they are known there too.",
                Nothing,
                self.ask,
                acts=True,
            ),
            Action("redeem_code", "Takes a code that the person got at another door.", Code, self.take, acts=True),
        )

    async def ask(self, context: ActionContext, given: Nothing) -> Deed:
        """A code, told to the person alone."""
        try:
            code = await self.linking.ask(context.person)
        except CodeRefused as error:
            return Deed.failed(_why(context, error))
        if context.private:
            return Deed.done(context.say("code_here", code=code.spoken))
        if context.surroundings and await context.surroundings.write_to_asker(
            context.say("code_written", code=code.digits)
        ):
            return Deed.done(context.say("code_sent"))
        return Deed.failed(context.say("code_only_private"))

    async def take(self, context: ActionContext, given: Code) -> Deed:
        """Takes a code."""
        try:
            taken = await self.linking.take(context.person, given.code)
        except CodeRefused as error:
            return Deed.failed(_why(context, error))
        key = "became_owner" if taken.became_owner else "linked"
        return Deed.done(context.say(key, name=taken.person.name))


def _why(context: ActionContext, error: CodeRefused) -> str:
    return context.say(f"code_{error.reason.name.lower()}")


def _counts(context: ActionContext, known: Known) -> list[str]:
    kept = [
        context.say(f"known_{what}", count=count)
        for what, count in (
            ("messages", known.messages),
            ("events", known.events),
            ("tasks", known.tasks),
            ("reminders", known.reminders),
        )
        if count
    ]
    return [context.say("known_kept", kept=replies(context.language).joined(kept))] if kept else []
