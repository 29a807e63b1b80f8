"""The flight record: what happened in each turn and why, kept bounded, and replayed."""
