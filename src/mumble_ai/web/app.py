"""The application every HTTP service starts from."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, Final, Protocol

from fastapi import APIRouter, Depends, FastAPI, Response
from fastapi.routing import APIRoute
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from mumble_ai import __version__
from mumble_ai.web import errors
from mumble_ai.web.cookies import Cookies
from mumble_ai.web.errors import PROBLEM, Problem
from mumble_ai.web.keys import require_key
from mumble_ai.web.limits import BodyLimit, Envelope

DEFAULT_BODY_BYTES: Final = 1_000_000


class Lifespan(Protocol):
    def __call__(self, app: FastAPI, /) -> AbstractAsyncContextManager[None]: ...


def create_app(
    title: str,
    *,
    routers: Sequence[APIRouter] = (),
    open_routers: Sequence[APIRouter] = (),
    api_key: str = "",
    max_body_bytes: int = DEFAULT_BODY_BYTES,
    registry: CollectorRegistry | None = None,
    lifespan: Lifespan | None = None,
) -> FastAPI:
    """Makes an application with errors, request ids, security headers, a size limit, keys and `/metrics`.

    Args:
        routers: Endpoints behind the key.
        open_routers: Endpoints for everybody, such as `/health`.
        api_key: Key that callers must send; empty lets everybody in.
        max_body_bytes: Largest request.
        registry: What `/metrics` shows; the app adds its own counts.
    """
    registry = registry or CollectorRegistry()
    app = FastAPI(
        title=title,
        version=__version__,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=_name,
    )
    errors.install(app)
    app.add_middleware(BodyLimit, max_bytes=max_body_bytes)
    app.add_middleware(Cookies)
    app.add_middleware(Envelope, registry=registry)
    guard = [Depends(require_key(api_key))]
    for router in open_routers:
        app.include_router(router)
    for router in routers:
        app.include_router(router, dependencies=guard)

    @app.get("/metrics", include_in_schema=False, dependencies=guard)
    async def metrics() -> Response:
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    _describe_errors_truly(app)
    return app


def _name(route: APIRoute) -> str:
    """Operations are called as their functions are: short, since programs are made from the description."""
    return route.name


def _describe_errors_truly(app: FastAPI) -> None:
    """Describes errors as they are: a bad value is answered with 400 instead of FastAPI's 422, and whatever else goes
    wrong as a problem, except where OpenAI's shape is spoken."""
    describe = app.openapi

    def described() -> dict[str, Any]:
        if app.openapi_schema:
            return app.openapi_schema
        schema = describe()
        problem = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        schema.setdefault("components", {}).setdefault("schemas", {}).setdefault("Problem", problem)
        for path, methods in schema.get("paths", {}).items():
            for operation in methods.values():
                responses: dict[str, Any] = operation.setdefault("responses", {})
                responses.pop("422", None)
                if not path.startswith("/v1/"):
                    for status in [s for s, response in responses.items() if _is_problem(response)]:
                        responses[status]["content"] = _PROBLEM_CONTENT
                    responses.setdefault("default", {"description": "A problem", "content": _PROBLEM_CONTENT})
        return schema

    app.openapi = described


_PROBLEM_CONTENT: Final = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}


def _is_problem(response: dict[str, Any]) -> bool:
    schema = response.get("content", {}).get("application/json", {}).get("schema", {})
    return str(schema.get("$ref", "")).endswith("/Problem")
