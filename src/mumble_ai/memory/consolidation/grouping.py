"""Which old messages are summed up together: pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID


@dataclass(frozen=True, slots=True)
class OldMessage:
    """A message that no summary stands for yet."""

    id: UUID
    session_id: UUID
    role: str
    text: str
    private: bool
    said_at: datetime


@dataclass(frozen=True, slots=True)
class GroupingPolicy:
    """How large a stretch of talk is.

    Attributes:
        most: Messages of a group.
        enough: Fewer are put together with those of the next session.
        gap: A silence that always ends a group.
    """

    most: int = 20
    enough: int = 6
    gap: timedelta = timedelta(days=2)


def groups(messages: Iterable[OldMessage], policy: GroupingPolicy) -> Iterator[list[OldMessage]]:
    """Stretches of talk, in the order in which they were said; what was private stays apart from the rest.

    Args:
        messages: By the time they were said.
    """
    open_groups: dict[bool, list[OldMessage]] = {True: [], False: []}
    for message in messages:
        group = open_groups[message.private]
        if group and _ends(group, message, policy):
            yield group
            group = open_groups[message.private] = []
        group.append(message)
    yield from (group for group in open_groups.values() if group)


def _ends(group: list[OldMessage], message: OldMessage, policy: GroupingPolicy) -> bool:
    last = group[-1]
    is_other_session = last.session_id != message.session_id and len(group) >= policy.enough
    return len(group) >= policy.most or is_other_session or message.said_at - last.said_at > policy.gap
