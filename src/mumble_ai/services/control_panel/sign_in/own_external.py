"""Another server's sign-in that opens one's account: taken away here, added by going there (`other_servers`)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from mumble_ai.accounts.account import Account
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.sign_in.browser_only import refuse_key
from mumble_ai.web.errors import ApiError


def routes(panel: Panel) -> APIRouter:
    """The endpoint."""
    router = APIRouter(prefix="/api/v1/account/external", tags=["account"])
    accounts = panel.accounts

    @router.delete("/{external_id}", status_code=204)
    async def unlink_external(account: Annotated[Account, Depends(panel.guard.member)], external_id: UUID) -> None:
        """Has another server's sign-in open the account no longer."""
        refuse_key(account)
        linked = {row.id: row for row in await accounts.arrivals.of(account.id)}
        if external_id not in linked:
            raise ApiError(404, "no such sign-in opens your account", code="not_found")
        info = await accounts.info(account.id)
        if info and not info.has_password and len(linked) == 1:
            raise ApiError(409, "set a password first: nothing else would open your account", code="refused")
        await accounts.arrivals.link(external_id, None)
        issuer = linked[external_id].issuer
        await accounts.audit.note(account, "external.unlinked", account.sign_in_name, issuer=issuer)

    _ = unlink_external
    return router
