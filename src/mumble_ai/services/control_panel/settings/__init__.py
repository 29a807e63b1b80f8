"""Settings and models: looked at, tried, saved, undone."""
