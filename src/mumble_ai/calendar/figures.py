"""How much is planned: figures without what it is."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select

from mumble_ai.storage.database import Database
from mumble_ai.storage.tables import EventRow


async def events_planned(db: Database, person_id: UUID | None, now: datetime) -> int:
    """How many events are not over; one that repeats counts once.

    Args:
        person_id: Whose; None for everybody's together.

    Raises:
        DatabaseUnavailable: PostgreSQL can't be used now.
    """
    is_ahead = or_(EventRow.ends_at.is_(None), EventRow.ends_at > now)
    counting = select(func.count(EventRow.id)).where(EventRow.deleted_at.is_(None), is_ahead)
    opened = (
        db.everybody("counts for the owner, without what is planned") if person_id is None else db.person(person_id)
    )
    async with opened as session:
        return await session.scalar(counting) or 0
