"""Which facts seem to say the same: pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from mumble_ai.memory.facts.fact import Fact

ALIKE: Final = 0.75
"""Share of their words that two facts about the same have in common, to be taken for one."""


def alike(facts: Sequence[Fact]) -> list[Sequence[Fact]]:
    """Groups of two and more, those told most often first."""
    by_subject: dict[tuple[str, bool], list[Fact]] = {}
    for fact in facts:
        by_subject.setdefault((fact.subject, fact.is_so), []).append(fact)
    groups: list[list[Fact]] = []
    for about in by_subject.values():
        of_subject: list[list[Fact]] = []
        for fact in about:
            group = next((group for group in of_subject if _same(group[0], fact)), None)
            if group is None:
                of_subject.append([fact])
            else:
                group.append(fact)
        groups += [group for group in of_subject if len(group) > 1]
    return sorted(groups, key=lambda group: -sum(fact.told_count for fact in group))


def _same(one: Fact, other: Fact) -> bool:
    if one.attribute == other.attribute and one.value_key == other.value_key:
        return True
    both = one.words | other.words
    return bool(both) and len(one.words & other.words) / len(both) >= ALIKE
