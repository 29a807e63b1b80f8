"""API keys: made, shown once, and taken away."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import AwareDatetime, BaseModel, Field

from mumble_ai.accounts.account import Account
from mumble_ai.accounts.api_keys import LONGEST_NAME, KeyRefused, Scope
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.sign_in.browser_only import refuse_key
from mumble_ai.storage.tables import ApiKeyRow
from mumble_ai.web.errors import ApiError


class KeyView(BaseModel):
    """A key as it can be shown again.

    Attributes:
        ending: Its last characters, to tell it from others.
    """

    id: UUID
    name: str
    scope: Scope
    ending: str
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None
    is_good: bool


class NewKey(BaseModel):
    """A key to be made.

    Attributes:
        expires_at: Until when it is good; left out for ever.
    """

    name: Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
    scope: Scope = Scope.READ
    expires_at: AwareDatetime | None = None


class MadeKey(BaseModel):
    """A new key.

    Attributes:
        secret: The key itself. It is told this once and kept nowhere.
    """

    key: KeyView
    secret: str


def routes(panel: Panel) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api/v1/keys", tags=["keys"])
    keys, audit = panel.accounts.keys, panel.accounts.audit

    @router.get("")
    async def api_keys(account: Annotated[Account, Depends(panel.guard.member)]) -> list[KeyView]:
        """One's own keys, the newest first."""
        return [_view(row) for row in await keys.of(account.id)]

    @router.post("", status_code=201)
    async def make_api_key(account: Annotated[Account, Depends(panel.guard.member)], body: NewKey) -> MadeKey:
        """Makes a key; the answer shows it, this one time."""
        refuse_key(account)
        if body.scope is Scope.ADMIN and not account.is_owner:
            raise ApiError(403, "only an owner makes keys with the scope admin", code="owner_needed")
        try:
            row, secret = await keys.create(account.id, body.name, body.scope, expires_at=body.expires_at)
        except KeyRefused as error:
            raise ApiError(400, str(error), code="refused", param="name") from error
        await audit.note(account, "key.made", row.name, scope=row.scope)
        return MadeKey(key=_view(row), secret=secret)

    @router.post("/{key_id}/revoke")
    async def revoke_api_key(account: Annotated[Account, Depends(panel.guard.member)], key_id: UUID) -> KeyView:
        """Makes a key open nothing any more."""
        refuse_key(account)
        row = await keys.revoke(account.id, key_id)
        if row is None:
            raise ApiError(404, "you have no such key", code="not_found")
        await audit.note(account, "key.revoked", row.name)
        return _view(row)

    @router.delete("/{key_id}", status_code=204)
    async def delete_api_key(account: Annotated[Account, Depends(panel.guard.member)], key_id: UUID) -> None:
        """Deletes a key that opens nothing any more."""
        refuse_key(account)
        name = next((row.name for row in await keys.of(account.id) if row.id == key_id), "")
        if not await keys.delete(account.id, key_id):
            raise ApiError(404, "you have no such key, or it is still good: revoke it first", code="not_found")
        await audit.note(account, "key.deleted", name)

    _ = api_keys, make_api_key, revoke_api_key, delete_api_key
    return router


def _view(row: ApiKeyRow) -> KeyView:
    is_over = row.expires_at is not None and row.expires_at <= datetime.now(UTC)
    return KeyView(
        id=row.id,
        name=row.name,
        scope=Scope(row.scope),
        ending=row.ending,
        created_at=row.created_at,
        expires_at=row.expires_at,
        last_used_at=row.last_used_at,
        revoked_at=row.revoked_at,
        is_good=row.revoked_at is None and not is_over,
    )
