"""The embedded language model: llama.cpp's own server, with the OpenAI endpoints, on a small model.

It is there so that the assistant can talk on a machine without any other model. It listens on loopback, or elsewhere
with a key.
"""

from __future__ import annotations

import asyncio
import importlib
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import structlog

from mumble_ai.services.freeing import loaded
from mumble_ai.settings import Settings, is_loopback
from mumble_ai.stack.models import ensure
from mumble_ai.stack.secrets import speech_api_key

MODEL_ID = "smollm2-135m"
CONTEXT_TOKENS = 2048
BATCH_TOKENS = 64
"""Read at a time; a prompt that is no longer wanted is given up in between."""
HTTP_THREADS = 4
"""A connection that is kept alive holds a thread; with fewer of them the server closes it while it is used again."""
THREADS = 1
"""One thread: a second one slows a model of this size down, and the other cores hear and speak."""
READING_THREADS = 2 if (os.cpu_count() or 1) >= 4 else 1
"""Reading the prompt gains from a second thread where a core is free for it: 14 tokens take 45 ms with two threads and
75 ms with one. Where speech recognition wants the same two cores, both threads wait for each other: 0.2 to 1 s."""
REUSED_TOKENS = 8
"""Pieces of the prompt from this length on, read before but moved since, are not read again: the talk moves up with
each turn, when its oldest message is dropped and the time of day is told anew after the newest one."""

log = structlog.get_logger()


async def run(settings: Settings) -> None:
    """Serves until cancelled."""
    loop = asyncio.get_running_loop()
    with ThreadPoolExecutor(1, thread_name_prefix="llm") as thread:
        folder = await loop.run_in_executor(thread, ensure, MODEL_ID, settings)
        server = await loaded(loop.run_in_executor(thread, _start, weights_in(folder), settings))
        log.info("language model ready", address=str(server.listening_address), model=MODEL_ID)
        try:
            await asyncio.Event().wait()
        finally:
            # The server ends with its object, and its end blocks until requests under way are cut.
            del server


def weights_in(folder: Path) -> Path:
    """The GGUF file of a model folder."""
    return next(folder.glob("*.gguf"))


def _start(weights: Path, settings: Settings) -> Any:
    # A heavy native library without types: loaded only where the model runs.
    native: Any = importlib.import_module("xllamacpp")
    parameters = native.CommonParams()
    parameters.model.path = str(weights)
    parameters.model_alias = {MODEL_ID}
    parameters.hostnames = [settings.bind_host]
    parameters.port = settings.llm_port
    if not is_loopback(settings.bind_host):
        parameters.api_keys = [speech_api_key(settings)]
    parameters.n_ctx = CONTEXT_TOKENS
    parameters.n_parallel = 1
    parameters.n_batch = parameters.n_ubatch = BATCH_TOKENS
    parameters.n_gpu_layers = 0
    parameters.cpuparams.n_threads = THREADS
    parameters.cpuparams_batch.n_threads = READING_THREADS
    parameters.n_cache_reuse = REUSED_TOKENS
    parameters.n_threads_http = HTTP_THREADS
    # Without it a model of this size writes a tenth faster.
    parameters.flash_attn_type = native.llama_flash_attn_type.LLAMA_FLASH_ATTN_TYPE_DISABLED
    parameters.cache_ram_mib = 0
    parameters.cache_idle_slots = False
    parameters.fit_params = False
    parameters.ui = False
    parameters.endpoint_slots = False
    parameters.verbosity = 1
    return native.Server(parameters)
