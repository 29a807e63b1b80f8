"""Whether somebody still talks about the same thing.

Follows text segmentation by lexical cohesion (Hearst, "TextTiling", Computational Linguistics 23(1), 1997), one
exchange at a time: how alike an exchange is to each topic is evidence, and staying takes less of it than going, so that
one odd remark changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class TopicState(StrEnum):
    """Where a topic is in its life."""

    ACTIVE = "active"
    SWITCHED = "switched"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class TopicPolicy:
    """How sure a change must be. Likenesses are cosines.

    Attributes:
        near: Another topic that is this alike may be taken up again.
        margin: It must also be this much more alike than the topic talked about now.
        far: An exchange less alike than this strays from its topic.
        patience: So many straying exchanges in a row begin a topic of their own.
        fewest_terms: An exchange of fewer telling words ("yes, please") is evidence of nothing.
    """

    near: float
    margin: float
    far: float
    patience: int
    fewest_terms: int = 2


BY_MEANING = TopicPolicy(near=0.40, margin=0.15, far=0.20, patience=2)
"""For cosines of sentence embeddings."""
BY_WORDS = TopicPolicy(near=0.20, margin=0.12, far=0.04, patience=3)
"""For cosines of weighted words: two exchanges about one thing often share none, so it takes more of them to leave."""


@dataclass(frozen=True, slots=True)
class Stay:
    """Still the topic talked about; `strayed` exchanges in a row have been far from it."""

    strayed: int


@dataclass(frozen=True, slots=True)
class TakeUp:
    """A topic known from before."""

    topic_id: UUID


@dataclass(frozen=True, slots=True)
class Begin:
    """A new topic; the last `strayed` exchanges belong to it too."""

    strayed: int = 0


Decision = Stay | TakeUp | Begin | None
"""None: it is about nothing that could be told."""


def decide(
    *,
    telling_terms: int,
    active: float | None,
    strayed: int,
    others: Mapping[UUID, float],
    is_new_session: bool,
    policy: TopicPolicy,
) -> Decision:
    """What an exchange is about.

    Args:
        telling_terms: How many different telling words it has.
        active: How alike it is to the topic talked about now; None where there is none.
        strayed: How many exchanges before it, in a row, were far from that topic.
        others: How alike it is to each topic known from before.
        is_new_session: Whether it begins a new talk, which need not go on with anything.
    """
    if telling_terms < policy.fewest_terms:
        return Stay(strayed) if active is not None and not is_new_session else None
    nearest = max(others, key=lambda topic: others[topic], default=None)
    if nearest is not None and others[nearest] >= max(policy.near, (active or 0.0) + policy.margin):
        return TakeUp(nearest)
    if active is None:
        return Begin()
    if is_new_session:
        return Stay(0) if active >= policy.near else Begin()
    if active >= policy.far:
        return Stay(0)
    return Stay(strayed + 1) if strayed + 1 < policy.patience else Begin(strayed)
