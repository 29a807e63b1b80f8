"""Real parts that tests talk to: servers, independent clients, links that fail."""
