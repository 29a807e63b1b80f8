"""What the voice says and understands by itself, in each language."""
