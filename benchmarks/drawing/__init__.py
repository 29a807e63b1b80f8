"""Pages in a real browser: when something is on the screen, and when the first line of what was asked for is."""
