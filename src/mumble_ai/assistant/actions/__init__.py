"""What the assistant can do, one implementation each, for everyday commands and for a language model's tools alike."""
