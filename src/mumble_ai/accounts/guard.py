"""What an endpoint asks before it answers."""

from __future__ import annotations

from typing import Protocol

from starlette.requests import HTTPConnection

from mumble_ai.accounts.account import Account


class Guard(Protocol):
    """Finds out whose request it is.

    Both methods are FastAPI dependencies: `account: Annotated[Account, Depends(guard.member)]`.
    """

    async def member(self, connection: HTTPConnection) -> Account:
        """The account that is signed in, or whose key was sent.

        Raises:
            ApiError: 401 for nobody, 403 for a request that changes something without the session's CSRF token, 503
                while accounts can't be read.
        """
        ...

    async def owner(self, connection: HTTPConnection) -> Account:
        """Like `member`, for what only an owner may see or change.

        Raises:
            ApiError: As `member`; 403 for everybody else.
        """
        ...
