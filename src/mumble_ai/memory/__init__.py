"""Whom the assistant knows and what it remembers of them: people, conversations, recall, facts, entities."""
