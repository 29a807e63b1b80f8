"""What of a calendar others of the household may see."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "calendar_sharing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("shown", sa.String(), server_default="nothing", nullable=False),
        sa.Column("colour", sa.Integer(), server_default="0", nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("shown IN ('nothing', 'times', 'details')", name=op.f("ck_calendar_sharing_shown")),
        sa.CheckConstraint("colour BETWEEN 0 AND 7", name=op.f("ck_calendar_sharing_colour")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_calendar_sharing_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_sharing")),
        sa.UniqueConstraint("person_id", name=op.f("uq_calendar_sharing_person_id")),
    )
    op.create_index(op.f("ix_calendar_sharing_person_id"), "calendar_sharing", ["person_id"])
