"""Fixtures of these tests."""

from tests.support.remembering import anna, ben, clock, log, people, spool

__all__ = ["anna", "ben", "clock", "log", "people", "spool"]
