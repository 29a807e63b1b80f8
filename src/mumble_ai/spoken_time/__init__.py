"""Reads dates, times and repetitions as people say them, and says them back; pure."""
