"""The house rules that a machine can check: imports point down, and rooms form no circle."""

from __future__ import annotations

import ast
from pathlib import Path

import mumble_ai

SOURCE = Path(mumble_ai.__file__).parent

FLOORS = (
    {"cli", "__main__"},
    {"services"},
    {"stack", "testkit"},
    {"flight"},
    {"conversation"},
    {"assistant"},
    {"calendar", "accounts"},
    {"memory"},
    {"storage", "llm", "speech", "mumble", "web"},
    {"audio", "spoken_time"},
    {"settings", "telemetry", "resilience"},
)
DOORLESS = {"audio", "mumble", "conversation"}
"""Rooms that know nothing of the web."""


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    rooms: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module] if node.module != "mumble_ai" else [f"mumble_ai.{a.name}" for a in node.names]
        rooms |= {n.split(".")[1] for n in names if n.startswith("mumble_ai.")}
    return rooms


def edges() -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for path in SOURCE.rglob("*.py"):
        for other in imported_rooms(path) - {room_of(path), "__version__"}:
            found[room_of(path), other] = str(path.relative_to(SOURCE))
    return found


def floor_of(room: str) -> int:
    floor = next((n for n, rooms in enumerate(FLOORS) if room in rooms), None)
    assert floor is not None, f"{room} has no place in the house: add it to FLOORS and to docs/architecture.md"
    return floor


def test_imports_point_down() -> None:
    found = edges()
    assert len(found) > 10, "the rooms import nothing from each other: the check reads the wrong folder"
    upward = [
        f"{where}: {a} imports {b}" for (a, b), where in found.items() if a != "__init__" and floor_of(a) > floor_of(b)
    ]
    assert upward == []


def test_rooms_on_one_floor_form_no_circle() -> None:
    found = edges()
    assert [pair for pair in found if (pair[1], pair[0]) in found] == []


def test_the_talk_knows_no_web() -> None:
    web = {"fastapi", "starlette", "uvicorn", "httpx", "sqlalchemy"}
    offenders = []
    for room in DOORLESS:
        for path in (SOURCE / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
                if isinstance(node, ast.ImportFrom) and node.module:
                    names = [node.module]
                offenders += [f"{path.name}: {n}" for n in names if n.split(".")[0] in web]
    assert offenders == []
