"""What the documentation tells people to type exists: commands, options, links, settings, addresses."""

from __future__ import annotations

import asyncio
import re
import shlex
import tempfile
from pathlib import Path
from typing import Any

import click
import pytest
import typer

from mumble_ai.cli.commands import app
from mumble_ai.services import control_panel, piper, whisper
from mumble_ai.services.health import Health
from mumble_ai.settings import load_settings, setting_names
from mumble_ai.speech.http.loading import LoadingEngine, Report
from mumble_ai.stack.catalogue import catalogue
from mumble_ai.stack.registry import services
from mumble_ai.web.app import create_app

ROOT = Path(__file__).parents[3]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
SETTING = re.compile(r"\b([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b(?:=(\S*))?")
NOT_OURS = {
    "COMPOSE_FILE",
    "COMPOSE_PROFILES",
    "LD_LIBRARY_PATH",
    "MUMBLE_AI_DATA",
    "MUMBLE_AI_SCREENSHOTS",
    "OLLAMA_HOST",
    "PIP_INDEX_URL",
    "XDG_DATA_HOME",
}
ABOUT_CODE = ("CONTRIBUTING.md", "mumble-library.md")
"""Pages whose capitals are constants of the code."""

LLAMA_PATHS = {"/health", "/v1/models", "/v1/chat/completions", "/v1/completions", "/props"}


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def commands(page: Path) -> list[str]:
    text = page.read_text("utf-8")
    lines = "\n".join(BLOCK.findall(text)).replace("\\\n", " ").splitlines()
    inline = [c for c in CODE.findall(BLOCK.sub("", text)) if c.startswith("./mumble-ai ")]
    return [line.strip() for line in [*lines, *inline] if line.strip() and not line.lstrip().startswith("#")]


def parse(words: list[str]) -> None:
    """Parses with the real command line, without running anything."""
    command: click.Command = typer.main.get_command(app)
    context = click.Context(command, info_name="mumble-ai")
    while isinstance(command, click.Group) or hasattr(command, "commands"):
        name = words.pop(0)
        found = command.commands.get(name)  # type: ignore[union-attr]
        assert found is not None, f"there is no command {name!r}"
        command = found
    if words == ["--help"]:
        return
    command.make_context(command.name, words, parent=context)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_command_is_one_the_command_line_knows(page: Path) -> None:
    for line in commands(page):
        words = shlex.split(line, comments=True)
        while words and re.fullmatch(r"[A-Z_0-9]+=.*", words[0]):
            name, value = words.pop(0).split("=", 1)
            load_settings({name: value}, None)
            assert name in setting_names(), f"{line}: {name} is no setting"
        if not words or words[0] not in ("./mumble-ai", "mumble-ai") or words[1] in ("NAME", "COMMAND"):
            continue
        cut = next((n for n, w in enumerate(words) if w in ("|", ">", "&&", ";", ">>")), len(words))
        parse(words[1:cut])


def test_the_parser_refuses_what_does_not_exist() -> None:
    with pytest.raises(AssertionError, match="no command"):
        parse(["fly"])
    with pytest.raises((click.UsageError, Exception), match="--fast"):
        parse(["up", "--fast"])


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text("utf-8")):
        if not re.match(r"[a-z]+:|#", target):
            path, _, anchor = target.partition("#")
            goal = (page.parent / path).resolve()
            assert goal.exists(), f"{target} is not there"
            assert not anchor or anchor in anchors(goal), f"{target}: there is no such heading"


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", [p for p in PAGES if p.name not in ABOUT_CODE], ids=name_of)
def test_every_setting_named_exists(page: Path) -> None:
    known = set(setting_names()) | NOT_OURS
    compose = ROOT / "compose.yaml"
    known |= set(re.findall(r"\$\{([A-Z_0-9]+)", compose.read_text("utf-8"))) if compose.exists() else set()
    for code in CODE.findall(page.read_text("utf-8")):
        for name, _ in SETTING.findall(code):
            assert name in known, f"`{code}`: {name} is no setting"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_address_asked_with_curl_is_served(page: Path) -> None:
    ports = {spec.port(load_settings({}, None)): name for name, spec in services().items()}
    for line in commands(page):
        if not line.startswith("curl"):
            continue
        found = re.search(r"http://[\w.]+:(\d+)(/[^\s'\"?]*)", line)
        assert found, f"no address in: {line}"
        service = ports[8080 if found[1] == "8082" else int(found[1])]
        paths = LLAMA_PATHS if service == "llm" else served_paths(service)
        path = found[2].replace("$PERSON", "{person_id}")
        assert path in paths, f"{service} serves no {path}"


def served_paths(service: str) -> set[str]:
    """The paths of a service; its engine is never loaded here."""

    async def load(report: Report) -> Any:
        raise AssertionError("nobody starts this service")

    engine = LoadingEngine[Any](load)
    made = {
        "faster-whisper": lambda: whisper.application(engine),
        "piper-tts": lambda: piper.application(engine),
        "mumble-bot": lambda: create_app("bot", open_routers=[Health({}).router()]),
    }
    if service == "web-control-panel":
        with tempfile.TemporaryDirectory() as home:
            described = asyncio.run(control_panel.openapi(load_settings({"MUMBLE_AI_HOME": home}, None)))
    else:
        described = made[service]().openapi()
    return {*described["paths"], "/metrics"}


def test_the_models_page_lists_the_catalogue() -> None:
    listed = set(re.findall(r"^\| `([^`]+)` \|", (ROOT / "docs" / "models.md").read_text("utf-8"), re.MULTILINE))
    assert listed == set(catalogue())


def test_the_commands_page_lists_every_command() -> None:
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    known = {c.name for c in typer.main.get_command(app).commands.values()}  # type: ignore[attr-defined]
    assert {name for name in known if f"./mumble-ai {name}" not in page} == set()
    assert {name for name in services() if f"`{name}`" not in page} == set()
