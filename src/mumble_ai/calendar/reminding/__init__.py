"""Telling people things on time: when, in which words, by which way, and once."""
