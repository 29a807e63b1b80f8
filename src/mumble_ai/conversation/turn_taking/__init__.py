"""Decisions about turns, all pure: when one ends, who is meant, what an interruption is, who comes next."""
