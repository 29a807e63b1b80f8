"""What was said: sessions, messages word for word, topics."""
