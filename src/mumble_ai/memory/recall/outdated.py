"""Which messages tell only what has been replaced since."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.storage.tables import FactRow, FactSource


async def outdated_among(session: AsyncSession, message_ids: Collection[UUID]) -> set[UUID]:
    """Those of these messages whose facts have all ended or been withdrawn."""
    holds = and_(FactRow.valid_until.is_(None), FactRow.withdrawn_at.is_(None))
    told = (
        select(FactSource.message_id)
        .join(FactRow, FactRow.id == FactSource.fact_id)
        .where(FactSource.message_id.in_(message_ids))
        .group_by(FactSource.message_id)
        .having(~func.bool_or(holds))
    )
    return set(await session.scalars(told))
