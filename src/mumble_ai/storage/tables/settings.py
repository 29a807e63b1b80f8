"""Settings that the owner saved, and every change of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Identity, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from mumble_ai.storage.base import Base, OfNobody


class SavedSettingRow(OfNobody, Base):
    """A setting as it was saved last; one that is not here has its default.

    Attributes:
        key: The field of the settings.
        value: As JSON; a secret is sealed.
        previous: What was saved before; null where that was nothing.
        changed_by: The sign-in name of the account.
    """

    __tablename__ = "saved_settings"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(JSONB)
    previous: Mapped[Any] = mapped_column(JSONB(none_as_null=True), nullable=True)
    changed_by: Mapped[str]
    changed_at: Mapped[datetime] = mapped_column(server_default=func.now())


class SettingChangeRow(OfNobody, Base):
    """One saving of one or several settings; the newest number is the version of what is saved.

    Attributes:
        changes: Field to `[before, after]`, as in `SavedSettingRow.value`; null means not saved.
        undoes: The change that this one took back.
    """

    __tablename__ = "setting_changes"

    number: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    changes: Mapped[dict[str, Any]] = mapped_column(JSONB)
    changed_by: Mapped[str]
    changed_at: Mapped[datetime] = mapped_column(server_default=func.now())
    undoes: Mapped[int | None] = mapped_column(BigInteger)
