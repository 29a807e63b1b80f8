"""Endpoints of the first Mumble-AI, in their old shapes."""
