"""Every table, one file a subject; importing this package makes all of them known to `Base.metadata`."""

from mumble_ai.storage.tables.people import Identity, Person

__all__ = ["Identity", "Person"]
