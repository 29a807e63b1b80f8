"""One's own password."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel

from mumble_ai.accounts.account import Account
from mumble_ai.accounts.accounts import AccountRefused
from mumble_ai.accounts.passwords import TooBusy
from mumble_ai.accounts.sign_in_limits import SignInLimits, TooMany
from mumble_ai.services.control_panel.panel import Panel
from mumble_ai.services.control_panel.sign_in.browser_only import refuse_key
from mumble_ai.services.control_panel.sign_in.own_account import Typed
from mumble_ai.storage.rate_limits import RateLimits
from mumble_ai.web.errors import ApiError


class PasswordChange(BaseModel):
    """A new password.

    Attributes:
        current: The one until now; empty where there is none yet.
    """

    current: Typed
    new: Typed


def routes(panel: Panel) -> APIRouter:
    """The endpoint."""
    router = APIRouter(prefix="/api/v1/account", tags=["account"])
    limits = SignInLimits(RateLimits(panel.household.stores.redis))

    @router.post("/password", status_code=204)
    async def change_password(account: Annotated[Account, Depends(panel.guard.member)], body: PasswordChange) -> None:
        """Changes the password; every other browser has to sign in again."""
        refuse_key(account)
        try:
            await limits.before_password(account.sign_in_name, account.address)
            await _check_current(panel, account, body.current)
            await panel.accounts.set_password(account.id, body.new, keep_session=account.session_id)
        except TooMany as error:
            message = "there were too many attempts; try again later"
            raise ApiError(429, message, code="too_many_attempts", retry_s=error.wait_s) from error
        except TooBusy as error:
            raise ApiError(503, str(error), code="busy", retry_s=2) from error
        except AccountRefused as error:
            raise ApiError(400, str(error), code="refused", param="new") from error
        await panel.accounts.audit.note(account, "account.password_changed", account.sign_in_name)

    _ = change_password
    return router


async def _check_current(panel: Panel, account: Account, current: str) -> None:
    info = await panel.accounts.info(account.id)
    if info is not None and not info.has_password:
        return
    if await panel.accounts.matching(account.sign_in_name, current) is None:
        raise ApiError(400, "the current password is wrong", code="wrong_credentials", param="current")
