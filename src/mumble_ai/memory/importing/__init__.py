"""Takes over what the first system kept."""
