"""`persona` and `mcp` on the command line, with a real database."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mumble_ai.assistant.mcp.keys import McpKeys
from mumble_ai.cli.commands import app
from mumble_ai.storage.database import Database
from mumble_ai.storage.tables import Person
from tests.support import mcp_program
from tests.support.net import free_port
from tests.support.scripted_llm import ScriptedLlm


class CommandLine:
    """Runs commands in a home of their own."""

    def __init__(self, home: Path, database_url: str, llm_url: str) -> None:
        self.home = home
        self._environment = {
            "MUMBLE_AI_HOME": str(home),
            "DATABASE_URL": database_url,
            "LLM_PROVIDER": "openai",
            "LLM_FALLBACK": "off",
            "OPENAI_BASE_URL": llm_url,
        }

    async def __call__(self, *words: str, code: int = 0, stdin: str = "") -> str:
        done = await asyncio.to_thread(CliRunner().invoke, app, words, input=stdin, env=self._environment)
        assert done.exit_code == code, (done.output, done.exception)
        return done.output


@pytest.fixture
def llm() -> ScriptedLlm:
    return ScriptedLlm()


async def test_a_persona_is_written_tried_grown_used_and_taken_back(
    tmp_path: Path, database_url: str, llm: ScriptedLlm
) -> None:
    llm.answer = lambda messages: (
        '{"persona": "You are a pirate who loves tea."}' if "JSON" in str(messages) else "Arr."
    )
    with llm:
        run = CommandLine(tmp_path, database_url, llm.base_url)
        assert "pirate is kept" in await run("persona", "set", "pirate", "-", stdin="You are a pirate.")
        assert "butler" in await run("persona", "list")
        assert await run("persona", "preview", "pirate", "Who", "are", "you?") == "> Who are you?\nArr.\n\n"
        grown = await run("persona", "enhance", "pirate", "--save")
        assert "You are a pirate.\n\nAfter\n-----\nYou are a pirate who loves tea." in grown
        assert await run("persona", "show", "pirate") == "You are a pirate who loves tea.\n"
        await run("persona", "back", "pirate")
        assert await run("persona", "show", "pirate") == "You are a pirate.\n"
        assert "in Kitchen" in await run("persona", "use", "pirate", "--channel", "Kitchen")
        assert "no persona 'parrot'" in await run("persona", "use", "parrot", code=1)


async def test_keys_and_servers_are_looked_after(tmp_path: Path, database: Database, database_url: str) -> None:
    async with database.everybody("Anna comes in") as session:
        session.add(Person(name="Anna"))
    run = CommandLine(tmp_path, database_url, f"http://127.0.0.1:{free_port()}/v1")
    key = (await run("mcp", "key", "Anna", "editor", "--act")).strip()
    holder = await McpKeys(database).holder(key)
    assert holder is not None
    assert holder.may_act
    assert "look up and act" in await run("mcp", "keys", "Anna")
    await run("mcp", "revoke", "Anna", "editor")
    assert await McpKeys(database).holder(key) is None
    assert "known are: Anna" in await run("mcp", "keys", "Zoe", code=1)
    assert "No MCP server is added" in await run("mcp", "servers")
    program = f'{{"command": "{sys.executable}", "args": ["{mcp_program.__file__}", "x"]}}'
    (tmp_path / "mcp.json").write_text(f'{{"mcpServers": {{"shop": {program}}}}}')
    assert "not used: name it" in await run("mcp", "servers")


async def test_without_a_database_it_says_so(tmp_path: Path) -> None:
    run = CommandLine(tmp_path, f"postgresql://nobody@127.0.0.1:{free_port()}/none", "http://127.0.0.1:9/v1")
    assert "database can't be reached" in await run("persona", "list", code=1)
