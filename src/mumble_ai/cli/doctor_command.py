"""`doctor`: prints what `mumble_ai.stack.doctor` finds."""

from __future__ import annotations

import json

import typer

from mumble_ai.cli.terminal import FAILED, out
from mumble_ai.settings import load_settings
from mumble_ai.stack.doctor import examine
from mumble_ai.stack.registry import services

_SIGNS = {"ok": ("ok    ", "green"), "note": ("note  ", "yellow"), "broken": ("BROKEN", "red")}


def examine_and_print(as_json: bool) -> None:
    """Prints the findings; exits 1 when something is broken."""
    findings = examine(load_settings(), tuple(services().values()))
    if as_json:
        print(json.dumps([finding.as_dict() for finding in findings], indent=2))
    else:
        for finding in findings:
            sign, colour = _SIGNS[finding.level]
            out.print(f"[{colour}]{sign}[/] {finding.name}: ", end="")
            out.print(finding.found, markup=False)
            if finding.fix:
                out.print(f"       {'fix' if finding.level != 'ok' else 'hint'}: {finding.fix}", markup=False)
    if any(finding.level == "broken" for finding in findings):
        raise typer.Exit(FAILED)
