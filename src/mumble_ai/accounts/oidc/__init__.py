"""Signing in by another server's word: OpenID Connect, code flow with PKCE."""
