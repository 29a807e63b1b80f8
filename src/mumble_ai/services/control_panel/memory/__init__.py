"""What is remembered: endpoints to look through it and to set it right."""
