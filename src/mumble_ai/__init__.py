"""Mumble-AI: a self-hosted voice assistant that lives on a Mumble server."""

__version__ = "0.1.0"
