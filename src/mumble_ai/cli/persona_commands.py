"""`persona`: who the assistant is, where and for whom."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer
from rich.table import Table

from mumble_ai.assistant.personas.persona import EVERYWHERE, PersonaError
from mumble_ai.cli.terminal import FAILED, complain, out, say
from mumble_ai.llm.contract import LlmError
from mumble_ai.settings import load_settings

# Database and language models are imported where they are used: no other command waits for them.
if TYPE_CHECKING:
    from mumble_ai.assistant.personas.personas import Personas
    from mumble_ai.llm.chain import LlmChain

app = typer.Typer(no_args_is_help=True, help="Personas: who the assistant is, everywhere, in a channel, for a person.")

T = TypeVar("T")
Name = Annotated[str, typer.Argument(help="Persona, as `persona list` names it.")]


def with_personas(do: Callable[[Personas], Awaitable[T]]) -> T:
    """Does something with the personas; what goes wrong is one line and exit code 1."""
    from mumble_ai.assistant.personas.personas import Personas
    from mumble_ai.stack.database import open_database

    settings = load_settings()

    async def run() -> T:
        database = open_database(settings)
        try:
            return await do(Personas(database, own_words=settings.bot_persona))
        finally:
            await database.close()

    return _told(run)


def with_models(do: Callable[[LlmChain], Awaitable[T]]) -> T:
    """Does something with the language models, in the same way."""
    from mumble_ai.llm.chain import build_chain

    settings = load_settings()

    async def run() -> T:
        chain = build_chain(settings)
        try:
            return await do(chain)
        finally:
            await chain.close()

    return _told(run)


def _told(run: Callable[[], Coroutine[Any, Any, T]]) -> T:
    from mumble_ai.storage.database import DatabaseUnavailable

    try:
        return asyncio.run(run())
    except PersonaError as error:
        complain(str(error))
    except DatabaseUnavailable as error:
        complain(f"The database can't be reached: {error}\nIs it running? ./mumble-ai status")
    except LlmError as error:
        complain(f"No language model can do that: {error}")
    raise typer.Exit(FAILED)


@app.command("list")
def list_() -> None:
    """Every persona, built in and yours."""
    table = Table("name", "from", "what it is like", box=None, pad_edge=False)
    for persona in with_personas(lambda personas: personas.all()):
        table.add_row(persona.name, persona.origin, persona.about or f"{' '.join(persona.text.split())[:70]}…")
    out.print(table)


@app.command()
def show(name: Name) -> None:
    """The words of a persona."""
    print(with_personas(lambda personas: personas.get(name)).text)


@app.command("set")
def set_(
    name: Name,
    text: Annotated[str, typer.Argument(help="Its words; `-` reads them from the standard input.")] = "",
    file: Annotated[Path | None, typer.Option("--file", "-f", help="Reads its words from a file.")] = None,
) -> None:
    """Write a persona, or change one."""
    words = file.read_text("utf-8") if file else sys.stdin.read() if text == "-" else text
    kept = with_personas(lambda personas: personas.write(name, words))
    say(f"{kept.name} is kept. Try it: ./mumble-ai persona preview {kept.name}")


@app.command()
def use(
    name: Annotated[str, typer.Argument(help="Persona; `default` for none of its own.")],
    channel: Annotated[str, typer.Option("--channel", "-c", help="Only in this channel, such as Family/Kitchen.")] = (
        EVERYWHERE
    ),
) -> None:
    """Choose a persona, everywhere or in one channel. People choose theirs by saying so."""
    chosen = None if name == "default" else name
    with_personas(lambda personas: personas.use_in(channel, chosen))
    say(f"{name} is used {'everywhere' if channel == EVERYWHERE else f'in {channel}'} from the next answer on.")


@app.command("enhance")
def enhance_(
    name: Name,
    save: Annotated[bool, typer.Option("--save", help="Keeps the new words; `persona back` undoes it.")] = False,
) -> None:
    """Let the language model make a persona richer, and show it before and after."""
    from mumble_ai.assistant.personas.growing import enhance

    persona = with_personas(lambda personas: personas.get(name))
    grown = with_models(lambda chain: enhance(chain, persona.text))
    print(f"Before\n------\n{grown.before}\n\nAfter\n-----\n{grown.after}")
    if save:
        kept = with_personas(lambda personas: personas.write(name, grown.after, is_grown=True))
        say(f"{kept.name} is kept.")


@app.command()
def back(name: Name) -> None:
    """Take back the last change of a persona."""
    persona = with_personas(lambda personas: personas.get(name))
    if not persona.text_before:
        complain(f"{persona.name} was never changed")
        raise typer.Exit(FAILED)
    with_personas(lambda personas: personas.write(name, persona.text_before))
    say(f"{persona.name} is as it was before.")


@app.command("preview")
def preview_(
    name: Name,
    question: Annotated[list[str] | None, typer.Argument(help="What to ask it; none: a few samples.")] = None,
) -> None:
    """Hear in text how a persona would answer, before it is used."""
    from mumble_ai.assistant.personas.growing import SAMPLE_QUESTIONS, preview

    persona = with_personas(lambda personas: personas.get(name))

    async def ask(chain: LlmChain) -> None:
        for words in [" ".join(question)] if question else SAMPLE_QUESTIONS:
            print(f"> {words}\n{await preview(chain, persona.text, words)}\n")

    with_models(ask)


@app.command()
def remove(name: Name) -> None:
    """Remove a persona that somebody wrote."""
    with_personas(lambda personas: personas.remove(name))
    say(f"{name} is removed.")
