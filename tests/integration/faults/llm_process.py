"""A language model server of its own process, to be killed and frozen: `llm_process.py PORT well|html`."""

from __future__ import annotations

import signal
import sys

from tests.support.scripted_llm import ScriptedLlm

ANSWERS = {
    "well": "Yes, since this morning.",
    "html": "<!DOCTYPE html><html><body>Please log in.</body></html>",
}

with ScriptedLlm(port=int(sys.argv[1])) as server:
    server.answer = lambda messages: ANSWERS[sys.argv[2]]
    signal.pause()
