"""The real command line on a registry of scripted services: `python stand_in.py up`.

The registry is read from the JSON file that STAND_IN names: entries of name, port_setting, needs, likes,
is_vital, start_timeout_s and script, which is one of those below.
"""

from __future__ import annotations

import http.server
import json
import os
import signal
import subprocess
import sys
from pathlib import Path


class Answer(http.server.BaseHTTPRequestHandler):
    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(json.dumps({"checks": {"model": "ok" if self.status == 200 else "loading"}}).encode())

    def log_message(self, format: str, *args: object) -> None:
        pass


def healthy(port: int) -> None:
    print("serving", os.environ.get("MARK", ""), flush=True)
    http.server.ThreadingHTTPServer(("127.0.0.1", port), Answer).serve_forever()


def unhealthy(port: int) -> None:
    Answer.status = 503
    healthy(port)


def dies(port: int) -> None:
    print("the disk is on fire", flush=True)
    sys.exit(7)


def stubborn(port: int) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    healthy(port)


def with_grandchild(port: int) -> None:
    child = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])
    print("grandchild", child.pid, flush=True)
    healthy(port)


def after_needs(port: int) -> None:
    """Tells in its log which ports answered when it was started."""
    import socket

    for other in json.loads(os.environ["NEEDED_PORTS"]):
        socket.create_connection(("127.0.0.1", other), timeout=1).close()
    print("needs were up", flush=True)
    healthy(port)


SCRIPTS = {f.__name__: f for f in (healthy, unhealthy, dies, stubborn, with_grandchild, after_needs)}


def main() -> None:
    entries = json.loads(Path(os.environ["STAND_IN"]).read_text())
    if sys.argv[1] == "serve":
        entry = next(e for e in entries if e["name"] == sys.argv[2])
        SCRIPTS[entry["script"]](int(os.environ[entry["port_setting"].upper()]))
        return
    from mumble_ai.cli import main as command_line
    from mumble_ai.cli import stack_commands
    from mumble_ai.stack import child, registry
    from mumble_ai.stack.restarts import RestartPolicy
    from mumble_ai.stack.service import ServiceSpec

    registry.SERVICES = tuple(
        ServiceSpec(
            name=e["name"],
            title=e["name"],
            module="",
            port_setting=e["port_setting"],
            needs=tuple(e.get("needs", ())),
            likes=tuple(e.get("likes", ())),
            is_vital=e.get("is_vital", True),
            start_timeout_s=e.get("start_timeout_s", 20.0),
        )
        for e in entries
    )
    child.STOP_TIMEOUT_S = float(os.environ.get("STOP_TIMEOUT_S", "5"))
    started = stack_commands.Supervisor

    def supervisor(*args: object, **named: object) -> object:
        command = lambda spec: [sys.executable, __file__, "serve", spec.name]  # noqa: E731
        return started(*args, **named, command=command, policy=RestartPolicy(first_wait_s=0.1))  # type: ignore[arg-type]

    stack_commands.Supervisor = supervisor  # type: ignore[assignment,misc]
    stack_commands.OWN_COMMAND = (sys.executable, __file__)
    command_line()


if __name__ == "__main__":
    main()
