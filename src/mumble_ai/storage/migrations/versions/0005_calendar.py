"""Events, tasks, reminders, feeds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from mumble_ai.storage.base import UtcDateTime

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "calendar_actions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("action_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("result", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("before", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("done_at", UtcDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("undone_at", UtcDateTime(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_calendar_actions_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_actions")),
        sa.UniqueConstraint("person_id", "action_id", name=op.f("uq_calendar_actions_person_id_action_id")),
    )
    op.create_index(op.f("ix_calendar_actions_person_id"), "calendar_actions", ["person_id"], unique=False)
    op.create_table(
        "calendar_feeds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("token_digest", sa.String(), nullable=False),
        sa.Column("renewed_at", UtcDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_calendar_feeds_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_feeds")),
        sa.UniqueConstraint("person_id", name=op.f("uq_calendar_feeds_person_id")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_calendar_feeds_token_digest")),
    )
    op.create_index(op.f("ix_calendar_feeds_person_id"), "calendar_feeds", ["person_id"], unique=False)
    op.create_table(
        "events",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("place", sa.String(), server_default="", nullable=False),
        sa.Column("description", sa.String(), server_default="", nullable=False),
        sa.Column("importance", sa.Integer(), server_default="5", nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("is_all_day", sa.Boolean(), nullable=False),
        sa.Column("starts", sa.DateTime(), nullable=False),
        sa.Column("duration_s", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), server_default="", nullable=False),
        sa.Column("last_key", sa.String(), server_default="", nullable=False),
        sa.Column("extra", postgresql.JSONB(astext_type=sa.Text()), server_default="[]", nullable=False),
        sa.Column("exceptions", postgresql.JSONB(astext_type=sa.Text()), server_default="{}", nullable=False),
        sa.Column("remind_minutes", sa.ARRAY(sa.Integer()), nullable=True),
        sa.Column("is_busy", sa.Boolean(), server_default=sa.text("true"), nullable=False),
        sa.Column("begins_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=True),
        sa.Column("revision", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", UtcDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("updated_at", UtcDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("deleted_at", UtcDateTime(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "NOT is_all_day OR (starts = date_trunc('day', starts) AND duration_s > 0 AND mod(duration_s, 86400) = 0)",
            name=op.f("ck_events_all_day"),
        ),
        sa.CheckConstraint(
            "jsonb_typeof(extra) = 'array' AND jsonb_typeof(exceptions) = 'object'", name=op.f("ck_events_recurrence")
        ),
        sa.CheckConstraint("rule <> '' OR last_key = ''", name=op.f("ck_events_rule")),
        sa.CheckConstraint("zone <> ''", name=op.f("ck_events_zone")),
        sa.CheckConstraint("duration_s >= 0", name=op.f("ck_events_duration")),
        sa.CheckConstraint("ends_at >= begins_at", name=op.f("ck_events_span")),
        sa.CheckConstraint("importance BETWEEN 1 AND 10", name=op.f("ck_events_importance")),
        sa.CheckConstraint("length(title) BETWEEN 1 AND 500", name=op.f("ck_events_title")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_events_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sa.UniqueConstraint("person_id", "uid", name=op.f("uq_events_person_id_uid")),
    )
    op.create_index(op.f("ix_events_person_id"), "events", ["person_id"], unique=False)
    op.create_index(
        "ix_events_person_id_begins_at",
        "events",
        ["person_id", "begins_at", "ends_at"],
        unique=False,
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "tasks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("list_name", sa.String(), server_default="tasks", nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("importance", sa.Integer(), server_default="5", nullable=False),
        sa.Column("created_at", UtcDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("dropped_at", UtcDateTime(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("done_at IS NULL OR dropped_at IS NULL", name=op.f("ck_tasks_state")),
        sa.CheckConstraint("importance BETWEEN 1 AND 10", name=op.f("ck_tasks_importance")),
        sa.CheckConstraint("length(list_name) BETWEEN 1 AND 60", name=op.f("ck_tasks_list_name")),
        sa.CheckConstraint("length(text) BETWEEN 1 AND 500", name=op.f("ck_tasks_text")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_tasks_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
    )
    op.create_index(op.f("ix_tasks_person_id"), "tasks", ["person_id"], unique=False)
    op.create_table(
        "reminders",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), server_default="", nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), server_default="", nullable=False),
        sa.Column("starts", sa.DateTime(), nullable=True),
        sa.Column("event_id", sa.Uuid(), nullable=True),
        sa.Column("begins_at", UtcDateTime(), nullable=True),
        sa.Column("begins_on", sa.Date(), nullable=True),
        sa.Column("set_for_s", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), server_default="waiting", nullable=False),
        sa.Column("claimed_until", UtcDateTime(), nullable=True),
        sa.Column("claimed_by", sa.String(), server_default="", nullable=False),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("told_at", UtcDateTime(), nullable=True),
        sa.Column("told_by", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", UtcDateTime(), server_default=sa.text("now()"), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("(kind = 'event') = (event_id IS NOT NULL)", name=op.f("ck_reminders_event")),
        sa.CheckConstraint("(kind = 'timer') = (set_for_s IS NOT NULL)", name=op.f("ck_reminders_timer")),
        sa.CheckConstraint("(rule <> '') = (starts IS NOT NULL)", name=op.f("ck_reminders_rule")),
        sa.CheckConstraint("(state = 'telling') = (claimed_until IS NOT NULL)", name=op.f("ck_reminders_claim")),
        sa.CheckConstraint("kind IN ('reminder', 'timer', 'alarm', 'event')", name=op.f("ck_reminders_kind")),
        sa.CheckConstraint(
            "state IN ('waiting', 'telling', 'kept', 'told', 'done', 'cancelled')", name=op.f("ck_reminders_state")
        ),
        sa.CheckConstraint("told_by IN ('', 'voice', 'text', 'mail')", name=op.f("ck_reminders_told_by")),
        sa.CheckConstraint("length(text) <= 500", name=op.f("ck_reminders_text")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_reminders_event_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_reminders_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
    )
    op.create_index(
        "ix_reminders_due_at",
        "reminders",
        ["due_at"],
        unique=False,
        postgresql_where=sa.text("state IN ('waiting', 'telling')"),
    )
    op.create_index(op.f("ix_reminders_event_id"), "reminders", ["event_id"], unique=False)
    op.create_index(op.f("ix_reminders_person_id"), "reminders", ["person_id"], unique=False)
