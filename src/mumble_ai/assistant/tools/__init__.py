"""A language model's side of doing things: it asks, the actions do, and what is said about it comes from the deed."""
