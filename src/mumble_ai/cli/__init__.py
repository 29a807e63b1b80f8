"""The command line: `./mumble-ai COMMAND`. `docs/commands.md` describes it.

Exit codes: 0 done; 1 it failed, or something is not healthy; 2 the command or a setting is wrong; 3 nothing runs;
130 interrupted.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Runs a command; expected errors become one message and an exit code."""
    try:
        _run(sys.argv[1:])
    except (Exception, KeyboardInterrupt) as error:
        from mumble_ai.cli.failures import told

        code = told(error)
        if code is None:
            raise
        sys.exit(code)


def _run(words: list[str]) -> None:
    # Services go past the other commands: what these are made of would stay in each process as long as it serves.
    if words[:1] == ["serve"] and words[1:] and not any(word.startswith("-") for word in words):
        from mumble_ai.cli.serving import serve

        serve(words[1:])
        return
    from mumble_ai.cli.commands import app

    app(prog_name="mumble-ai")
