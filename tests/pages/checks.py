"""What checks the sources of the pages: `python -m tests.pages.checks` runs types, lint and component tests."""

from __future__ import annotations

import sys
import time

from mumble_ai.stack.pages import PagesFailed, open_workspace
from tests.pages.settings import own_settings

TIMEOUT_S = 300.0
CHECKS = {
    "types": ("node_modules/typescript/bin/tsc", "--noEmit"),
    "lint": ("node_modules/eslint/bin/eslint.js", "."),
    "components": ("node_modules/vitest/vitest.mjs", "run", "--reporter=dot"),
}


def main() -> int:
    """Runs every check; returns how many failed."""
    failed = 0
    with open_workspace(own_settings(), print, with_tools=True) as workspace:
        for name, command in CHECKS.items():
            began_s = time.monotonic()
            try:
                workspace.node(*command, timeout_s=TIMEOUT_S, said_at_most=20_000)
            except PagesFailed as problem:
                failed += 1
                print(problem)
            print(f"{name}: {time.monotonic() - began_s:.1f} s", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main())
