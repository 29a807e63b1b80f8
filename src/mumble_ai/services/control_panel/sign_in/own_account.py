"""One's own account: what one is called and how one reads times, the password, the browsers that are signed in."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID
from zoneinfo import available_timezones

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from mumble_ai.accounts.account import Account
from mumble_ai.accounts.accounts import AccountRefused
from mumble_ai.accounts.passwords import TooBusy
from mumble_ai.accounts.sign_in_limits import SignInLimits, TooMany
from mumble_ai.memory.people.preferences import BadPreference, Change
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.storage.rate_limits import RateLimits
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


class PasswordChange(BaseModel):
    """A new password.

    Attributes:
        current: The one until now; empty where there is none yet.
    """

    current: Typed
    new: Typed


class OpenSession(BaseModel):
    """A browser that is signed in.

    Attributes:
        is_this: Whether it is the one that asks.
    """

    id: UUID
    browser: str
    address: str
    created_at: datetime
    last_seen_at: datetime
    is_this: bool


class Ended(BaseModel):
    """How many sessions were ended."""

    ended: int


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1/account", tags=["account"])
    accounts, audit = panel.accounts, panel.accounts.audit
    limits = SignInLimits(RateLimits(panel.household.stores.redis))

    @router.get("")
    async def own_account(account: Annotated[Account, Depends(panel.guard.member)]) -> OwnAccount:
        """One's own account."""
        return await _own(panel, account)

    @router.patch("")
    async def change_own_account(
        account: Annotated[Account, Depends(panel.guard.member)], body: OwnChange
    ) -> OwnAccount:
        """Changes what one is called, how one reads times, what one types to sign in."""
        wanted = body.model_dump(exclude_none=True, exclude={"sign_in_name"})
        try:
            if wanted:
                await panel.household.parts.preferences.change(account.person.id, Change(**wanted))
            if body.sign_in_name is not None:
                _refuse_key(account)
                await accounts.rename(account.id, body.sign_in_name)
        except (BadPreference, AccountRefused) as error:
            raise ApiError(400, str(error), code="refused") from error
        await audit.note(account, "account.changed", account.sign_in_name, changed=sorted(body.model_fields_set))
        return await _own(panel, account)

    @router.post("/password", status_code=204)
    async def change_password(account: Annotated[Account, Depends(panel.guard.member)], body: PasswordChange) -> None:
        """Changes the password; every other browser has to sign in again."""
        _refuse_key(account)
        try:
            await limits.before_password(account.sign_in_name, account.address)
            await _check_current(panel, account, body.current)
            await accounts.set_password(account.id, body.new, keep_session=account.session_id)
        except TooMany as error:
            message = "there were too many attempts; try again later"
            raise ApiError(429, message, code="too_many_attempts", retry_s=error.wait_s) from error
        except TooBusy as error:
            raise ApiError(503, str(error), code="busy", retry_s=2) from error
        except AccountRefused as error:
            raise ApiError(400, str(error), code="refused", param="new") from error
        await audit.note(account, "account.password_changed", account.sign_in_name)

    @router.get("/sessions")
    async def sessions(account: Annotated[Account, Depends(panel.guard.member)]) -> list[OpenSession]:
        """The browsers that are signed in, the last used first."""
        return [
            OpenSession(
                id=row.id,
                browser=row.user_agent,
                address=row.address,
                created_at=row.created_at,
                last_seen_at=row.last_seen_at,
                is_this=row.id == account.session_id,
            )
            for row in await accounts.sessions.of(account.id)
        ]

    @router.delete("/sessions/{session_id}", status_code=204)
    async def end_session(account: Annotated[Account, Depends(panel.guard.member)], session_id: UUID) -> None:
        """Signs one of one's browsers out."""
        if not await accounts.sessions.end(account.id, session_id):
            raise ApiError(404, "you have no such session", code="not_found")
        await audit.note(account, "session.ended", str(session_id))

    @router.delete("/sessions")
    async def end_other_sessions(account: Annotated[Account, Depends(panel.guard.member)]) -> Ended:
        """Signs all of one's browsers out but this one."""
        ended = await accounts.sessions.end_all(account.id, but=account.session_id)
        await audit.note(account, "session.ended", "all others", ended=ended)
        return Ended(ended=ended)

    @router.delete("/external/{external_id}", status_code=204)
    async def unlink_external(account: Annotated[Account, Depends(panel.guard.member)], external_id: UUID) -> None:
        """Has another server's sign-in open the account no longer."""
        _refuse_key(account)
        linked = await accounts.arrivals.of(account.id)
        if external_id not in {row.id for row in linked}:
            raise ApiError(404, "no such sign-in opens your account", code="not_found")
        info = await accounts.info(account.id)
        if info and not info.has_password and len(linked) == 1:
            raise ApiError(409, "set a password first: nothing else would open your account", code="refused")
        await accounts.arrivals.link(external_id, None)
        await audit.note(account, "external.unlinked", str(external_id))

    _ = own_account, change_own_account, change_password, sessions, end_session, end_other_sessions, unlink_external
    return router


def _refuse_key(account: Account) -> None:
    """A key must not be able to keep its way in when it is taken away."""
    if account.by_key:
        raise ApiError(403, "sign in with a browser for this; a key may not", code="session_needed")


async def _check_current(panel: Panel, account: Account, current: str) -> None:
    info = await panel.accounts.info(account.id)
    if info is not None and not info.has_password:
        return
    if await panel.accounts.matching(account.sign_in_name, current) is None:
        raise ApiError(400, "the current password is wrong", code="wrong_credentials", param="current")


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
