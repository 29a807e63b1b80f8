"""Personas: written, grown, tried out, what they were, and who talks with which."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated, Final, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from mumble_ai.accounts.account import Account
from mumble_ai.assistant.personas.growing import SAMPLE_QUESTIONS, enhance, preview
from mumble_ai.assistant.personas.persona import EVERYWHERE, LONGEST, Persona, PersonaError, built_in, cleaned_name
from mumble_ai.assistant.personas.personas import Choices
from mumble_ai.llm.chain import LlmChain, build_chain
from mumble_ai.llm.contract import LlmError
from mumble_ai.memory.people.roster import Roster
from mumble_ai.services.control_panel.memory.route import Line, MemoryRoute
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.web.errors import ApiError

MOST_AT_ONCE: Final = 2
"""Personas that are grown or tried at the same time: each keeps a language model busy."""

Text = Annotated[str, Field(max_length=4 * LONGEST)]


class PersonaView(BaseModel):
    """One persona.

    Attributes:
        origin: `built in`, `written`, or `grown` by a language model.
        about: In a few words; empty for those that people write.
        replaces_built_in: It stands in the place of a built-in one, which is there again when this is removed.
    """

    name: str
    text: str
    origin: str
    about: str
    replaces_built_in: bool


class ChannelChoice(BaseModel):
    """The persona of a channel."""

    channel: Line = Field(min_length=1)
    persona: Line | None


class PersonChoice(BaseModel):
    """The persona of a person; null for none of their own."""

    person_id: UUID
    name: str
    persona: str | None


class PersonasView(BaseModel):
    """All personas and who talks with which.

    Attributes:
        everywhere: The persona for everywhere; null for the usual one.
        mine: The reader's own choice; null for none.
        people: Everybody's choice, for owners; empty for others.
        samples: Questions to try a persona with.
    """

    personas: list[PersonaView]
    everywhere: str | None
    channels: list[ChannelChoice]
    mine: str | None
    people: list[PersonChoice]
    samples: list[str]


class NewPersona(BaseModel):
    """A persona to be kept."""

    name: Line
    text: Text


class PersonaText(BaseModel):
    """The words of a persona.

    Attributes:
        origin: `grown` where a language model wrote them.
    """

    text: Text
    origin: Literal["written", "grown"] = "written"


class VersionView(BaseModel, from_attributes=True):
    """What a persona was; see `mumble_ai.assistant.personas.personas.Version`."""

    number: int
    text: str
    origin: str
    made_at: datetime


class GrownView(BaseModel):
    """A persona before and after; nothing is kept."""

    before: str
    after: str


class TryOut(BaseModel):
    """A persona and what to ask it."""

    text: Text
    question: Line = Field(min_length=1)


class TriedView(BaseModel):
    """What it would say."""

    answer: str


class Choice(BaseModel):
    """A persona's name; null for none."""

    persona: Line | None


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1/personas", tags=["personas"], route_class=MemoryRoute)
    room = panel.household.personas

    @router.get("")
    async def personas(account: Annotated[Account, Depends(panel.guard.member)]) -> PersonasView:
        """All personas and who talks with which."""
        return await _all(panel, account)

    @router.post("", status_code=201)
    async def write_persona(given: NewPersona, account: Annotated[Account, Depends(panel.guard.owner)]) -> PersonaView:
        """Keeps a new persona."""
        name = cleaned_name(given.name)
        if name in {persona.name for persona in await room.all()}:
            raise ApiError(409, f"there is a persona {name} already; choose another name", code="taken", param="name")
        kept = await room.write(name, given.text)
        await panel.accounts.audit.note(account, "persona.written", name)
        return _view(kept)

    @router.put("/{name}")
    async def change_persona(
        name: str, given: PersonaText, account: Annotated[Account, Depends(panel.guard.owner)]
    ) -> PersonaView:
        """Changes a persona that somebody wrote; what it was is kept."""
        if (await _known(panel, name)).origin == "built in":
            raise ApiError(409, "a built-in persona stays as it is; copy it under a name of your own", code="built_in")
        kept = await room.write(name, given.text, is_grown=given.origin == "grown")
        await panel.accounts.audit.note(account, "persona.written", kept.name)
        return _view(kept)

    @router.delete("/{name}", status_code=204)
    async def remove_persona(name: str, account: Annotated[Account, Depends(panel.guard.owner)]) -> None:
        """Removes a persona that somebody wrote; whoever chose it gets the usual one."""
        if (await _known(panel, name)).origin == "built in":
            raise ApiError(409, "a built-in persona can't be removed", code="built_in")
        await room.remove(name)
        await panel.accounts.audit.note(account, "persona.removed", name)

    @router.get("/{name}/versions")
    async def persona_versions(
        name: str, account: Annotated[Account, Depends(panel.guard.member)]
    ) -> list[VersionView]:
        """What a persona has been, the newest first."""
        return [VersionView.model_validate(one, from_attributes=True) for one in await room.versions(name)]

    _ = personas, write_persona, change_persona, remove_persona, persona_versions
    _add_trying(router, panel)
    _add_choices(router, panel)
    return router


def _add_trying(router: APIRouter, panel: Panel) -> None:
    places = asyncio.Semaphore(MOST_AT_ONCE)

    @router.post("/enhance")
    async def enhance_persona(given: PersonaText, account: Annotated[Account, Depends(panel.guard.owner)]) -> GrownView:
        """Lets a capable language model make a persona richer; nothing is kept."""
        async with _asking(panel, places) as chain:
            grown = await enhance(chain, given.text)
        return GrownView(before=grown.before, after=grown.after)

    @router.post("/preview")
    async def preview_persona(given: TryOut, account: Annotated[Account, Depends(panel.guard.member)]) -> TriedView:
        """What the assistant would say with a persona; nothing is kept, and nobody's memory is used."""
        async with _asking(panel, places) as chain:
            return TriedView(answer=await preview(chain, given.text, given.question))

    _ = enhance_persona, preview_persona


def _add_choices(router: APIRouter, panel: Panel) -> None:
    room = panel.household.personas

    @router.put("/choices/everywhere", status_code=204)
    async def choose_persona_everywhere(given: Choice, account: Annotated[Account, Depends(panel.guard.owner)]) -> None:
        """Chooses the persona for everywhere, or the usual one."""
        await room.use_in(EVERYWHERE, given.persona)
        await panel.accounts.audit.note(account, "persona.chosen", EVERYWHERE, persona=given.persona or "")

    @router.put("/choices/channel", status_code=204)
    async def choose_persona_for_channel(
        given: ChannelChoice, account: Annotated[Account, Depends(panel.guard.owner)]
    ) -> None:
        """Chooses the persona of a channel, or none of its own."""
        await room.use_in(given.channel, given.persona)
        await panel.accounts.audit.note(account, "persona.chosen", given.channel, persona=given.persona or "")

    @router.put("/choices/mine", status_code=204)
    async def choose_my_persona(given: Choice, account: Annotated[Account, Depends(panel.guard.member)]) -> None:
        """Chooses the persona that the reader talks with, or none of their own."""
        await room.use_for(account.person.id, given.persona)

    @router.put("/choices/people/{person_id}", status_code=204)
    async def choose_persona_for_person(
        person_id: UUID, given: Choice, account: Annotated[Account, Depends(panel.guard.owner)]
    ) -> None:
        """Chooses the persona that somebody talks with, or none of their own."""
        person = await panel.household.people.get(person_id)
        if person is None:
            raise ApiError(404, "this person is not known any more", code="unknown_person")
        await room.use_for(person.id, given.persona)
        await panel.accounts.audit.note(account, "persona.chosen", str(person.id), persona=given.persona or "")

    _ = choose_persona_everywhere, choose_persona_for_channel, choose_my_persona, choose_persona_for_person


async def _all(panel: Panel, account: Account) -> PersonasView:
    room = panel.household.personas
    known, choices = await asyncio.gather(room.all(), room.choices())
    return PersonasView(
        personas=[_view(one) for one in known],
        everywhere=choices.everywhere,
        channels=[ChannelChoice(channel=where, persona=name) for where, name in sorted(choices.channels.items())],
        mine=choices.people.get(account.person.id),
        people=await _people(panel, choices) if account.is_owner else [],
        samples=list(SAMPLE_QUESTIONS),
    )


async def _people(panel: Panel, choices: Choices) -> list[PersonChoice]:
    cards = await Roster(panel.household.stores.database, panel.household.people).everybody()
    people = [card.person for card in cards if not card.person.is_guest]
    return [PersonChoice(person_id=one.id, name=one.name, persona=choices.people.get(one.id)) for one in people]


async def _known(panel: Panel, name: str) -> Persona:
    try:
        return await panel.household.personas.get(name)
    except PersonaError as error:
        raise ApiError(404, f"there is no persona {name[:40]!r}", code="not_found") from error


def _view(persona: Persona) -> PersonaView:
    return PersonaView(
        name=persona.name,
        text=persona.text,
        origin=persona.origin,
        about=persona.about,
        replaces_built_in=persona.origin != "built in" and persona.name in built_in(),
    )


@asynccontextmanager
async def _asking(panel: Panel, places: asyncio.Semaphore) -> AsyncGenerator[LlmChain]:
    """The language models, for one question."""
    if places.locked():
        raise ApiError(503, "the language model is busy with other personas; try again", code="busy", retry_s=5)
    async with places:
        chain = build_chain(panel.settings)
        try:
            yield chain
        except LlmError as error:
            message = f"no language model can do that now: {error}. The models page says which one is used"
            raise ApiError(503, message, code="no_model", retry_s=10) from error
        finally:
            await chain.close()
