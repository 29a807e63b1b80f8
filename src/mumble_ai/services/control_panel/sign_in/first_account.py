"""The first account where nobody watches a terminal: in containers the panel makes it, and its log tells of it once."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from mumble_ai.accounts.accounts import Accounts
from mumble_ai.accounts.passwords import TooBusy
from mumble_ai.services.accounts_desk import make_first_owner
from mumble_ai.storage.database import DatabaseUnavailable

RETRY_S = 5.0


def to_the_log(text: str) -> None:
    """Prints lines for people between those of the log, which would blank a password out."""
    print(f"\n{text}\n", flush=True)


async def tell_first_account(
    accounts: Accounts, tell: Callable[[str], None] = to_the_log, *, retry_s: float = RETRY_S
) -> None:
    """Makes the owner's account where nobody has one, and tells its password; tries until the database lets it."""
    while True:
        try:
            made = await make_first_owner(accounts)
        except (DatabaseUnavailable, TooBusy):
            await asyncio.sleep(retry_s)
        else:
            break
    if made:
        tell(made)
