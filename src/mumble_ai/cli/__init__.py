"""The command line: `./mumble-ai COMMAND`. `docs/commands.md` describes it.

Exit codes: 0 done; 1 it failed, or something is not healthy; 2 the command or a setting is wrong; 3 nothing runs;
130 interrupted.
"""

from __future__ import annotations

import sys

from mumble_ai.cli.terminal import FAILED, INTERRUPTED, MISUSED, complain
from mumble_ai.settings import SettingsError
from mumble_ai.stack.environments import EnvironmentFailed
from mumble_ai.stack.models import ModelError
from mumble_ai.stack.programs import InstallFailed
from mumble_ai.stack.supervisor import StartFailed


def main() -> None:
    """Runs a command; expected errors become one message and an exit code."""
    from mumble_ai.cli.commands import app

    try:
        app(prog_name="mumble-ai")
    except SettingsError as error:
        complain(f"A setting is wrong:\n{error}\nAll settings: docs/settings.md")
        sys.exit(MISUSED)
    except (ModelError, InstallFailed, EnvironmentFailed, StartFailed) as error:
        complain(str(error))
        sys.exit(FAILED)
    except OSError as error:
        complain(
            f"{error}\nIs {error.filename or 'the disk'} yours to use? If not, set MUMBLE_AI_HOME to a folder that is"
        )
        sys.exit(FAILED)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
