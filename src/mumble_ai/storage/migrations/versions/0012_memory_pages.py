"""Who lets an owner read their memory, and what personas were before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "memory_sharing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("shared_at", sa.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_memory_sharing_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memory_sharing")),
        sa.UniqueConstraint("person_id", name=op.f("uq_memory_sharing_person_id")),
    )
    op.create_index(op.f("ix_memory_sharing_person_id"), "memory_sharing", ["person_id"])
    op.create_table(
        "persona_versions",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("made_at", sa.TIMESTAMP(timezone=True), server_default=sa.func.now(), nullable=False),
        sa.ForeignKeyConstraint(["name"], ["personas.name"], name=op.f("fk_persona_versions_name"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("name", "number", name=op.f("pk_persona_versions")),
    )
    op.execute(_FIRST_VERSIONS)


_FIRST_VERSIONS = """
INSERT INTO persona_versions (name, number, text, origin, made_at)
SELECT name, 1, text_before, 'written', changed_at - interval '1 second' FROM personas WHERE text_before <> ''
UNION ALL
SELECT name, CASE WHEN text_before <> '' THEN 2 ELSE 1 END, text, origin, changed_at FROM personas
"""
