"""Jobs (the tables of Procrastinate), vectors and what the vector index is to be told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from procrastinate.schema import migrations_path

revision = "0008"
down_revision = "0007"

JOBS_UP_TO = "03.04.00_50"
"""Procrastinate's own last step that belongs to this one; a later one of ours runs what it adds later."""


def upgrade() -> None:
    _make_jobs()
    op.create_table(
        "vectors",
        sa.Column("space", sa.String(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("values", sa.LargeBinary(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_vectors_person_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("space", "item_id", name=op.f("pk_vectors")),
    )
    op.create_index(op.f("ix_vectors_person_id"), "vectors", ["person_id"])
    op.create_table(
        "vector_changes",
        sa.Column("number", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("space", sa.String(), server_default="", nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("kind IN ('put', 'remove')", name=op.f("ck_vector_changes_kind")),
        sa.CheckConstraint(
            "kind = 'remove' OR (item_id IS NOT NULL AND space <> '')", name=op.f("ck_vector_changes_what")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_vector_changes")),
    )
    op.execute(_NOTE_REMOVED)


_NOTE_REMOVED = """
CREATE FUNCTION note_removed_vectors() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO vector_changes (kind, space, person_id, item_id)
    SELECT 'remove', space, person_id, item_id FROM removed;
    RETURN NULL;
END;
$$;
CREATE TRIGGER note_removed_vectors AFTER DELETE ON vectors
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION note_removed_vectors();
"""


def _make_jobs() -> None:
    connection = op.get_bind().connection.driver_connection
    assert connection is not None
    for step in sorted(migrations_path.glob("*.sql")):
        if step.name <= f"{JOBS_UP_TO}~":
            # Without parameters psycopg sends several statements as they are, `%` and all.
            connection.execute(step.read_bytes())
