"""Sign-in: how long it lasts, whom a proxy or another server vouches for."""

from __future__ import annotations

from pydantic import Field

from mumble_ai.settings.kinds import OptionalUrl, Secret, Section


class SignInSettings(Section):
    """Accounts, sessions, and the record of what was changed."""

    session_idle_days: int = Field(
        14, ge=1, le=365, description="A browser that was not used for so many days has to sign in again."
    )
    session_max_days: int = Field(90, ge=1, le=3650, description="And in any case after so many days.")
    audit_retention_days: int = Field(
        365, ge=1, le=36_500, description="How long the record of what was changed and deleted is kept."
    )
    trusted_proxies: str = Field(
        "",
        description="Addresses of reverse proxies, with commas, whose word is taken for who asks and by which protocol"
        " (`X-Forwarded-For`, `X-Forwarded-Proto`).",
    )
    oidc_issuer: OptionalUrl = Field(
        "", description="Server that signs people in by OpenID Connect, such as `https://id.example.org`; empty: none."
    )
    oidc_client_id: str = Field("", description="What that server calls this one.")
    oidc_client_secret: Secret = Field("", description="Secret that goes with it; empty for a public client.")
    oidc_title: str = Field("", max_length=60, description="What the button says, such as `Example ID`.")
