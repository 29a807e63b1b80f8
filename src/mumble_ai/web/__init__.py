"""What every HTTP service shares: app factory, API keys, limits and errors."""
