"""The commands and their options."""

from __future__ import annotations

import asyncio
import importlib
import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from mumble_ai import __version__
from mumble_ai.cli import (
    account_commands,
    mcp_commands,
    openapi_command,
    people_commands,
    persona_commands,
    stack_commands,
    store_commands,
)
from mumble_ai.cli.terminal import FAILED, MISUSED, complain, downloads, out, say
from mumble_ai.settings import load_settings
from mumble_ai.stack.catalogue import catalogue
from mumble_ai.stack.logfile import follow, last_lines, log_path
from mumble_ai.stack.models import LicenceNotAccepted, ModelStore
from mumble_ai.stack.pages import ensure_pages
from mumble_ai.stack.preparation import needed_models
from mumble_ai.stack.registry import services

CHECKOUT = Path(__file__).parents[3]
PASS_THROUGH: dict[str, Any] = {"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []}

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Mumble-AI: a voice assistant that lives on your own Mumble server.",
)
models_app = typer.Typer(no_args_is_help=True, help="The models: what there is, fetching, where they lie.")
app.add_typer(models_app, name="models")
app.add_typer(persona_commands.app, name="persona")
app.add_typer(mcp_commands.app, name="mcp")
app.add_typer(people_commands.app, name="people")
app.add_typer(account_commands.app, name="account")
app.add_typer(store_commands.app, name="stores")


@app.command()
def up(
    detach: Annotated[bool, typer.Option("--detach", "-d", help="Return when everything is healthy.")] = False,
    supervise_fd: Annotated[int, typer.Option(hidden=True)] = -1,
) -> None:
    """Start everything, and keep it running until Ctrl-C."""
    stack_commands.up(detach, supervise_fd)


@app.command()
def down() -> None:
    """Stop everything, and wait until it is gone."""
    stack_commands.down()


@app.command()
def status(as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """What runs, how healthy it is, how much memory it takes."""
    stack_commands.status(as_json)


@app.command()
def pages() -> None:
    """Build the pages that services answer with, unless that is done."""
    say(f"The pages are in {ensure_pages(load_settings(), say)}")


@app.command()
def openapi(name: Annotated[str, typer.Argument(help="Service, such as `web-control-panel`.")]) -> None:
    """The OpenAPI description of a service's API, as JSON."""
    openapi_command.openapi(name)


@app.command()
def logs(
    name: Annotated[str, typer.Argument(help="Service, as `status` names it; `up` for a detached start.")],
    follow_on: Annotated[bool, typer.Option("--follow", "-f", help="Go on with what comes.")] = False,
    lines: Annotated[int, typer.Option("--lines", "-n", min=0, help="How many of the last lines.")] = 50,
) -> None:
    """What a service says."""
    if name not in services() and name != "up":
        complain(f"There is no service {name!r}. There are: {', '.join(services())}")
        raise typer.Exit(MISUSED)
    path = log_path(name, load_settings())
    if not path.exists() and not follow_on:
        complain(f"{name} has not said anything yet: there is no {path}")
        raise typer.Exit(FAILED)
    for line in last_lines(path, lines):
        print(line)
    if follow_on:
        for text in follow(path):
            print(text, end="", flush=True)


@app.command()
def turns(
    words: Annotated[list[str] | None, typer.Argument(help="A turn to show in full; or `replay` and a turn.")] = None,
    count: Annotated[int, typer.Option("-n", min=1, help="How many of the last turns.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, one turn a line.")] = False,
    follow_on: Annotated[bool, typer.Option("--follow", "-f", help="Go on with what comes.")] = False,
    engines: Annotated[
        str, typer.Option(help="For a replay: `recorded`, or `real` for the engines of now.")
    ] = "recorded",
) -> None:
    """What happened in each turn of the talk, and why; replay one."""
    from mumble_ai.cli import turns_command

    if words and words[0] == "replay":
        from mumble_ai.cli.replay_command import replay

        replay(words[1:], engines)
        return
    if len(words or ()) > 1:
        complain("Name one turn: ./mumble-ai turns TURN")
        raise typer.Exit(MISUSED)
    turns_command.turns(words[0] if words else "", count, as_json, follow_on)


@app.command()
def scenario(
    files: Annotated[list[Path], typer.Argument(help="Scenario files; see docs/scenarios.md.")],
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    real_time: Annotated[bool, typer.Option("--real-time", help="At the pace of the clock on the wall.")] = False,
) -> None:
    """Play a scripted talk against your own settings, and say what did not go as expected."""
    from mumble_ai.cli.scenario_command import run_scenarios

    run_scenarios(files, as_json, real_time)


@app.command()
def doctor(as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Look at this machine: what is wrong, and the exact fix."""
    from mumble_ai.cli.doctor_command import examine_and_print

    examine_and_print(as_json)


@app.command()
def serve(names: Annotated[list[str], typer.Argument(help="Services to run in this process.")]) -> None:
    """Run services in this process, as containers do."""
    from mumble_ai.cli.serving import serve as run_here

    run_here(names)


@app.command()
def init(
    file: Annotated[Path, typer.Option(help="The file to write.")] = Path(".env"),
) -> None:
    """Write a .env with generated passwords for containers; values that are there stay."""
    from mumble_ai.stack.dotenv_file import initialise

    added = initialise(file)
    say(f"{file} has them all already" if not added else f"{file} now has {', '.join(added)}")


@app.command(context_settings=PASS_THROUGH)
def bench(context: typer.Context, name: Annotated[str, typer.Argument(help="None: all are named.")] = "") -> None:
    """Measure this machine: ./mumble-ai bench voice [--json]."""
    folder = CHECKOUT / "benchmarks"
    known = sorted(p.stem for p in folder.glob("*.py") if p.stem not in ("__init__", "report"))
    if name not in known:
        complain(f"Name a benchmark: {', '.join(known)}")
        raise typer.Exit(MISUSED)
    sys.path.insert(0, str(CHECKOUT))
    importlib.import_module(f"benchmarks.{name}").main(list(context.args))


@app.command(context_settings=PASS_THROUGH)
def test(context: typer.Context) -> None:
    """Install what the tests need and run them all; further words go to pytest."""
    from mumble_ai.cli.testing import run_tests

    raise typer.Exit(run_tests(CHECKOUT, list(context.args)))


@app.command()
def settings(
    markdown: Annotated[bool, typer.Option("--markdown", help="The table of docs/settings.md.")] = False,
) -> None:
    """Show the settings in effect and where each comes from; secrets stay hidden."""
    from mumble_ai.cli.settings_table import as_markdown, effective
    from mumble_ai.stack.saved.reading import read_settings

    if markdown:
        print(as_markdown(), end="")
        return
    for name, value, origin in effective(asyncio.run(read_settings()).in_effect):
        print(f"{name}={value}  # {origin}")


@app.command()
def version() -> None:
    """Show the version."""
    print(f"mumble-ai {__version__}, Python {sys.version.split()[0]}")


@app.command("import-first-system")
def import_first_system(
    url: Annotated[str, typer.Argument(help="Its database: postgresql://USER:PASSWORD@HOST:PORT/NAME.")],
    zone: Annotated[str, typer.Option(help="Time zone of its calendar; none: the assistant's.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count what there is.")] = False,
) -> None:
    """Take over people, messages, memories and the calendar of the first Mumble-AI."""
    from mumble_ai.cli.import_command import take_over

    take_over(url, zone, dry_run)


@models_app.command("list")
def models_list(as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """Every model: purpose, licence, size, and whether it is here."""
    store = ModelStore(load_settings())
    rows: list[dict[str, object]] = []
    for model in catalogue().values():
        try:
            state = "here" if store.find(model.id) else ""
        except LicenceNotAccepted:
            state = "licence not accepted"
        rows.append(
            {
                "id": model.id,
                "purpose": model.purpose,
                "title": model.title,
                "licence": model.licence,
                "bytes": model.bytes,
                "state": state,
            }
        )
    if as_json:
        print(json.dumps(rows, indent=2))
        return
    table = Table("id", "for", "what", "licence", "size", "", box=None, pad_edge=False)
    for row in rows:
        size = f"{int(str(row['bytes'])) / 1e6:.0f} MB"
        table.add_row(
            str(row["id"]), str(row["purpose"]), str(row["title"]), str(row["licence"]), size, str(row["state"])
        )
    out.print(table)


@models_app.command("pull")
def models_pull(
    ids: Annotated[list[str] | None, typer.Argument(help="Models; none: those the settings need.")] = None,
) -> None:
    """Fetch models and check them; without names those that the settings need."""
    settings_now = load_settings()
    store = ModelStore(settings_now)
    chosen = ids or needed_models(tuple(services().values()), settings_now)
    with downloads() as report:
        for model_id in chosen:
            if store.find(model_id) is None:
                say(f"Fetching {model_id} ({store.model(model_id).bytes / 1e6:.0f} MB)")
            say(f"{model_id} is in {store.ensure(model_id, report)}")


@models_app.command("where")
def models_where(model_id: Annotated[str, typer.Argument(help="Model.")]) -> None:
    """Print the folder of a model; fails when it is not here."""
    found = ModelStore(load_settings()).find(model_id)
    if found is None:
        complain(f"{model_id} is not here, or not whole. Fetch it: ./mumble-ai models pull {model_id}")
        raise typer.Exit(FAILED)
    print(found)
