"""`up`, `down`, `status`: running the stack."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence

import psutil
import typer
from rich.table import Table

from mumble_ai.cli.account_commands import show_first_owner
from mumble_ai.cli.terminal import FAILED, NOTHING_RUNS, complain, downloads, out, say
from mumble_ai.services.freeing import trim
from mumble_ai.settings import Settings, is_loopback, load_settings, reachable_host
from mumble_ai.stack.health import Health, address, host_of, probe
from mumble_ai.stack.leftovers import end_leftovers
from mumble_ai.stack.logfile import last_lines, log_path
from mumble_ai.stack.ports import port_problems
from mumble_ai.stack.preparation import child_environment, prepare, wanted_services
from mumble_ai.stack.registry import services
from mumble_ai.stack.runstate import RunFolder, RunState, ServiceState, is_alive, wait_gone
from mumble_ai.stack.saved.reading import settings_as_copied
from mumble_ai.stack.secrets import secret_path
from mumble_ai.stack.service import ServiceSpec
from mumble_ai.stack.supervisor import StartFailed, Supervisor

DOWN_TIMEOUT_S = 45.0
READY_LINE = "ready"
OWN_COMMAND = (sys.executable, "-m", "mumble_ai.cli")


def up(detach: bool, supervise_fd: int = -1) -> None:
    """Starts the stack; returns when it was stopped, or with `detach` when it is healthy."""
    settings = settings_as_copied().settings
    folder = RunFolder(settings)
    if not folder.acquire():
        say("It runs already")
        status(as_json=False)
        return
    specs = wanted_services(tuple(services().values()), settings)
    end_leftovers(folder.read())
    folder.write(RunState())
    try:
        with downloads() as report:
            prepare(specs, settings, say, report)
        if problems := port_problems(specs, settings):
            complain("\n".join(problems))
            raise typer.Exit(FAILED)
        if detach:
            folder.release()
            _start_detached(settings, specs)
            return
        supervisor = Supervisor(settings, specs, folder, say, environment=child_environment(specs, settings))
        asyncio.run(supervisor.run(lambda: _on_ready(settings, specs, supervise_fd)))
    finally:
        if not detach:
            folder.clear()
            folder.release()


def _on_ready(settings: Settings, specs: Sequence[ServiceSpec], supervise_fd: int) -> None:
    trim()
    if supervise_fd >= 0:
        os.write(supervise_fd, READY_LINE.encode())
        os.close(supervise_fd)
        return
    _print_where(settings, specs)
    out.print("\nCtrl-C stops it all.")


def _start_detached(settings: Settings, specs: Sequence[ServiceSpec]) -> None:
    path = log_path("up", settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    read_end, write_end = os.pipe()
    with path.open("wb") as log:
        process = subprocess.Popen(  # noqa: S603 - ourselves
            [*OWN_COMMAND, "up", "--supervise-fd", str(write_end)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            pass_fds=(write_end,),
        )
    os.close(write_end)
    say("Starting the services; this takes a moment")
    try:
        ready = os.read(read_end, len(READY_LINE)) == READY_LINE.encode()
    except KeyboardInterrupt:
        process.send_signal(signal.SIGTERM)
        process.wait(DOWN_TIMEOUT_S)
        raise
    finally:
        os.close(read_end)
    if not ready:
        process.wait(DOWN_TIMEOUT_S)
        raise StartFailed("\n".join(last_lines(path, 40)))
    _print_where(settings, specs)
    out.print("\nIt goes on in the background. ./mumble-ai down stops it.")


def _print_where(settings: Settings, specs: Sequence[ServiceSpec]) -> None:
    names = {spec.name for spec in specs}
    out.print("\nEverything is healthy.\n", style="bold")
    lines = Table.grid(padding=(0, 2))
    ours = "mumble-server" in names
    host = reachable_host(settings.mumble_bind_host) if ours else settings.mumble_host
    lines.add_row("Mumble server", f"{host} port {settings.mumble_port}  (in your client: Server, Connect, Add New)")
    lines.add_row("Your name", "any, but not " + settings.mumble_username)
    if ours:
        shown = "the one you set in MUMBLE_SERVER_PASSWORD" if settings.mumble_server_password else "none"
        lines.add_row("Password", shown)
        if not settings.mumble_superuser_password:
            lines.add_row("SuperUser password", f"in {secret_path('mumble-superuser-password', settings)}")
    for spec in sorted(specs, key=lambda spec: not spec.has_pages):
        if spec.speaks == "http":
            shown = f"http://{host_of(spec, settings)}:{spec.port(settings)}/"
            lines.add_row(spec.title, shown if spec.has_pages else address(spec, settings))
    out.print(lines)
    if "web-control-panel" in names:
        show_first_owner(settings)
    if ours and is_loopback(settings.mumble_bind_host):
        out.print("\nOnly this machine can join. To let others in: MUMBLE_BIND_HOST=0.0.0.0 ./mumble-ai up")


def down() -> None:
    """Stops the stack and waits until it is gone."""
    settings = load_settings()
    folder = RunFolder(settings)
    state = folder.read()
    if not folder.held():
        left = end_leftovers(state)
        folder.state_path.unlink(missing_ok=True)
        say(f"Nothing ran any more; {left} left-over services were ended" if left else "Nothing runs")
        return
    if state is None or not is_alive(state.pid, state.created_at):
        complain(f"Something holds {folder.folder / 'up.lock'}, but does not say who it is. Look for it with: ps -ef")
        raise typer.Exit(FAILED)
    say("Stopping")
    os.kill(state.pid, signal.SIGTERM)
    if not folder.acquire(wait_s=DOWN_TIMEOUT_S):
        os.kill(state.pid, signal.SIGKILL)
        folder.acquire(wait_s=5)
    wait_gone(state.pid, state.created_at, 5)
    end_leftovers(folder.read() or state, goodbye_s=2.0)
    folder.clear()
    folder.release()
    say("Everything is stopped")


def status(as_json: bool) -> None:
    """Shows each service; exits 1 when one is not healthy and 3 when nothing runs."""
    settings = settings_as_copied().settings
    folder = RunFolder(settings)
    running = folder.held()
    state = (folder.read() if running else None) or RunState(pid=0, phase="stopped")
    specs = wanted_services(tuple(services().values()), settings)
    health = asyncio.run(_probe_all(specs, settings)) if running else {}
    rows = [_row(spec, settings, state, health.get(spec.name)) for spec in specs]
    if as_json:
        print(json.dumps({"running": running, "phase": state.phase, "pid": state.pid, "services": rows}, indent=2))
    else:
        _print_table(rows, running)
    if not running:
        raise typer.Exit(NOTHING_RUNS)
    if not all(row["healthy"] for row in rows):
        raise typer.Exit(FAILED)


async def _probe_all(specs: Sequence[ServiceSpec], settings: Settings) -> dict[str, Health]:
    answers = await asyncio.gather(*(probe(spec, settings) for spec in specs))
    return {spec.name: answer for spec, answer in zip(specs, answers, strict=True)}


def _row(spec: ServiceSpec, settings: Settings, state: RunState, health: Health | None) -> dict[str, object]:
    service = state.services.get(spec.name, ServiceState(phase="stopped"))
    alive = is_alive(service.pid, service.created_at)
    return {
        "service": spec.name,
        "title": spec.title,
        "pid": service.pid if alive else None,
        "port": spec.port(settings),
        "phase": service.phase,
        "healthy": bool(health and health.healthy and alive),
        "detail": (health.detail if health else "") or service.detail,
        "restarts": service.restarts,
        "uptime_s": round(time.time() - service.created_at) if alive else None,
        "memory_mb": _memory_mb(service.pid) if alive else None,
    }


def _memory_mb(pid: int) -> int:
    try:
        process = psutil.Process(pid)
        family = [process, *process.children(recursive=True)]
        return sum(member.memory_info().rss for member in family) >> 20
    except psutil.Error:
        return 0


def _print_table(rows: Sequence[dict[str, object]], running: bool) -> None:
    if not running:
        out.print("Nothing runs. Start it: ./mumble-ai up")
        return
    table = Table("service", "pid", "port", "health", "uptime", "memory", "restarts", box=None, pad_edge=False)
    for row in rows:
        state = ("degraded" if row["detail"] else "healthy") if row["healthy"] else row["phase"]
        good = f"{state}: {row['detail']}" if row["detail"] else state
        uptime = _duration(row["uptime_s"]) if isinstance(row["uptime_s"], int) else ""
        memory = f"{row['memory_mb']} MB" if row["memory_mb"] is not None else ""
        shown = (row["service"], row["pid"] or "", row["port"], good, uptime, memory, row["restarts"])
        table.add_row(*(str(cell) for cell in shown))
    out.print(table)


def _duration(seconds: int) -> str:
    if seconds < 60:
        return f"{seconds} s"
    if seconds < 3600:
        return f"{seconds // 60} min"
    return f"{seconds // 3600} h {seconds % 3600 // 60} min"
