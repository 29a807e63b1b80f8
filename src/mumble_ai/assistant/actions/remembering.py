"""What a person wants kept in mind, asks of it, and wants forgotten."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, Protocol
from uuid import UUID

from pydantic import Field

from mumble_ai.assistant.actions.action import Action, Nothing, Parameters
from mumble_ai.assistant.actions.context import ActionContext
from mumble_ai.assistant.actions.deed import Deed
from mumble_ai.assistant.actions.deed import Facts as Left
from mumble_ai.assistant.actions.deeds import Deeds
from mumble_ai.assistant.actions.telling import spoken_title
from mumble_ai.memory.conversations.history import Said
from mumble_ai.memory.extraction.grammar import grammar_of
from mumble_ai.memory.facts.fact import Fact
from mumble_ai.memory.facts.facts import Facts
from mumble_ai.memory.facts.wording import sentence_of

JUST_NOW: Final = timedelta(hours=1)
"""So long after it was said, "forget that" means it."""
MOST_TOLD: Final = 3
LONGEST_QUESTION: Final = 500

Recent = Callable[[UUID, int], Awaitable[Sequence[Said]]]
"""The last messages of a person, the newest last; see `ConversationLog.recent`."""


class Forgets(Protocol):
    """See `mumble_ai.memory.privacy.privacy.Privacy`."""

    async def forget_messages(self, person_id: UUID, message_ids: Sequence[UUID]) -> object: ...


class Text(Parameters):
    """Something to keep in mind."""

    text: str = Field("", max_length=1000, description="In the person's own words: 'my dog is called Rex'.")


class What(Parameters):
    """Something to forget."""

    what: str = Field("", max_length=300, description="What it is about: 'my address', 'everything about Anna'.")


class Asked(Parameters):
    """A question about what the person told."""

    question: str = Field(min_length=2, max_length=LONGEST_QUESTION, description="In the person's own words.")


@dataclass(frozen=True, slots=True)
class Remembering:
    """The actions on what is known of a person."""

    facts: Facts
    deeds: Deeds
    recent: Recent
    privacy: Forgets

    def actions(self) -> Sequence[Action[Any]]:
        """All of them."""
        return (
            Action(
                "remember",
                "Keeps in mind what the person says about themselves or others. Only when they ask for it.",
                Text,
                self.remember,
                acts=True,
                undo=self.undo,
            ),
            Action("recall", "Answers a question from what the person told before.", Asked, self.recall),
            Action("forget", "Forgets what the person told about something.", What, self.forget, acts=True),
            Action("forget_last", "Forgets what the person said last.", Nothing, self.forget_last, acts=True),
        )

    async def remember(self, context: ActionContext, given: Text) -> Deed:
        """Keeps it, and says what it replaces."""
        if not given.text:
            return Deed.ask("text", context.say("ask_remember"))
        noted = await self.facts.note(
            context.person.id,
            given.text,
            source_message_id=None,
            now=context.now,
            language=context.language,
            private=context.private,
        )
        if not noted.facts:
            return Deed.failed(context.say("not_remembered", why=context.say("nothing_to_keep")))
        texts = [fact.text for fact in noted.facts]
        grammar = grammar_of(context.language)
        text = sentence_of(noted.facts, grammar)
        if before := sentence_of(_tellable(noted.superseded, context)[:1], grammar):
            return Deed.done(context.say("remembered_anew", text=text, before=before), facts=texts)
        return Deed.done(context.say("remembered", text=text), undo={"facts": texts}, facts=texts)

    async def recall(self, context: ActionContext, given: Asked) -> Deed:
        """Answers from what was told, or says that it was not."""
        found = await self.facts.answer(
            context.person, given.question, language=context.language, now=context.now, private=context.private
        )
        if found is None:
            return Deed.nothing(context.say("not_known"))
        return Deed.done(found.say, known=found.known)

    async def forget(self, context: ActionContext, given: What) -> Deed:
        """Forgets facts, and says which."""
        if not given.what:
            return Deed.ask("what", context.say("ask_forget"))
        gone = await self.facts.forget(context.person.id, given.what, now=context.now, language=context.language)
        if not gone:
            return Deed.nothing(context.say("nothing_to_forget", what=spoken_title(given.what)))
        sources = list({message_id for fact in gone for message_id in fact.told_in})
        if sources:
            await self.privacy.forget_messages(context.person.id, sources)
        await self.deeds.forget(context, ("remember",))
        tellable = _tellable(gone, context)
        if not tellable:
            return Deed.done(context.say("forgot_last"), count=len(gone))
        told = sentence_of(tellable[:MOST_TOLD], grammar_of(context.language))
        if len(gone) > len(tellable[:MOST_TOLD]):
            told += context.say("and_more_facts", count=len(gone) - len(tellable[:MOST_TOLD]))
        return Deed.done(context.say("forgot", facts=told), count=len(gone))

    async def forget_last(self, context: ActionContext, given: Nothing) -> Deed:
        """Forgets the last exchange with what was learned from it."""
        noted = [done for done in await self.deeds.undoable(context) if done.action == "remember"]
        for done in noted:
            await self.undo(context, done.undo)
        said = [one for one in await self.recent(context.person.id, 4) if one.turn_id != context.turn_id]
        last = said[-1].turn_id if said and context.now - said[-1].said_at < JUST_NOW else ""
        messages = [one.message_id for one in said if last and one.turn_id == last]
        if not noted and not messages:
            return Deed.nothing(context.say("nothing_said"))
        if messages:
            await self.privacy.forget_messages(context.person.id, messages)
        await self.deeds.forget(context, ("remember",))
        return Deed.done(context.say("forgot_last"))

    async def undo(self, context: ActionContext, left: Left) -> Deed:
        """Forgets what was to be remembered."""
        for text in left["facts"]:
            await self.facts.forget(context.person.id, text, now=context.now, language=context.language)
        return Deed.done(context.say("forgot_last"))


def _tellable(facts: Sequence[Fact], context: ActionContext) -> Sequence[Fact]:
    """Those that may be worded here: what was told in private is worded in private only."""
    return [fact for fact in facts if context.private or not fact.private]
