"""Names and whom they mean: looked through, set right, made one, and as a graph."""

from collections.abc import Awaitable, Callable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from mumble_ai.accounts.account import Account
from mumble_ai.memory.entities.browsing import EntityBrowser, EntitySearch
from mumble_ai.memory.entities.editing import EntityEditing
from mumble_ai.memory.entities.entities import Entities
from mumble_ai.memory.entities.graph import MOST_NODES, EntityGraph
from mumble_ai.services.control_panel.memory.route import (
    Cursor,
    Limit,
    Line,
    MemoryRoute,
    Viewed,
    Words,
    cursor_of,
    place_of,
    whose,
)
from mumble_ai.services.control_panel.memory.shapes import EntityView, MessageView, entity_view, message_view
from mumble_ai.services.control_panel.panel import Panel

Kind = Annotated[str, Query(max_length=20)]


class EntitiesView(BaseModel):
    """A page of entities, with how many there are of each kind."""

    entities: list[EntityView]
    next: str
    kinds: dict[str, int]


class MentionView(BaseModel):
    """A message that speaks of an entity.

    Attributes:
        words: Those that name it.
    """

    message: MessageView
    words: str


class MentionsView(BaseModel):
    """A page of mentions."""

    mentions: list[MentionView]
    next: str


class NodeView(BaseModel):
    """An entity in the graph."""

    id: UUID
    kind: str
    name: str
    mentions: int


class EdgeView(BaseModel):
    """What joins two.

    Attributes:
        target: Null for the person.
        relation: What the source is to the target; empty where they are only spoken of together.
        weight: In how many messages they are; 0 where that was not counted.
    """

    source: UUID
    target: UUID | None
    relation: str
    weight: int


class GraphView(BaseModel):
    """The graph.

    Attributes:
        left_out: How many entities are not in it.
    """

    nodes: list[NodeView]
    edges: list[EdgeView]
    left_out: int


class ChangedEntity(BaseModel):
    """What is to be different; null leaves a thing as it is."""

    name: Line | None = None
    kind: Line | None = None


class NewAlias(BaseModel):
    """Something else it is called."""

    name: Line


class NewRelation(BaseModel):
    """What it is to whom.

    Attributes:
        of_id: Another entity; null for oneself.
    """

    relation: Annotated[Line, Field(min_length=1, max_length=60)]
    of_id: UUID | None = None


class MergedWith(BaseModel):
    """Another entity that turned out to be the same."""

    other: UUID


NowOf = Callable[[Account, UUID], Awaitable[EntityView]]
"""Tells open pages that somebody's entities changed, and reads one as it is now."""


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1/memory/entities", tags=["memory"], route_class=MemoryRoute)
    browser, look = EntityBrowser(panel.household.stores.database), whose(panel)
    graph = EntityGraph(panel.household.stores.database)

    @router.get("")
    async def entities(
        viewed: Annotated[Viewed, Depends(look)],
        q: Words = "",
        kind: Kind = "",
        cursor: Cursor = "",
        limit: Limit = 50,
    ) -> EntitiesView:
        """One page of entities, those spoken of last first."""
        search = EntitySearch(
            name=q, kind=kind, heard_by_others=viewed.heard_by_others, limit=limit, after=place_of(cursor)
        )
        page = await browser.page(viewed.person_id, search)
        kinds = await browser.kinds(viewed.person_id)
        return EntitiesView(
            entities=[entity_view(one) for one in page.entities], next=cursor_of(page.next), kinds=dict(kinds)
        )

    @router.get("/graph")
    async def entity_graph(
        viewed: Annotated[Viewed, Depends(look)],
        kind: Kind = "",
        limit: Annotated[int, Query(ge=1, le=MOST_NODES)] = 80,
    ) -> GraphView:
        """The entities spoken of most, and what joins them."""
        found = await graph.of(viewed.person_id, kind=kind, limit=limit, heard_by_others=viewed.heard_by_others)
        return GraphView(
            nodes=[NodeView(id=n.id, kind=n.kind, name=n.name, mentions=n.mentions) for n in found.nodes],
            edges=[
                EdgeView(source=e.source, target=e.target, relation=e.relation, weight=e.weight) for e in found.edges
            ],
            left_out=found.left_out,
        )

    @router.get("/{entity_id}")
    async def entity(entity_id: UUID, viewed: Annotated[Viewed, Depends(look)]) -> EntityView:
        """One entity."""
        return entity_view(await browser.one(viewed.person_id, entity_id, heard_by_others=viewed.heard_by_others))

    @router.get("/{entity_id}/mentions")
    async def entity_mentions(
        entity_id: UUID, viewed: Annotated[Viewed, Depends(look)], cursor: Cursor = "", limit: Limit = 20
    ) -> MentionsView:
        """Where it was spoken of."""
        page = await browser.mentions(
            viewed.person_id, entity_id, after=place_of(cursor), limit=limit, heard_by_others=viewed.heard_by_others
        )
        mentions = [MentionView(message=message_view(said), words=words) for said, words in page.mentions]
        return MentionsView(mentions=mentions, next=cursor_of(page.next))

    _ = entities, entity_graph, entity, entity_mentions
    _add_changes(router, panel, browser)
    return router


def _add_changes(router: APIRouter, panel: Panel, browser: EntityBrowser) -> None:
    database = panel.household.stores.database
    editing, merging = EntityEditing(database), Entities(database)

    async def now_of(account: Account, entity_id: UUID) -> EntityView:
        panel.live.tell("memory", account.person.id, {"changed": "entities"})
        return entity_view(await browser.one(account.person.id, entity_id))

    _add_names(router, panel, editing, now_of)
    _add_relations(router, panel, editing, now_of)
    _add_ends(router, panel, editing, merging, now_of)


def _add_names(router: APIRouter, panel: Panel, editing: EntityEditing, now_of: NowOf) -> None:
    @router.patch("/{entity_id}")
    async def change_entity(
        entity_id: UUID, given: ChangedEntity, account: Annotated[Account, Depends(panel.guard.member)]
    ) -> EntityView:
        """Gives another name or kind."""
        await editing.change(account.person.id, entity_id, name=given.name, kind=given.kind)
        return await now_of(account, entity_id)

    @router.post("/{entity_id}/aliases")
    async def add_alias(
        entity_id: UUID, given: NewAlias, account: Annotated[Account, Depends(panel.guard.member)]
    ) -> EntityView:
        """Adds something it is called."""
        await editing.call(account.person.id, entity_id, given.name)
        return await now_of(account, entity_id)

    @router.delete("/{entity_id}/aliases/{alias_id}")
    async def remove_alias(
        entity_id: UUID, alias_id: UUID, account: Annotated[Account, Depends(panel.guard.member)]
    ) -> EntityView:
        """Takes away something it is called."""
        await editing.uncall(account.person.id, entity_id, alias_id)
        return await now_of(account, entity_id)

    _ = change_entity, add_alias, remove_alias


def _add_relations(router: APIRouter, panel: Panel, editing: EntityEditing, now_of: NowOf) -> None:
    @router.post("/{entity_id}/relations")
    async def add_relation(
        entity_id: UUID, given: NewRelation, account: Annotated[Account, Depends(panel.guard.member)]
    ) -> EntityView:
        """Keeps what it is to whom."""
        await editing.relate(account.person.id, entity_id, given.relation, given.of_id)
        return await now_of(account, entity_id)

    @router.delete("/{entity_id}/relations/{relation_id}")
    async def remove_relation(
        entity_id: UUID, relation_id: UUID, account: Annotated[Account, Depends(panel.guard.member)]
    ) -> EntityView:
        """Takes a relation away."""
        await editing.unrelate(account.person.id, relation_id)
        return await now_of(account, entity_id)

    _ = add_relation, remove_relation


def _add_ends(router: APIRouter, panel: Panel, editing: EntityEditing, merging: Entities, now_of: NowOf) -> None:
    @router.post("/{entity_id}/merge")
    async def merge_entities(
        entity_id: UUID, given: MergedWith, account: Annotated[Account, Depends(panel.guard.member)]
    ) -> EntityView:
        """Makes one of two that turned out to be the same; the first stays."""
        await merging.merge(account.person.id, entity_id, given.other)
        return await now_of(account, entity_id)

    @router.delete("/{entity_id}", status_code=204)
    async def forget_entity(entity_id: UUID, account: Annotated[Account, Depends(panel.guard.member)]) -> None:
        """Forgets an entity; messages and facts stay."""
        await editing.forget(account.person.id, entity_id)
        await panel.accounts.audit.note(account, "memory.forgotten", "entity", entity=str(entity_id))
        panel.live.tell("memory", account.person.id, {"changed": "entities"})

    _ = merge_entities, forget_entity
