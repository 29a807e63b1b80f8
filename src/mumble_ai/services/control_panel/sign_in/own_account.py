"""One's own account: what one is called, how one reads times, what one types to sign in."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID
from zoneinfo import available_timezones

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from mumble_ai.accounts.account import Account
from mumble_ai.accounts.accounts import AccountRefused
from mumble_ai.memory.people.preferences import BadPreference, Change
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.sign_in.browser_only import refuse_key
from mumble_ai.web.errors import ApiError

Typed = Annotated[str, Field(max_length=300)]


class ExternalView(BaseModel):
    """Another server's sign-in that opens the account."""

    id: UUID
    issuer: str
    shown_name: str
    mail: str


class OwnAccount(BaseModel):
    """What the account page shows.

    Attributes:
        time_zone: IANA name; empty for the assistant's own.
        language: ISO 639-1; empty where it is detected.
        clock: 12 or 24; 0 for what is usual in the language.
    """

    sign_in_name: str
    name: str
    time_zone: str
    house_time_zone: str
    language: str
    clock: Literal[0, 12, 24]
    has_password: bool
    created_at: datetime
    external: list[ExternalView]
    time_zones: list[str]


class OwnChange(BaseModel):
    """What is to be different; what is left out stays."""

    name: Annotated[str, Field(min_length=1, max_length=80)] | None = None
    time_zone: Typed | None = None
    language: Annotated[str, Field(pattern=r"^([a-z]{2,3})?$")] | None = None
    clock: Literal[0, 12, 24] | None = None
    sign_in_name: Typed | None = None


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1/account", tags=["account"])

    @router.get("")
    async def own_account(account: Annotated[Account, Depends(panel.guard.member)]) -> OwnAccount:
        """One's own account."""
        return await _own(panel, account)

    @router.patch("")
    async def change_own_account(
        account: Annotated[Account, Depends(panel.guard.member)], body: OwnChange
    ) -> OwnAccount:
        """Changes what one is called, how one reads times, what one types to sign in."""
        await _change(panel, account, body)
        return await _own(panel, account)

    _ = own_account, change_own_account
    return router


async def _change(panel: Panel, account: Account, body: OwnChange) -> None:
    wanted = body.model_dump(exclude_none=True, exclude={"sign_in_name"})
    try:
        if wanted:
            await panel.household.parts.preferences.change(account.person.id, Change(**wanted))
        if body.sign_in_name is not None:
            refuse_key(account)
            await panel.accounts.rename(account.id, body.sign_in_name)
    except (BadPreference, AccountRefused) as error:
        raise ApiError(400, str(error), code="refused") from error
    changed = sorted(body.model_fields_set)
    await panel.accounts.audit.note(account, "account.changed", account.sign_in_name, changed=changed)


async def _own(panel: Panel, account: Account) -> OwnAccount:
    info = await panel.accounts.info(account.id)
    if info is None:
        raise ApiError(404, "this account is no more", code="not_found")
    chosen = await panel.household.parts.preferences.chosen(account.person.id)
    return OwnAccount(
        sign_in_name=info.account.sign_in_name,
        name=info.account.person.name,
        time_zone=chosen.time_zone,
        house_time_zone=panel.household.people.time_zone,
        language=chosen.language,
        clock=chosen.clock,
        has_password=info.has_password,
        created_at=info.created_at,
        external=[
            ExternalView(id=row.id, issuer=row.issuer, shown_name=row.shown_name, mail=row.mail)
            for row in await panel.accounts.arrivals.of(account.id)
        ],
        time_zones=sorted(available_timezones()),
    )
