"""The stores: PostgreSQL, Redis, Chroma, and the service that does the jobs."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from mumble_ai.settings.kinds import Port, Secret, Section, check_scheme


class StoreSettings(Section):
    """PostgreSQL, Redis, Chroma: ours, or servers of yours."""

    stores_bind_host: str = Field(
        "127.0.0.1",
        description="Address our PostgreSQL, Redis and Chroma listen on. Chroma asks for no password: other machines"
        " must not reach it.",
    )
    database_url: Annotated[Secret, AfterValidator(check_scheme("postgresql://", "postgres://"))] = Field(
        "",
        description="PostgreSQL server of yours, `postgresql://user:password@host/name`; default: that of `DB_HOST`,"
        " else ours.",
    )
    db_host: str = Field("", description="PostgreSQL server of yours; empty means ours, which `up` starts.")
    db_port: Port = Field(5432, description="Port of PostgreSQL.")
    db_name: str = Field("mumble_ai", pattern=r"^[a-z_][a-z0-9_]{0,62}$", description="Database in PostgreSQL.")
    db_user: str = Field("mumbleai", pattern=r"^[a-z_][a-z0-9_]{0,62}$", description="User of PostgreSQL.")
    db_password: Secret = Field(
        "", description="Password of `DB_USER`; for our own server generated and kept under `secrets/` when empty."
    )
    db_circuit_threshold: int = Field(
        3, ge=1, le=1000, description="Failures in a row after which the database is left alone."
    )
    db_circuit_timeout: float = Field(
        30.0, gt=0, le=3600, description="How long the database is then left alone before one call tries it."
    )
    redis_url: Annotated[Secret, AfterValidator(check_scheme("redis://", "rediss://", "unix://"))] = Field(
        "", description="Redis server of yours, `redis://:password@host:6379`; empty means ours, which `up` starts."
    )
    redis_port: Port = Field(6379, description="Port of our Redis server.")
    redis_password: Secret = Field(
        "", description="Password of our Redis server; generated and kept under `secrets/` when empty."
    )
    redis_maxmemory: str = Field(
        "512mb", pattern=r"^\d+(b|kb|mb|gb)$", description="Memory our Redis server may use for what it keeps."
    )
    redis_maxmemory_policy: Literal["allkeys-lru", "allkeys-lfu", "volatile-lru", "volatile-ttl", "noeviction"] = Field(
        "allkeys-lru", description="What our Redis server drops when that is full."
    )
    redis_appendonly: Literal["yes", "no"] = Field(
        "yes", description="Whether our Redis server writes every change to disk, to have it after a restart."
    )
    chromadb_url: Annotated[str, AfterValidator(check_scheme("http://", "https://"))] = Field(
        "", description="Chroma server of yours; empty means ours, which `up` starts."
    )
    chromadb_port: Port = Field(8000, description="Port of our Chroma server.")
    jobs_port: Port = Field(8090, description="Port of `/health` and `/metrics` of the service that does the jobs.")
