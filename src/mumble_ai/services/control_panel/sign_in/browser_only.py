"""What a person does in a browser, and no program with a key of theirs."""

from mumble_ai.accounts.account import Account
from mumble_ai.web.errors import ApiError


def refuse_key(account: Account) -> None:
    """Lets browsers pass: a key must not be able to keep its way in when it is taken away.

    Raises:
        ApiError: 403, it is a key.
    """
    if account.by_key:
        raise ApiError(403, "sign in with a browser for this; a key may not", code="session_needed")
