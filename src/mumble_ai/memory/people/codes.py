"""One-time codes: short enough to be said, and good for too short a time to be guessed."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from mumble_ai.storage.ids import new_id
from mumble_ai.storage.tables import OneTimeCode, WrongCode

DIGITS: Final = 6
_NOT_A_DIGIT: Final = re.compile(r"\D+")

Purpose = Literal["link", "owner"]


@dataclass(frozen=True, slots=True)
class CodePolicy:
    """How hard a code is to guess: at most `most_wrong_in_all` of a million tries while it is good.

    Attributes:
        good_for: How long a code can be used.
        counted: How long a wrong code is held against whoever said it.
        most_wrong: Wrong codes of one person after which no code of theirs is looked at for that time.
        most_wrong_in_all: Wrong codes of everybody together after which none is.
    """

    good_for: timedelta = timedelta(minutes=5)
    counted: timedelta = timedelta(minutes=10)
    most_wrong: int = 5
    most_wrong_in_all: int = 30


@dataclass(frozen=True, slots=True)
class Code:
    """A code as it is told, once.

    Attributes:
        digits: `DIGITS` of them.
    """

    digits: str
    expires_at: datetime

    @property
    def spoken(self) -> str:
        """Digit by digit, in two groups, so that it can be followed."""
        half = DIGITS // 2
        return ", ".join(" ".join(group) for group in (self.digits[:half], self.digits[half:]))


def digits_in(text: str) -> str:
    """The digits of what somebody typed, or of what was heard, whatever is between them."""
    return _NOT_A_DIGIT.sub("", text)


def is_code(text: str) -> bool:
    """Whether a text has the shape of a code."""
    return len(digits_in(text)) == DIGITS


async def make(session: AsyncSession, purpose: Purpose, asker: UUID | None, now: datetime, policy: CodePolicy) -> Code:
    """A new code; an older one for the same purpose of the same asker is good no longer."""
    await session.execute(delete(OneTimeCode).where(OneTimeCode.expires_at <= now))
    before = OneTimeCode.person_id == asker if asker else OneTimeCode.person_id.is_(None)
    await session.execute(delete(OneTimeCode).where(OneTimeCode.purpose == purpose, before))
    while True:
        digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
        expires_at = now + policy.good_for
        row = {"id": new_id(), "purpose": purpose, "person_id": asker, "made_at": now, "expires_at": expires_at}
        made = insert(OneTimeCode).values(row | {"digest": _digest(digits)}).on_conflict_do_nothing()
        if await session.scalar(made.returning(OneTimeCode.id)):
            return Code(digits, expires_at)


async def find(session: AsyncSession, text: str, now: datetime) -> OneTimeCode | None:
    """The code that is meant, kept from anybody else until the transaction ends."""
    wanted = select(OneTimeCode).where(OneTimeCode.digest == _digest(digits_in(text)), OneTimeCode.expires_at > now)
    return await session.scalar(wanted.with_for_update())


async def may_try(session: AsyncSession, person_id: UUID, now: datetime, policy: CodePolicy) -> bool:
    """Whether a code of this person is looked at, after the wrong ones of late."""
    recent = WrongCode.tried_at > now - policy.counted
    theirs = func.count().filter(WrongCode.person_id == person_id)
    mine, everybodys = (await session.execute(select(theirs, func.count()).where(recent))).one()
    return mine < policy.most_wrong and everybodys < policy.most_wrong_in_all


async def note_wrong(session: AsyncSession, person_id: UUID, now: datetime, policy: CodePolicy) -> None:
    """Holds a wrong code against whoever said it."""
    await session.execute(delete(WrongCode).where(WrongCode.tried_at <= now - policy.counted))
    session.add(WrongCode(id=new_id(), person_id=person_id, tried_at=now))


def _digest(digits: str) -> str:
    return hashlib.sha256(digits.encode()).hexdigest()
