"""The assistant on a Mumble server: a talk in its channel, `/health` and `/metrics`."""

from mumble_ai.services.bot.service import run

__all__ = ["run"]
