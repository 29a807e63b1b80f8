"""Signing in: by password, by an invitation or a code that make an account, by another server's word."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from mumble_ai.accounts.account import Account
from mumble_ai.accounts.accounts import AccountRefused, Accounts, checked_account
from mumble_ai.accounts.sign_in_limits import SignInLimits
from mumble_ai.memory.people.linking import CodeRefused, Linking


class WrongCredentials(Exception):
    """Name or password is wrong; which one is not told."""


class NotInvited(Exception):
    """An invitation or a code opens nothing; the message says why."""


class SignIn:
    """What somebody who is not signed in can do."""

    def __init__(self, accounts: Accounts, linking: Linking, limits: SignInLimits) -> None:
        self._accounts = accounts
        self._linking = linking
        self._limits = limits

    async def with_password(self, sign_in_name: str, password: str, address: str) -> Account:
        """The account that they open.

        Raises:
            WrongCredentials: None.
            TooMany: It was tried too often.
            TooBusy: Too many try at once.
            DatabaseUnavailable: It can't be told.
        """
        await self._limits.before_password(sign_in_name, address)
        account = await self._accounts.matching(sign_in_name, password)
        if account is None:
            known = await self._accounts.named(sign_in_name)
            if known is not None:
                # Nobody knows who it was: only whose account they tried.
                await self._accounts.audit.note(None, "sign_in.failed", str(known.account.id), address=address)
            raise WrongCredentials
        return account

    async def join(self, secret: str, sign_in_name: str, password: str, address: str) -> Account:
        """Makes the account of whoever an invitation, or a code that the assistant told, is for.

        Raises:
            NotInvited: The secret is wrong, used up or too old.
            AccountRefused: The name or password won't do; the secret is still good.
            TooMany: It was tried too often.
            TooBusy: Too many try at once.
            DatabaseUnavailable: Nothing was done.
        """
        await self._limits.before_code(address)
        checked_account(sign_in_name, password)
        if await self._accounts.named(sign_in_name) is not None:
            raise AccountRefused(f"the sign-in name {sign_in_name!r} is taken")
        person_id = await self._accounts.invitations.take(secret)
        invited_by = await self._accounts.audit.last_by("account.invited", str(person_id)) if person_id else None
        if person_id is None:
            person_id = await self._claimed(secret)
        account = await self._accounts.add(person_id, sign_in_name, password)
        noted = {"invited_by": str(invited_by)} if invited_by else {}
        joined = replace(account, address=address)
        await self._accounts.audit.note(joined, "account.made", account.sign_in_name, **noted)
        return account

    async def _claimed(self, code: str) -> UUID:
        try:
            return (await self._linking.claim(code)).id
        except CodeRefused as error:
            message = "that invitation or code is wrong, used up or too old; ask for a new one"
            raise NotInvited(message) from error
