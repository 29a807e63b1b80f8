"""`python -m mumble_ai.cli`."""

from mumble_ai.cli import main

main()
