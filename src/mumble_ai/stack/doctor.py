"""Looks at the machine and says what is wrong, each with the exact fix."""

from __future__ import annotations

import asyncio
import importlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Literal

import httpx
import psutil

from mumble_ai.settings import Settings
from mumble_ai.stack.health import probe
from mumble_ai.stack.models import ModelError, ModelStore
from mumble_ai.stack.ports import bind_problem
from mumble_ai.stack.preparation import needed_models, wanted_services
from mumble_ai.stack.programs import apt_command, find_program, missing_packages, mumble_server_program
from mumble_ai.stack.runstate import RunFolder
from mumble_ai.stack.service import ServiceSpec

Level = Literal["ok", "note", "broken"]

DISK_NEEDED_BYTES = 2 << 30
MEMORY_NEEDED_BYTES = 3 << 29
CLOCK_SLACK_S = 120
ASK_TIMEOUT_S = 5.0
COMMAND_TIMEOUT_S = 10.0
CUDA_LIBRARIES = ("libcublas.so.12", "libcudnn.so.9")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at.

    Attributes:
        level: `note` does not stop anything from working; `broken` does.
        fix: What to do; empty when there is nothing to do.
    """

    name: str
    level: Level
    found: str
    fix: str = ""

    def as_dict(self) -> dict[str, str]:
        """For JSON."""
        return asdict(self)


def examine(settings: Settings, specs: Sequence[ServiceSpec]) -> list[Finding]:
    """Looks at everything; takes some seconds at most, and never raises for what it finds."""
    wanted = wanted_services(specs, settings)
    findings = [check_python(), check_home(settings), check_disk(settings), check_memory()]
    findings += check_ports(wanted, settings)
    findings += check_machine(wanted)
    findings.append(check_opus())
    findings += check_models(wanted, settings)
    findings += check_gpu(settings)
    findings += [check_ollama(settings), *check_network(settings), check_docker()]
    return findings


def check_python() -> Finding:
    """The Python that runs us."""
    return Finding("Python", "ok", ".".join(map(str, sys.version_info[:3])))


def check_home(settings: Settings) -> Finding:
    """Whether the folder of all state is ours, and its secrets private."""
    home = settings.mumble_ai_home
    place = next(p for p in (home, *home.parents) if p.exists())
    if not os.access(place, os.W_OK | os.X_OK):
        return Finding("Folder", "broken", f"{place} cannot be written", f"sudo chown -R {os.getuid()} {place}")
    open_to_others = [p for p in (home / "secrets").glob("*") if p.is_file() and p.stat().st_mode & 0o077]
    if open_to_others:
        return Finding("Folder", "broken", "others can read the secrets", f"chmod -R go-rwx {home / 'secrets'}")
    return Finding("Folder", "ok", str(home))


def check_disk(settings: Settings) -> Finding:
    """Space for models and logs."""
    place = next(p for p in (settings.mumble_ai_home, *settings.mumble_ai_home.parents) if p.exists())
    free = shutil.disk_usage(place).free
    if free < DISK_NEEDED_BYTES:
        fix = f"free {(DISK_NEEDED_BYTES - free) >> 20} MB, or set MUMBLE_AI_HOME to a folder on a larger disk"
        return Finding("Disk", "note", f"{free >> 20} MB free at {place}", fix)
    return Finding("Disk", "ok", f"{free / 1e9:.0f} GB free")


def check_memory() -> Finding:
    """Memory that is free now."""
    free = psutil.virtual_memory().available
    if free < MEMORY_NEEDED_BYTES:
        return Finding("Memory", "note", f"{free >> 20} MB available", "close other programs: about 1500 MB are used")
    return Finding("Memory", "ok", f"{free / 1e9:.1f} GB available")


def check_ports(specs: Iterable[ServiceSpec], settings: Settings) -> list[Finding]:
    """Each port: free, ours and healthy, or somebody else's."""
    running = RunFolder(settings).held()
    findings: list[Finding] = []
    for spec in specs:
        port = spec.port(settings)
        problem = bind_problem(spec.host(settings), port)
        name = f"Port {port}"
        if not problem:
            findings.append(Finding(name, "ok", f"free for {spec.name}"))
        elif running:
            health = asyncio.run(probe(spec, settings))
            fix = "" if health.healthy else f"./mumble-ai logs {spec.name}"
            findings.append(Finding(name, "ok" if health.healthy else "broken", health.detail or spec.name, fix))
        else:
            findings.append(Finding(name, "broken", problem, f"stop it, or set {spec.port_name} to another port"))
    return findings


def check_machine(specs: Iterable[ServiceSpec]) -> list[Finding]:
    """The programs and libraries of the machine that the services need."""
    missing = missing_packages({spec.name for spec in specs})
    if missing:
        return [
            Finding(package, "broken", f"{what} is missing", apt_command([package]))
            for package, what in missing.items()
        ]
    program = mumble_server_program()
    return [Finding("Mumble server", "ok", str(program))] if program else []


def check_opus() -> Finding:
    """The voice codec, which comes with a wheel."""
    try:
        importlib.import_module("opuslib_next")  # Loading it loads the library.
    except Exception as error:
        return Finding("Opus codec", "broken", str(error), "remove MUMBLE_AI_HOME/env and start again")
    return Finding("Opus codec", "ok", "loads")


def check_models(specs: Sequence[ServiceSpec], settings: Settings) -> list[Finding]:
    """The models that the settings need, checked."""
    store = ModelStore(settings)
    findings: list[Finding] = []
    for model_id in needed_models(specs, settings):
        name = f"Model {model_id}"
        try:
            found = store.find(model_id)
        except ModelError as error:
            findings.append(Finding(name, "broken", "cannot be used", str(error)))
            continue
        if found:
            findings.append(Finding(name, "ok", f"verified in {found}"))
        else:
            findings.append(
                Finding(name, "note", "not here yet; `up` fetches it", f"./mumble-ai models pull {model_id}")
            )
    return findings


def check_gpu(settings: Settings) -> list[Finding]:
    """The graphics processor: optional, it lets larger models hear in time."""
    level: Level = "broken" if settings.device == "cuda" else "note"
    smi = find_program("nvidia-smi")
    if smi is None:
        fix = "install NVIDIA's driver, or set DEVICE=auto" if settings.device == "cuda" else ""
        return [Finding("GPU", level if fix else "ok", "none; everything runs on the processor", fix)]
    said = _command_output([str(smi), "--query-gpu=name,driver_version,memory.total", "--format=csv,noheader"])
    if said is None:
        return [Finding("GPU", level, "nvidia-smi does not answer", "reboot, or reinstall NVIDIA's driver")]
    missing = [name for name in CUDA_LIBRARIES if not _loads(name)]
    if missing:
        fix = "pip install nvidia-cublas-cu12 nvidia-cudnn-cu12, and have LD_LIBRARY_PATH name their lib folders"
        return [Finding("GPU", level, f"{said}; faster-whisper lacks {', '.join(missing)}", fix)]
    hint = "" if settings.stt_engine == "faster-whisper" else "STT_ENGINE=faster-whisper WHISPER_MODEL=large-v3 uses it"
    return [Finding("GPU", "ok", said, hint)]


def _command_output(command: list[str]) -> str | None:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=COMMAND_TIMEOUT_S, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return None
    return "; ".join(done.stdout.strip().splitlines())


def _loads(library: str) -> bool:
    code = f"import ctypes; ctypes.CDLL({library!r})"
    return _command_output([sys.executable, "-c", code]) is not None


def check_ollama(settings: Settings) -> Finding:
    """Ollama and the model asked of it."""
    level: Level = "broken" if settings.llm_provider == "ollama" else "note"
    try:
        answer = httpx.get(f"{settings.ollama_url}/api/tags", timeout=ASK_TIMEOUT_S, trust_env=False)
        answer.raise_for_status()
        names = {str(model["name"]) for model in answer.json()["models"]}
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        if settings.llm_provider in ("openai", "embedded"):
            return Finding("Ollama", "ok", "not asked for")
        fix = "install it from https://ollama.com/download, then: ollama pull " + settings.ollama_model
        return Finding(
            "Ollama", level, f"no answer at {settings.ollama_url}; the embedded model only does small talk", fix
        )
    wanted = settings.ollama_model if ":" in settings.ollama_model else settings.ollama_model + ":latest"
    if wanted not in names:
        return Finding("Ollama", level, f"has no {wanted}", f"ollama pull {settings.ollama_model}")
    return Finding("Ollama", "ok", f"has {wanted}")


def check_network(settings: Settings) -> list[Finding]:
    """Where models come from, and the clock beside it."""
    try:
        answer = httpx.head(settings.hf_endpoint, timeout=ASK_TIMEOUT_S, follow_redirects=False)
    except httpx.HTTPError as error:
        fix = "check the network and the name server, or put models into MODELS_DIR; small models come in packages"
        return [Finding("Model hub", "note", f"{settings.hf_endpoint} is out of reach: {error}", fix)]
    findings = [Finding("Model hub", "ok", f"{settings.hf_endpoint} answers")]
    return findings + _check_clock(answer.headers.get("date", ""))


def _check_clock(date: str) -> list[Finding]:
    """The clock beside a server's; nothing where the server does not tell the time."""
    try:
        told = parsedate_to_datetime(date).astimezone(UTC)
    except ValueError:
        return []
    off_s = abs((datetime.now(UTC) - told).total_seconds())
    if off_s <= CLOCK_SLACK_S:
        return [Finding("Clock", "ok", "right")]
    found = f"wrong by {off_s:.0f} s: certificates will not hold"
    return [Finding("Clock", "broken", found, "sudo timedatectl set-ntp true")]


def check_docker() -> Finding:
    """Docker, which only containers need."""
    docker = find_program("docker")
    if docker is None:
        return Finding("Docker", "ok", "not installed; only containers need it")
    if _command_output([str(docker), "compose", "version"]) is None:
        return Finding("Docker", "note", "has no compose", "sudo apt-get install docker-compose-v2")
    if _command_output([str(docker), "info", "--format", "{{.ServerVersion}}"]) is None:
        return Finding(
            "Docker", "note", "its engine does not answer this user", "sudo usermod -aG docker $USER, and log in again"
        )
    return Finding("Docker", "ok", "ready for docker compose up")
