"""Voices to hear and choose, and how words are said."""
