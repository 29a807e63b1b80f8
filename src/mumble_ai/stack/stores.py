"""Where the stores are: servers of the owner's, or ours, with passwords made at the first start."""

from __future__ import annotations

from urllib.parse import quote

from mumble_ai.settings import Settings, reachable_host
from mumble_ai.stack.secrets import kept_secret


def has_own_postgres(settings: Settings) -> bool:
    """Whether the database is in a server that `up` starts."""
    return not settings.database_url and not settings.db_host


def database_password(settings: Settings) -> str:
    """Password of the user of the database; one is made for our own server only."""
    if settings.db_password or not has_own_postgres(settings):
        return settings.db_password
    return kept_secret("database-password", settings)


def postgres_superuser_password(settings: Settings) -> str:
    """Password of the user that rules our PostgreSQL server."""
    return kept_secret("postgres-superuser-password", settings)


def database_url(settings: Settings) -> str:
    """Where the database is, password included."""
    if settings.database_url:
        return settings.database_url
    password = quote(database_password(settings), safe="")
    host = settings.db_host or reachable_host(settings.stores_bind_host)
    return f"postgresql://{settings.db_user}:{password}@{host}:{settings.db_port}/{settings.db_name}"


def redis_password(settings: Settings) -> str:
    """Password of our Redis server."""
    return settings.redis_password or kept_secret("redis-password", settings)


def redis_url(settings: Settings) -> str:
    """Where Redis is, password included."""
    if settings.redis_url:
        return settings.redis_url
    host = reachable_host(settings.stores_bind_host)
    return f"redis://:{quote(redis_password(settings), safe='')}@{host}:{settings.redis_port}/0"


def has_own_redis(settings: Settings) -> bool:
    """Whether Redis is a server that `up` starts."""
    return not settings.redis_url


def has_own_chroma(settings: Settings) -> bool:
    """Whether Chroma is a server that `up` starts."""
    return not settings.chromadb_url


def chroma_url(settings: Settings) -> str:
    """Where Chroma is."""
    return settings.chromadb_url or f"http://{reachable_host(settings.stores_bind_host)}:{settings.chromadb_port}"
