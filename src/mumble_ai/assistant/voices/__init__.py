"""With which voice the assistant speaks in a channel, and how it says words: what the owner chose, kept."""
