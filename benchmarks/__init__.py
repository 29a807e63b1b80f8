"""Benchmarks: each prints its figures with the conditions they were taken under, as a table or as JSON."""
