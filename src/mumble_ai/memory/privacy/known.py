"""What the assistant knows of somebody, in words for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.memory.people.person import Person
from mumble_ai.storage.tables import EventRow, FactRow, Identity, Message, ReminderRow, Session, TaskRow, Topic

MOST_FACTS: Final = 5
MOST_TOPICS: Final = 3
_DOORS: Final = {
    "mumble": "your certificate",
    "mumble-user": "your account on this server",
    "sip": "your phone",
    "mail": "your mail address",
    "web": "your web sign-in",
    "first-system": "a name from the old system",
    "visit": "this visit",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What is kept of somebody.

    Attributes:
        known_by: Kinds of identities.
        since: The first message kept; None without any.
        facts: Number of facts that hold now.
        important_facts: The most important of them, in words.
        topics: Labels of what was talked about of late.
    """

    name: str
    known_by: tuple[str, ...]
    messages: int
    talks: int
    since: datetime | None
    facts: int
    important_facts: tuple[str, ...]
    topics: tuple[str, ...]
    events: int
    tasks: int
    reminders: int

    def in_words(self) -> str:
        """A few sentences, to be said or written."""
        by = _listed([_DOORS.get(kind, kind) for kind in self.known_by])
        said = [f"I know you as {self.name}" + (f", by {by}." if by else ".")]
        if self.since:
            since = f"{self.since:%B} {self.since.day}, {self.since.year}"
            said.append(f"I keep {_many(self.messages, 'message')} of {_many(self.talks, 'talk')} since {since}.")
        else:
            said.append("I keep nothing of what we said.")
        calendar = [
            _many(count, what)
            for count, what in ((self.events, "event"), (self.tasks, "task"), (self.reminders, "reminder"))
            if count
        ]
        if calendar:
            said.append(f"In your calendar there are {_listed(calendar)}.")
        if self.facts:
            said.append(f"I remember {_many(self.facts, 'fact')} about you, such as these.")
            said += [f"{fact.rstrip('. ')}." for fact in self.important_facts]
        else:
            said.append("I remember no facts about you.")
        if self.topics:
            said.append(f"Of late we talked about {_listed(self.topics)}.")
        said.append("You can have all of it as a file, or have me forget any of it.")
        return " ".join(said)


async def known_of(session: AsyncSession, person: Person, now: datetime, *, heard_by_others: bool) -> Known:
    """Counts and reads what is kept of a person, in a session of theirs."""
    kinds = (await session.scalars(select(Identity.kind).order_by(Identity.id))).all()
    count, since = (await session.execute(select(func.count(Message.id), func.min(Message.said_at)))).one()
    holds = (FactRow.withdrawn_at.is_(None), or_(FactRow.valid_until.is_(None), FactRow.valid_until > now))
    told = (*holds, FactRow.private.is_(False)) if heard_by_others else holds
    important = select(FactRow.text).where(*told).order_by(FactRow.importance.desc(), FactRow.told_at.desc())
    topics = select(Topic.label).where(Topic.label != "").order_by(Topic.last_said_at.desc()).limit(MOST_TOPICS)
    topics = topics.where(Topic.private.is_(False)) if heard_by_others else topics
    ahead = (EventRow.deleted_at.is_(None), or_(EventRow.ends_at.is_(None), EventRow.ends_at > now))
    to_do = (TaskRow.done_at.is_(None), TaskRow.dropped_at.is_(None))

    async def number(of: type, *which: object) -> int:
        return await session.scalar(select(func.count()).select_from(of).where(*which)) or 0  # pyright: ignore

    return Known(
        name=person.name,
        known_by=tuple(dict.fromkeys(kinds)),
        messages=count,
        talks=await number(Session),
        since=since.astimezone(person.zone) if since else None,
        facts=await number(FactRow, *holds),
        important_facts=tuple((await session.scalars(important.limit(MOST_FACTS))).all()),
        topics=tuple((await session.scalars(topics)).all()),
        events=await number(EventRow, *ahead),
        tasks=await number(TaskRow, *to_do),
        reminders=await number(ReminderRow, ReminderRow.state == "waiting"),
    )


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _listed(items: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))
