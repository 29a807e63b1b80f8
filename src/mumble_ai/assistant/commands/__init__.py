"""Everyday commands: recognised by sentence templates, done by actions, answered from what came of it; no model."""
