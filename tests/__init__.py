"""Tests of Mumble-AI."""
