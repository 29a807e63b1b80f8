"""The Model Context Protocol, both ways: our actions for other assistants, and other servers' tools for us."""
