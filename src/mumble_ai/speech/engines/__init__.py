"""One file an engine; each implements a contract of `mumble_ai.speech.contract`."""
