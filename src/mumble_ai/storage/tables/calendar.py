"""Events, tasks, reminders (timers and alarms among them), private feeds, and what was done to them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, DateTime, ForeignKey, Index, Integer, UniqueConstraint, func, text, true
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from mumble_ai.storage.base import Base, OwnedByPerson
from mumble_ai.storage.ids import new_id


class EventRow(OwnedByPerson, Base):
    """An appointment, once or repeated.

    The truth is wall time in a zone (`starts`, `zone`): "every Monday at 9" stays at 9 across clock changes.
    `begins_at` and `ends_at` are what searches by time use; they are computed from the rest.

    Attributes:
        uid: Names the event across calendars (RFC 5545, UID).
        starts: Local date and time in `zone`; midnight for all-day events, which belong to a date and not to a zone.
        duration_s: Elapsed seconds; whole days for all-day events.
        rule: RRULE without its name; empty for an event that happens once.
        last_key: Key of the rule's last occurrence; empty where it never ends or there is no rule.
        extra: Keys of occurrences besides the rule's (RDATE).
        exceptions: Occurrences that differ, by key: null where cancelled, else what was changed.
        remind_minutes: Minutes before the start; null for the usual ones, empty for none.
        is_busy: Whether it takes the person's time (RFC 5545, TRANSP).
        begins_at: No occurrence begins before.
        ends_at: No occurrence ends after; null where it repeats for ever.
        revision: Counts changes (RFC 5545, SEQUENCE).
    """

    __tablename__ = "events"
    __table_args__ = (
        UniqueConstraint("person_id", "uid"),
        CheckConstraint("length(title) BETWEEN 1 AND 500", name="title"),
        CheckConstraint("importance BETWEEN 1 AND 10", name="importance"),
        CheckConstraint("zone <> ''", name="zone"),
        CheckConstraint("duration_s >= 0", name="duration"),
        CheckConstraint(
            "NOT is_all_day OR (starts = date_trunc('day', starts) AND duration_s > 0 AND mod(duration_s, 86400) = 0)",
            name="all_day",
        ),
        CheckConstraint("jsonb_typeof(extra) = 'array' AND jsonb_typeof(exceptions) = 'object'", name="recurrence"),
        CheckConstraint("ends_at >= begins_at", name="span"),
        CheckConstraint("rule <> '' OR last_key = ''", name="rule"),
        Index(
            "ix_events_person_id_begins_at",
            "person_id",
            "begins_at",
            "ends_at",
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    uid: Mapped[str]
    title: Mapped[str]
    place: Mapped[str] = mapped_column(default="", server_default="")
    description: Mapped[str] = mapped_column(default="", server_default="")
    importance: Mapped[int] = mapped_column(default=5, server_default="5")
    zone: Mapped[str]
    is_all_day: Mapped[bool]
    starts: Mapped[datetime] = mapped_column(DateTime(timezone=False))
    duration_s: Mapped[int]
    rule: Mapped[str] = mapped_column(default="", server_default="")
    last_key: Mapped[str] = mapped_column(default="", server_default="")
    extra: Mapped[list[str]] = mapped_column(JSONB, default=list, server_default="[]")
    exceptions: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default="{}")
    remind_minutes: Mapped[list[int] | None] = mapped_column(ARRAY(Integer))
    is_busy: Mapped[bool] = mapped_column(default=True, server_default=true())
    begins_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=0, server_default="0")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    updated_at: Mapped[datetime] = mapped_column(server_default=func.now())
    deleted_at: Mapped[datetime | None]


class TaskRow(OwnedByPerson, Base):
    """Something to do, or an item of a list.

    Attributes:
        list_name: `tasks`, or a list of the person's own such as `shopping`.
        due_on: The day it should be done by.
        due_at: The moment, where one was said.
    """

    __tablename__ = "tasks"
    __table_args__ = (
        CheckConstraint("length(text) BETWEEN 1 AND 500", name="text"),
        CheckConstraint("length(list_name) BETWEEN 1 AND 60", name="list_name"),
        CheckConstraint("importance BETWEEN 1 AND 10", name="importance"),
        CheckConstraint("done_at IS NULL OR dropped_at IS NULL", name="state"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    list_name: Mapped[str] = mapped_column(default="tasks", server_default="tasks")
    text: Mapped[str]
    due_on: Mapped[date | None]
    due_at: Mapped[datetime | None]
    importance: Mapped[int] = mapped_column(default=5, server_default="5")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    done_at: Mapped[datetime | None]
    dropped_at: Mapped[datetime | None]


class ReminderRow(OwnedByPerson, Base):
    """Something to be told at a moment, once: a reminder, a timer or alarm, or notice of an event.

    A repeated one is a row an occurrence; the next is made when one is told.

    Attributes:
        id: For repeated ones and events made of what they remind of, so that the same is never there twice.
        kind: `reminder`, `timer`, `alarm`, `event`.
        due_at: When to tell.
        zone: In which `rule` counts and times are said.
        rule: RRULE without its name; empty for once.
        starts: Local date and time of the first one of the rule.
        event_id: The event it gives notice of.
        begins_at: When that event begins; null for an event of whole days.
        begins_on: The day on which an event of whole days begins.
        set_for_s: How long a timer was set for.
        state: `waiting`; `telling` (claimed until `claimed_until`); `kept` (due, the person could not be reached);
            `told`; `done` (the person said so); `cancelled`.
        told_by: `voice`, `text` or `mail`.
    """

    __tablename__ = "reminders"
    __table_args__ = (
        CheckConstraint("kind IN ('reminder', 'timer', 'alarm', 'event')", name="kind"),
        CheckConstraint("state IN ('waiting', 'telling', 'kept', 'told', 'done', 'cancelled')", name="state"),
        CheckConstraint("told_by IN ('', 'voice', 'text', 'mail')", name="told_by"),
        CheckConstraint("(state = 'telling') = (claimed_until IS NOT NULL)", name="claim"),
        CheckConstraint("(kind = 'event') = (event_id IS NOT NULL)", name="event"),
        CheckConstraint("(kind = 'timer') = (set_for_s IS NOT NULL)", name="timer"),
        CheckConstraint("(rule <> '') = (starts IS NOT NULL)", name="rule"),
        CheckConstraint("length(text) <= 500", name="text"),
        Index("ix_reminders_due_at", "due_at", postgresql_where=text("state IN ('waiting', 'telling')")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str]
    text: Mapped[str] = mapped_column(default="", server_default="")
    due_at: Mapped[datetime]
    zone: Mapped[str]
    rule: Mapped[str] = mapped_column(default="", server_default="")
    starts: Mapped[datetime | None] = mapped_column(DateTime(timezone=False))
    event_id: Mapped[UUID | None] = mapped_column(ForeignKey("events.id", ondelete="CASCADE"), index=True)
    begins_at: Mapped[datetime | None]
    begins_on: Mapped[date | None]
    set_for_s: Mapped[int | None]
    state: Mapped[str] = mapped_column(default="waiting", server_default="waiting")
    claimed_until: Mapped[datetime | None]
    claimed_by: Mapped[str] = mapped_column(default="", server_default="")
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    told_at: Mapped[datetime | None]
    told_by: Mapped[str] = mapped_column(default="", server_default="")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class CalendarActionRow(OwnedByPerson, Base):
    """One change of events, tasks or reminders: done once however often it is asked for, and undone from what was.

    Attributes:
        action_id: Names the action; the caller's.
        kind: What was done, such as `event.move`.
        result: What the same call answers when it comes again.
        before: The rows as they were, by table and id; null for a row that was not there.
    """

    __tablename__ = "calendar_actions"
    __table_args__ = (UniqueConstraint("person_id", "action_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    action_id: Mapped[str]
    kind: Mapped[str]
    result: Mapped[dict[str, Any]] = mapped_column(JSONB)
    before: Mapped[dict[str, Any]] = mapped_column(JSONB)
    done_at: Mapped[datetime] = mapped_column(server_default=func.now())
    undone_at: Mapped[datetime | None]


class FeedRow(OwnedByPerson, Base):
    """The private address of a person's calendar; one a person. Only the token's digest is kept."""

    __tablename__ = "calendar_feeds"
    __table_args__ = (UniqueConstraint("person_id"), UniqueConstraint("token_digest"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    token_digest: Mapped[str]
    renewed_at: Mapped[datetime] = mapped_column(server_default=func.now())


class CalendarSharingRow(OwnedByPerson, Base):
    """What others of the household may see of a person's calendar; without a row they see nothing.

    Attributes:
        shown: `nothing`, `times` (when the person is busy), or `details`.
        colour: Tells the person apart on the page.
    """

    __tablename__ = "calendar_sharing"
    __table_args__ = (
        UniqueConstraint("person_id"),
        CheckConstraint("shown IN ('nothing', 'times', 'details')", name="shown"),
        CheckConstraint("colour BETWEEN 0 AND 7", name="colour"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    shown: Mapped[str] = mapped_column(default="nothing", server_default="nothing")
    colour: Mapped[int] = mapped_column(default=0, server_default="0")
