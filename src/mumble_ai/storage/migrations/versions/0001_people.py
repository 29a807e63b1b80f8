"""People and how they are known."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from mumble_ai.storage.base import UtcDateTime

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), server_default="member", nullable=False),
        sa.Column("time_zone", sa.String(), server_default="", nullable=False),
        sa.Column("language", sa.String(), server_default="", nullable=False),
        sa.Column("clock", sa.Integer(), server_default="0", nullable=False),
        sa.Column("voice", sa.String(), server_default="", nullable=False),
        sa.Column("reminded_by", sa.String(), server_default="voice", nullable=False),
        sa.Column("mail", sa.String(), server_default="", nullable=False),
        sa.Column("created_at", UtcDateTime(), server_default=sa.func.now(), nullable=False),
        sa.Column("last_seen_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("role IN ('owner', 'member', 'guest')", name=op.f("ck_people_role")),
        sa.CheckConstraint("clock IN (0, 12, 24)", name=op.f("ck_people_clock")),
        sa.CheckConstraint("reminded_by IN ('voice', 'text', 'mail')", name=op.f("ck_people_reminded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    op.create_table(
        "identities",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("created_at", UtcDateTime(), server_default=sa.func.now(), nullable=False),
        sa.Column("last_seen_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_identities_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identities")),
        sa.UniqueConstraint("kind", "value", name=op.f("uq_identities_kind_value")),
    )
    op.create_index(op.f("ix_identities_person_id"), "identities", ["person_id"])
