"""Whom and what people talk about: names, what they stand for, and where they were spoken of."""
