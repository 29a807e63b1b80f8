"""Old talk in short: summaries beside the messages they stand for."""
