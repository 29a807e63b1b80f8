"""Accounts of people, how they sign in, keys of programs, and the record of what was changed.

Only the account itself belongs to a person; what hangs on it goes with it, and never into what a person takes along.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from mumble_ai.storage.base import Base, OwnedByPerson
from mumble_ai.storage.ids import new_id


class AccountRow(OwnedByPerson, Base):
    """What somebody signs in with.

    Attributes:
        sign_in_name: What they type; in the form that is compared.
        is_closed: Whether it opens nothing now.
    """

    __tablename__ = "accounts"
    __table_args__ = (UniqueConstraint("sign_in_name"), CheckConstraint("sign_in_name <> ''", name="sign_in_name"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    sign_in_name: Mapped[str]
    is_closed: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
    last_sign_in_at: Mapped[datetime | None]


class AccountPassword(Base):
    """The password of an account that has one.

    Attributes:
        password_hash: Argon2id, with its parameters.
    """

    __tablename__ = "account_passwords"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    password_hash: Mapped[str]
    changed_at: Mapped[datetime] = mapped_column(server_default=func.now())


class AccountSession(Base):
    """A browser that is signed in.

    Attributes:
        token_hash: SHA-256 of what its cookie holds.
        former_token_hash: The same of the cookie before the last rotation; requests under way still send it.
        csrf_token: What a request that changes something must send besides.
        address: Where it was last used from.
        user_agent: What the browser says it is.
        expires_at: When it ends, however much it is used.
    """

    __tablename__ = "account_sessions"
    __table_args__ = (
        UniqueConstraint("token_hash"),
        Index("ix_account_sessions_former_token_hash", "former_token_hash"),
        Index("ix_account_sessions_expires_at", "expires_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str]
    former_token_hash: Mapped[str | None]
    csrf_token: Mapped[str]
    address: Mapped[str] = mapped_column(default="", server_default="")
    user_agent: Mapped[str] = mapped_column(default="", server_default="")
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    rotated_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class ApiKeyRow(Base):
    """A key with which a program acts for an account.

    Attributes:
        name: What its person calls that program.
        key_hash: SHA-256 of the key; the key itself is shown once and kept nowhere.
        ending: The last characters of the key, to tell it from others.
        scope: `read`: looks things up; `write`: changes what belongs to its person; `admin`: all its person may.
    """

    __tablename__ = "api_keys"
    __table_args__ = (
        UniqueConstraint("key_hash"),
        UniqueConstraint("account_id", "name"),
        CheckConstraint("scope IN ('read', 'write', 'admin')", name="scope"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    key_hash: Mapped[str]
    ending: Mapped[str]
    scope: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class InvitationRow(Base):
    """A secret with which somebody makes the account of a person, once.

    Attributes:
        token_hash: SHA-256 of the secret.
    """

    __tablename__ = "account_invitations"
    __table_args__ = (UniqueConstraint("person_id"), UniqueConstraint("token_hash"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"))
    token_hash: Mapped[str]
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class ExternalSignIn(Base):
    """Somebody that another server (OpenID Connect) vouches for.

    Attributes:
        issuer: That server.
        subject: Its name for them, which never changes.
        shown_name: What it calls them.
        mail: The mail address it tells.
        account_id: What it opens here; None until an owner says so.
    """

    __tablename__ = "external_sign_ins"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    issuer: Mapped[str]
    subject: Mapped[str]
    shown_name: Mapped[str] = mapped_column(default="", server_default="")
    mail: Mapped[str] = mapped_column(default="", server_default="")
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    arrived_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]


class OidcFlow(Base):
    """Somebody who was sent to that server and has not come back yet.

    Attributes:
        state_hash: SHA-256 of what comes back with them.
        browser_hash: SHA-256 of the cookie of the browser that was sent.
        account_id: Whose account is to be linked; None where somebody signs in.
        return_to: Path of the page they wanted.
    """

    __tablename__ = "oidc_flows"
    __table_args__ = (Index("ix_oidc_flows_expires_at", "expires_at"),)

    state_hash: Mapped[str] = mapped_column(primary_key=True)
    browser_hash: Mapped[str]
    nonce: Mapped[str]
    code_verifier: Mapped[str]
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    return_to: Mapped[str]
    expires_at: Mapped[datetime]


class AuditRow(Base):
    """Something that was changed or deleted.

    Attributes:
        account_id: Who did it; None for the terminal, and where that account is no more.
        key_name: The API key it was done with; empty for a browser.
        action: What was done, such as `settings.changed`.
        subject: What it was done to.
        details: More, for reading; no secrets.
        address: Where from; empty for the terminal.
    """

    __tablename__ = "audit_log"
    __table_args__ = (Index("ix_audit_log_action_id", "action", "id"), Index("ix_audit_log_happened_at", "happened_at"))

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    happened_at: Mapped[datetime]
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id", ondelete="SET NULL"), index=True)
    key_name: Mapped[str] = mapped_column(default="", server_default="")
    action: Mapped[str]
    subject: Mapped[str] = mapped_column(default="", server_default="")
    details: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict, server_default="{}")
    address: Mapped[str] = mapped_column(default="", server_default="")
