"""Fixtures of the stack in containers: brought up once, for every file that talks to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.containers.engine import Engine
from tests.containers.stack import ContainerStack, build_images, fetched_models
from tests.support.scripted_llm import MODEL, ScriptedLlm

PROBE_S, PROBES = 2, 45
"""How often health is asked for here, and how often in vain; people get three times 30 s, which is as patient."""


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    with Engine() as engine:
        with engine.builder():
            build_images(engine)
        engine.start_runner()
        yield engine


@pytest.fixture(scope="session")
def llm(engine: Engine) -> Iterator[ScriptedLlm]:
    """A language model on the machine beside the containers, as Ollama would be."""
    with engine.entered():
        server = ScriptedLlm(host="0.0.0.0")
    with server:
        yield server


@pytest.fixture(scope="session")
def stack(engine: Engine, llm: ScriptedLlm) -> Iterator[ContainerStack]:
    stack = ContainerStack(
        engine,
        {
            "COMPOSE_HEALTH_INTERVAL": f"{PROBE_S}s",
            "COMPOSE_HEALTH_RETRIES": str(PROBES),
            "MODELS_DIR": str(fetched_models()),
            "OPENAI_BASE_URL": f"http://host.docker.internal:{llm.port}/v1",
            "OPENAI_MODEL": MODEL,
            "LLM_MAX_TOKENS": "40",
        },
    )
    stack.down()  # of a run that was killed
    try:
        stack.up()
        yield stack
    finally:
        stack.down()


@pytest.fixture(scope="session")
def owner_password(stack: ContainerStack) -> str:
    """What the log of the control panel told of the first account."""
    return stack.first_password()
